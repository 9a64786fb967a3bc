import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Directory, openDirectory } from '../../electron/directory/directory.ts'
import type { User } from '../../shared/domain/user.ts'
import { stageAll } from './fill.ts'
import { people } from './people.ts'
import { type Row, row } from './row.ts'

/**
 * From the last page read to the new snapshot, searchable and encrypted on disk: the first time, and with one user in a
 * thousand changed. Against everyone in a JSON file that is read, compared user by user and written again.
 */
export const benchDiff = async (name: string, users: number): Promise<readonly Row[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-bench-'))
  const directory = await openDirectory({
    script: new URL('../../electron/directory/thread.ts', import.meta.url),
    file: join(folder, 'directory.db'),
    key: randomBytes(32),
  })
  try {
    const former = people(users)
    const present = former.map((user, at) => (at % 1_000 === 500 ? { ...user, jobTitle: `${user.jobTitle} II` } : user))
    const file = join(folder, 'users.json')
    const theirFirst = timed(() => writeFileSync(file, JSON.stringify(former)))
    const theirSecond = timed(() => compareFile(file, present))
    const first = await publishing(directory, former)
    const second = await publishing(directory, present)
    return [row(`diff/${name}/first`, first, 's', theirFirst), row(`diff/${name}`, second, 's', theirSecond)]
  } finally {
    await directory.close()
    rmSync(folder, { recursive: true })
  }
}

const timed = (task: () => void): number => {
  const started = performance.now()
  task()
  return (performance.now() - started) / 1_000
}

const compareFile = (file: string, present: readonly User[]): void => {
  const former = new Map((JSON.parse(readFileSync(file, 'utf8')) as User[]).map((user) => [user.id, user]))
  const changed = present.filter((user) => JSON.stringify(user) !== JSON.stringify(former.get(user.id)))
  if (changed.length === 0) throw new Error('Nothing changed')
  writeFileSync(file, JSON.stringify(present))
}

/** Seconds that the publishing alone takes. */
const publishing = async ({ write }: Directory, users: readonly User[]): Promise<number> => {
  const publish = await stageAll(write, users)
  const started = performance.now()
  await publish()
  const seconds = (performance.now() - started) / 1_000
  // What the writer does afterwards is not waited for by anyone, and not part of the next publishing.
  await write.staged()
  return seconds
}
