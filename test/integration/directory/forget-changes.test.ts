import { describe, expect, it } from 'vitest'
import type { Directory } from '../../../electron/directory/directory.ts'
import { everyRow, open, user } from './setup.ts'
import { finish, openSides, publish } from './sides.ts'
import { end, stage } from './world.ts'

let cities = 0

/** A run by this time of the clock that changes one attribute, in a history of a week. */
const publishAt = async (directory: Directory, day: string): Promise<string> => {
  const runId = await stage(directory, { users: [user('a', { city: `${cities++}` })], groups: [], members: {} })
  await directory.write.publish(runId, { ...end, finishedAt: `${day}:00.000Z`, historyDays: 7 })
  return runId
}

/** The one user would go, which the guard holds. */
const holdAt = async (directory: Directory, day: string): Promise<string> => {
  const runId = await stage(directory, { users: [], groups: [], members: {} })
  const by = { ...end, finishedAt: `${day}:00.000Z`, historyDays: 7, guard: { part: 0, least: 0 } }
  expect(await directory.write.publish(runId, by)).toBe('held')
  return runId
}

const publishAll = async (directory: Directory, days: readonly string[]): Promise<readonly string[]> => {
  const runIds: string[] = []
  for (const day of days) runIds.push(await publishAt(directory, day))
  return runIds
}

/** Runs whose changes are listed, the newest first; whatever reads the history has to agree. */
const remembered = async ({ read }: Directory): Promise<readonly string[]> => {
  const query = { search: '', kinds: [], whats: [], attributes: [], runId: null, from: null, to: null }
  const listed = (await everyRow((offset, limit) => read.changes(query, offset, limit))).map(({ runId }) => runId)
  const own = (await everyRow((offset, limit) => read.changesOf('a', offset, limit))).map(({ runId }) => runId)
  const runs = (await read.changeRuns(0, 200)).rows.filter(({ first }) => !first).map(({ runId }) => runId)
  expect([own, runs]).toEqual([listed, listed])
  for (const runId of listed) expect(await read.userAsOf(runId, 'a')).toMatchObject({ id: 'a' })
  return listed
}

describe('what the history keeps', () => {
  it('is not torn by a clock that was set back for one run', async () => {
    const directory = await open()
    const [, ...runs] = await publishAll(directory, [
      ...['2026-06-01T00:00', '2026-06-02T00:00', '2026-05-20T00:00', '2026-06-02T00:15', '2026-06-02T00:30'],
    ])
    expect(await remembered(directory)).toEqual(runs.toReversed())
  })

  it('stays as long as it is kept where the clock was set back for good', async () => {
    const directory = await open()
    const [, ...runs] = await publishAll(directory, [
      ...['2026-06-01T00:00', '2026-06-02T00:00', '2026-05-20T00:00', '2026-05-20T00:15', '2026-05-26T00:00'],
    ])
    expect(await remembered(directory)).toEqual(runs.toReversed())
    const later = await publishAll(directory, ['2026-05-27T00:10', '2026-05-27T00:20'])
    expect(await remembered(directory)).toEqual([...later.toReversed(), runs[3], runs[2]])
  })

  it('is not emptied by a clock that was set ahead for one run, which goes with the one after it', async () => {
    const directory = await open()
    const [, ...runs] = await publishAll(directory, [
      ...['2026-06-01T00:00', '2026-06-02T00:00', '2027-06-02T00:15', '2026-06-02T00:30', '2026-06-05T00:00'],
    ])
    expect(await remembered(directory)).toEqual(runs.toReversed())
    const later = await publishAll(directory, ['2026-06-09T00:10', '2026-06-09T00:20'])
    expect(await remembered(directory)).toEqual([...[...runs.slice(1), ...later].toReversed()])
    const last = await publishAll(directory, ['2026-06-10T00:00', '2026-06-10T00:10'])
    expect(await remembered(directory)).toEqual([...[runs[3], ...later, ...last].toReversed()])
  })

  it('is told by the clock where a held run is applied, not by when that was read', async () => {
    const directory = await open()
    const runs = await publishAll(directory, ['2026-05-01T00:00', '2026-05-02T00:00', '2026-06-02T00:00'])
    const held = await holdAt(directory, '2026-05-05T00:00')
    await directory.write.applyHeld(held, '2026-05-12T00:00:00.000Z', 7)
    const kept = (await directory.read.changeRuns(0, 9)).rows.map(({ runId }) => runId)
    expect(kept).toEqual([held, runs[2]])
  })
})

describe('what has expired', () => {
  const crowd = (value: string) =>
    Array.from({ length: 8_000 }, (_, at) => user(`c${at}`, { city: value, country: value, department: value }))
  const old = { finishedAt: '2026-03-01T00:00:00.000Z', historyDays: 7 }
  const now = { finishedAt: '2026-03-20T00:00:00.000Z', historyDays: 7 }

  it('leaves the file however much it is, after the publishing, and goes on where that was left', () => {
    const { writer, count, read } = openSides()
    for (const value of ['a', 'b']) publish(writer, crowd(value), undefined, old)
    const [anna, ...others] = crowd('b')
    for (const city of ['c', 'd']) publish(writer, [{ ...anna!, city }, ...others], undefined, now)
    expect([count('changes'), read().changesOf('c9', 0, 9).total]).toEqual([24_002, 0])
    const rest = writer.rest()
    while (rest.next().done === false && count('changes') === 24_002);
    expect(count('changes')).toBeGreaterThan(2)
    finish(writer)
    expect([count('changes'), count('history_objects')]).toEqual([2, 1])
  })
})
