import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Directory, openDirectory } from '../../electron/directory/directory.ts'
import type { User } from '../../shared/domain/user.ts'
import { stageAll } from './fill.ts'
import { median } from './measure.ts'
import { people } from './people.ts'
import { type Row, row } from './row.ts'

/** What people type: growing from the first letter, with and without accents, two words, a phone number, a miss. */
const typed = ['schröder', 'müller', 'anna', 'sales', 'o’brien', 'hamburg', 'anna schm', '+49 40', 'zzzz', '李']
const keystrokes = typed.flatMap((word) => [...word].map((_letter, index) => word.slice(0, index + 1)))

/** Answers to keystrokes from the directory, against a scan of the same people held in memory, folded once. */
export const benchSearch = async (name: string, users: number): Promise<readonly Row[]> => {
  const everyone = people(users)
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-bench-'))
  const directory = await openDirectory({
    script: new URL('../../electron/directory/thread.ts', import.meta.url),
    file: join(folder, 'directory.db'),
    key: randomBytes(32),
  })
  try {
    await (await stageAll(directory.write, everyone))()
    // Answers when what follows a publishing is over.
    await directory.write.staged()
    const ours: number[] = []
    for (const search of keystrokes) ours.push(await timed(() => ask(directory, search, 0)))
    const scan = scanner(everyone)
    const theirs: number[] = []
    for (const search of keystrokes) theirs.push(await timed(async () => scan(search)))
    const windows: number[] = []
    for (let at = 0; at < 40; at++) windows.push(await timed(() => ask(directory, '', Math.floor((users / 40) * at))))
    const sorts: number[] = []
    for (let at = 0; at < 5; at++) sorts.push(await timed(async () => scan('')))
    return [
      row(`search/${name}`, median(ours), 'ms', median(theirs)),
      row(`window/${name}`, median(windows), 'ms', median(sorts)),
    ]
  } finally {
    await directory.close()
    rmSync(folder, { recursive: true })
  }
}

const ask = (directory: Directory, search: string, offset: number) =>
  directory.read.users({ search, filters: [], sort: { column: 'displayName', descending: false } }, offset, 200)

const timed = async (task: () => Promise<unknown>): Promise<number> => {
  const started = performance.now()
  await task()
  return performance.now() - started
}

const fold = (value: string): string => value.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()

/** Every word within the joined text, sorted by name, the first 200: what a page does that holds everyone. */
const scanner = (everyone: readonly User[]) => {
  const folded = everyone.map((user) => ({
    user,
    text: fold(Object.values(user).flat().join('\n')),
    name: fold(user.displayName ?? ''),
  }))
  return (search: string) => {
    const words = fold(search).split(/\s+/).filter(Boolean)
    const found = folded.filter(({ text }) => words.every((word) => text.includes(word)))
    found.sort((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0))
    return { total: found.length, rows: found.slice(0, 200) }
  }
}
