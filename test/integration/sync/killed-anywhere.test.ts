import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { SyncRun } from '../../../shared/domain/sync.ts'
import { Random } from '../../tenant/model/random.ts'
import { startTenant, type Tenant } from '../../tenant/start.ts'
import { type Content, truthOf } from './truth.ts'
import { Wanderer } from './wanderer.ts'

const kills = 100
const seed = 20_261_129

interface Opened {
  readonly setAside: string | null
  /** Whether the next run can go on with something. */
  readonly isLeft: boolean
  readonly last: SyncRun | null
  readonly content: Content
}

let tenant: Tenant
let folder: string
let next: Child | undefined

beforeAll(async () => {
  tenant = await startTenant({ users: 420, groups: 60, memberships: 800, latencyMs: 3 })
  // Users and groups come in several pages each.
  tenant.controls.set({ maxPageSize: 150 })
  folder = mkdtempSync(join(tmpdir(), 'tenantry-anywhere-'))
})
afterAll(async () => {
  await next?.kill()
  await tenant.close()
  rmSync(folder, { recursive: true, force: true })
})

/** The program in a process of its own. */
class Child {
  readonly #process: ChildProcessByStdio<Writable, Readable, null>
  readonly #lines: AsyncIterator<string>
  readonly #ended: Promise<unknown>

  constructor() {
    const script = fileURLToPath(new URL('./obeying-child.ts', import.meta.url))
    const env = { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') }
    this.#process = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'inherit'], env })
    this.#lines = createInterface(this.#process.stdout)[Symbol.asyncIterator]()
    this.#ended = once(this.#process, 'close')
  }

  tell(task: object): void {
    this.#process.stdin.write(`${JSON.stringify(task)}\n`)
  }

  async hear<Word>(): Promise<Word> {
    const { value } = await this.#lines.next()
    return JSON.parse(value) as Word
  }

  async run(what: 'run' | 'update'): Promise<{ readonly ended: Promise<SyncRun> }> {
    this.tell({ do: what })
    await this.hear()
    return { ended: this.hear<{ readonly ended: SyncRun }>().then(({ ended }) => ended) }
  }

  /** By itself, when it has done what it was told. */
  async end(): Promise<void> {
    this.#process.stdin.end()
    await this.#ended
  }

  async kill(): Promise<void> {
    this.#process.kill('SIGKILL')
    await this.#ended
  }
}

/** Opens the directory as the program's start does, in a process that was begun while the one before still ran. */
const open = async (place: object): Promise<{ readonly child: Child; readonly opened: Opened }> => {
  const child = next ?? new Child()
  next = new Child()
  child.tell({ do: 'open', tenant: { ...tenant }, ...place })
  return { child, opened: await child.hear<Opened>() }
}

/**
 * How long a run takes in a process that has just begun. What is compiled once, by one that ends by itself, need not be
 * compiled a hundred times.
 */
const measure = async (): Promise<Record<'run' | 'update', number>> => {
  const took = { run: 0, update: 0 }
  const place = placeOf('first.db')
  for (const what of ['run', 'run', 'update'] as const) {
    const child = new Child()
    child.tell({ do: 'open', tenant: { ...tenant }, ...place })
    await child.hear()
    const begun = performance.now()
    await (await child.run(what)).ended
    took[what] = performance.now() - begun
    await child.end()
  }
  return took
}

/** Kills it after so many milliseconds; how long the run took, if it was quicker. */
const killAfter = async (child: Child, what: 'run' | 'update', milliseconds: number): Promise<number | null> => {
  const { ended } = await child.run(what)
  const begun = performance.now()
  const took = ended.then(
    () => performance.now() - begun,
    () => null,
  )
  const soon = await Promise.race([sleep(milliseconds).then(() => null), took])
  await child.kill()
  return soon
}

const placeOf = (name: string) => ({ file: join(folder, name), key: randomBytes(32).toString('hex') })

it('killed at a hundred moments, it always has a snapshot that was published, and comes to the tenant’s truth', async () => {
  const random = new Random(seed)
  const wanderer = new Wanderer(random, tenant)
  const took = await measure()
  const place = placeOf('directory.db')
  const seen = { midway: 0, published: 0, resumed: 0, delta: 0 }
  let allowed: readonly Content[] = [{ users: [], groups: [], members: {} }]
  for (let kill = 0; kill < kills; kill++) {
    const { child, opened } = await open(place)
    const { content, isLeft, last, setAside } = opened
    expect(setAside).toBeNull()
    expect(allowed, `kill ${kill}`).toContainEqual(content)
    if (last?.resumed != null) seen.resumed++
    if (last?.kind === 'delta') seen.delta++
    if (last?.outcome === 'published') seen.published++
    for (let count = random.int(5); count > 0; count--) wanderer.step()
    allowed = [content, truthOf(tenant)]
    if (kill % 10 === 9) {
      expect(await (await child.run('update')).ended).toMatchObject({ outcome: 'published', error: null })
      allowed = [truthOf(tenant)]
    }
    const what = random.chance(isLeft ? 0.2 : 0.6) ? 'run' : 'update'
    const whole = await killAfter(child, what, (random.int(1_000) / 1_000) * took[what])
    // The machine may be busier now than it was, or less so.
    if (whole === null) seen.midway++
    took[what] = whole === null ? took[what] * 1.04 : (took[what] + whole) / 2
  }
  const { child } = await open(place)
  expect(await (await child.run('update')).ended).toMatchObject({ outcome: 'published', error: null })
  await child.kill()
  const { child: last, opened } = await open(place)
  expect(opened.content).toEqual(truthOf(tenant))
  await last.kill()
  // They were moments worth the name.
  expect(seen.midway).toBeGreaterThan(kills / 2)
  expect(Math.min(seen.published, seen.resumed, seen.delta), JSON.stringify(seen)).toBeGreaterThan(2)
}, 300_000)
