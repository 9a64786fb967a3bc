import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { type SpawnedTenant, spawnTenant } from '../tenant/spawn.ts'
import { bundles } from './bundle.ts'
import { type Measured, median } from './measure.ts'
import { type Row, row } from './row.ts'
import type { Figures, SideName, Task } from './sync-child.ts'

export interface SyncSize {
  /** As the row names it, `10k`. */
  readonly name: string
  readonly users: number
  readonly groups: number
  readonly memberships: number
  readonly latencyMs: number
  /** How often each side runs; the median counts. */
  readonly runs: number
}

type Side = Measured & Figures

/** `sync/10k/50ms`; memory and block are named after the latency only where there is one. */
export const syncNames = ({ name, latencyMs }: Pick<SyncSize, 'name' | 'latencyMs'>): readonly string[] => {
  const suffix = latencyMs === 0 ? '' : `/${latencyMs}ms`
  return [`sync/${name}/${latencyMs}ms`, `memory/${name}${suffix}`, `block/${name}${suffix}`]
}

/** A whole first sync against the bare loop, on one simulated tenant, each run in a process of its own, turn by turn. */
export const benchSync = (size: SyncSize): Promise<readonly Row[]> =>
  comparing(size, ['ours', 'bare'], (ours, peer, tenant) => {
    check(ours, tenant)
    const [sync = '', memory = '', block = ''] = syncNames(size)
    return [
      row(sync, of(ours, 'seconds'), 's', of(peer, 'seconds')),
      row(memory, of(ours, 'peakMb'), 'MB', of(peer, 'peakMb')),
      row(block, of(ours, 'blockMs'), 'ms', of(peer, 'blockMs')),
    ]
  })

/** The same, against fetching and parsing exactly the answers that ours was given: below 1, as ours does that too. */
export const benchFetch = (size: SyncSize): Promise<readonly Row[]> =>
  comparing(size, ['ours', 'replay'], (ours, peer, tenant) => {
    check(ours, tenant)
    return [row(`fetch/${size.name}/${size.latencyMs}ms`, of(ours, 'seconds'), 's', of(peer, 'seconds'))]
  })

/** The users alone, read and kept, against their chain of pages. */
export const benchUsers = (size: SyncSize): Promise<readonly Row[]> =>
  comparing(size, ['oursUsers', 'bareUsers'], (ours, peer, { counts }) => {
    if (ours.some(({ users }) => users !== counts.users)) throw new Error('Not all users were read')
    return [row(`users/${size.name}/${size.latencyMs}ms`, of(ours, 'seconds'), 's', of(peer, 'seconds'))]
  })

const of = (runs: readonly Side[], key: keyof Measured): number => median(runs.map((run) => run[key]))

const comparing = async (
  { users, groups, memberships, latencyMs, runs }: SyncSize,
  [our, their]: readonly [SideName, SideName],
  rows: (ours: readonly Side[], peer: readonly Side[], tenant: SpawnedTenant) => readonly Row[],
): Promise<readonly Row[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-bench-'))
  const tenant = await spawnTenant({ users, groups, memberships })
  const requests = join(folder, 'requests.json')
  try {
    // The tenant makes its people when they are first asked for, and finds out anew who is licensed when they have
    // changed: Graph has an index for that, so neither is to be measured.
    const warmUp = () => runSide({ side: 'oursUsers', tenant, requests: null })
    await warmUp()
    await tenant.control('POST', 'set', { latencyMs })
    const ours: Side[] = []
    const peer: Side[] = []
    for (let run = 0; run < runs; run++) {
      ours.push(await runSide({ side: our, tenant, requests: their === 'replay' ? requests : null }))
      if (our === 'delta') await warmUp()
      peer.push(await runSide({ side: their, tenant, requests }))
    }
    return rows(ours, peer, tenant)
  } finally {
    await tenant.stop()
    rmSync(folder, { recursive: true })
  }
}

/** A run over what one user in a thousand changed, against the whole sync that it spares. */
export const benchDelta = (size: SyncSize): Promise<readonly Row[]> =>
  comparing(size, ['delta', 'ours'], (delta, full) => [
    row(`delta/${size.name}/${size.latencyMs}ms`, of(delta, 'seconds'), 's', of(full, 'seconds')),
  ])

/** A fast sync of something else would be no result. */
const check = (runs: readonly Side[], { counts }: SpawnedTenant): void => {
  for (const { users, groups, memberships } of runs) {
    const isWhole = users === counts.users && groups === counts.groups && memberships === counts.memberships
    if (!isWhole)
      throw new Error(`The sync read ${users}/${groups}/${memberships}, the tenant has ${JSON.stringify(counts)}`)
  }
}

const runSide = async (task: Omit<Task, 'thread'>): Promise<Side> => {
  const bundled = await bundles()
  const child = spawn(process.execPath, ['--expose-gc', bundled.child], { stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  child.stdin.end(JSON.stringify({ ...task, thread: bundled.thread } satisfies Task))
  const printed = await text(child.stdout)
  const code = await ended
  if (code !== 0) throw new Error(`The ${task.side} side ended with code ${code}`)
  const side: Side = JSON.parse(printed)
  process.stderr.write(
    `  ${task.side}: ${side.seconds.toFixed(2)} s (processor ${side.cpuSeconds.toFixed(2)} s), ${side.requests} requests, ${Math.round(side.peakMb)} MB, ${Math.round(side.blockMs)} ms blocked\n`,
  )
  return side
}
