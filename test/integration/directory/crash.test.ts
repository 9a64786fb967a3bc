import { type ChildProcessByStdio, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it, onTestFinished } from 'vitest'
import { newFolder } from './setup.ts'
import { faultsOf, versionedWorld } from './versioned-world.ts'
import { openAt, publish } from './world.ts'

const run = promisify(execFile)
const writingChild = fileURLToPath(new URL('./writing-child.ts', import.meta.url))
const fullDiskChild = fileURLToPath(new URL('./full-disk-child.ts', import.meta.url))

const everyone = { search: '', filters: [], sort: { column: 'displayName', descending: false } } as const

type Writing = ChildProcessByStdio<null, Readable, null>

const startWriting = async (file: string, size: number, first: number): Promise<Writing> => {
  const child = spawn(process.execPath, [writingChild, file, String(size), String(first)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  await once(child.stdout, 'data')
  return child
}

describe('a process that is killed', () => {
  it('while it stages or publishes leaves a whole snapshot and a run marked as interrupted', {
    timeout: 300_000,
  }, async () => {
    const size = 1_500
    const file = join(newFolder(), 'directory.db')
    const directory = await openAt(file)
    await publish(directory, versionedWorld(0, size))
    await directory.close()
    const outcomes: (string | undefined)[] = []
    for (let round = 1; round <= 20; round++) {
      const child = await startWriting(file, size, round * 1_000)
      await sleep(round * 23 + Math.random() * 150)
      child.kill('SIGKILL')
      await once(child, 'exit')
      const reopened = await openAt(file)
      await reopened.write.markInterrupted('2026-01-02T03:04:05.000Z')
      expect(reopened.setAside).toBeNull()
      expect(await faultsOf(reopened, size)).toEqual([])
      outcomes.push((await reopened.read.lastRun())?.outcome)
      await reopened.close()
    }
    expect(outcomes).toContain('interrupted')
  })
})

describe('a process that is killed at its first publishing', () => {
  it('leaves nothing published or the whole', { timeout: 300_000 }, async () => {
    const size = 1_500
    const found: (string | undefined)[] = []
    for (let round = 0; round < 8; round++) {
      const file = join(newFolder(), 'directory.db')
      const child = await startWriting(file, size, 0)
      // The first of them at moments of the clock's, the others when a version was published, which takes its time.
      if (round < 4) await sleep(60 + round * 60)
      else await once(child.stdout, 'data')
      child.kill('SIGKILL')
      await once(child, 'exit')
      const reopened = await openAt(file)
      const { snapshot } = await reopened.read.overview()
      const { total } = await reopened.read.users(everyone, 0, 1)
      if (snapshot === null) expect(total).toBe(0)
      else expect(await faultsOf(reopened, size)).toEqual([])
      found.push(snapshot === null ? 'nothing' : 'whole')
      await publish(reopened, versionedWorld(9_000 + round, size))
      expect(await faultsOf(reopened, size)).toEqual([])
      await reopened.close()
    }
    expect(found).toContain('whole')
  })
})

/** A disk of its own that goes with the process: as root, or as root of a namespace of its own. Null where neither may be. */
const smallDisk = async (): Promise<readonly string[] | null> => {
  const folder = newFolder()
  for (const unshare of [['-m'], ['-r', '-m']]) {
    const works = await run('unshare', [...unshare, 'mount', '-t', 'tmpfs', 'tmpfs', folder]).then(
      () => true,
      () => false,
    )
    if (works) return unshare
  }
  return null
}

describe('a full disk', () => {
  it('is told as such, leaves the snapshot whole, and is over once there is room', {
    timeout: 300_000,
  }, async (context) => {
    const unshare = await smallDisk()
    if (unshare === null) return context.skip('needs a file system of its own')
    const folder = join(newFolder(), 'disk')
    mkdirSync(folder)
    const script = 'mount -t tmpfs -o size=64m tmpfs "$0" && exec "$1" "$2" "$0"'
    const { stdout } = await run('unshare', [...unshare, 'sh', '-c', script, folder, process.execPath, fullDiskChild])
    const attempts: readonly { readonly ended: string; readonly faults: readonly string[] }[] = JSON.parse(stdout)
    for (const { faults } of attempts) expect(faults).toEqual([])
    expect(new Set(attempts.map(({ ended }) => ended))).toEqual(new Set(['published', 'disk_full']))
    expect(attempts.at(-1)?.ended).toBe('published')
  })
})
