import { rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isAppError } from '../../../shared/ipc/errors.ts'
import { faultsOf, versionedWorld } from './versioned-world.ts'
import { openAt, publish } from './world.ts'

/**
 * Fills the disk that it is given and writes on, leaving less and less free. Says, as JSON, how each attempt ended and
 * what was wrong with the snapshot after it. Argument: a folder on a small disk.
 */
const [folder = ''] = process.argv.slice(2)
const small = 2_000
const big = 6_000
const filler = join(folder, 'filler')
const directory = await openAt(join(folder, 'directory.db'))
await publish(directory, versionedWorld(1, small), 'first')
const attempts: unknown[] = []
let shown = small

const attempt = async (version: number): Promise<void> => {
  const ended = await publish(directory, versionedWorld(version, big), `run${version}`).then(
    () => 'published',
    (error: unknown) => (isAppError(error) ? error.code : String(error)),
  )
  if (ended === 'published') shown = big
  attempts.push({ ended, faults: await faultsOf(directory, shown) })
}

for (const [order, left] of [8_000_000, 4_000_000, 2_000_000, 1_000_000, 500_000, 100_000, 0].entries()) {
  // What the writer does after a publishing takes room as well.
  await directory.write.staged()
  const { bavail, bsize } = statfsSync(folder)
  writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - left)))
  await attempt(2 + order)
  rmSync(filler)
}
await attempt(90)
await directory.close()
process.stdout.write(JSON.stringify(attempts))
