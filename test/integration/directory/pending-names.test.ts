import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Directory } from '../../../electron/directory/directory.ts'
import { everyRow, group, newFolder, open, user } from './setup.ts'
import { end, publish, stage, type World } from './world.ts'

const anna = user('anna', { displayName: 'Anna Alt' })
const bert = user('bert', { displayName: 'Bert Alt' })
const others = [user('x'), user('y')]
/** Anna and a group changed, both in the history; Bert went, and is known by a membership as well. */
const published: readonly World[] = [
  { users: [anna, bert, ...others], groups: [group('team', { displayName: 'Team Alt' })], members: { team: ['bert'] } },
  { users: [{ ...anna, city: 'Kiel' }, ...others], groups: [group('team', { displayName: 'Team Alt' })], members: {} },
]
/** Everyone is called something else, Bert is back, and enough go for a guard that lets nothing pass. */
const tried: World = {
  users: [
    { ...anna, displayName: 'Zoe Neu', mail: 'zoe@example.com', city: 'Kiel' },
    { ...bert, displayName: 'Yann Neu' },
  ],
  groups: [group('team', { displayName: 'Crew Neu' })],
  members: { team: ['bert'] },
}
const held = { ...end, guard: { part: 0, least: 0 } }

/** Of each object that is listed its name and mail, and of whom a search finds something. */
const namesIn = async ({ read }: Directory, runId: string | null = null) => {
  const query = (search: string) => ({ search, kinds: [], whats: [], attributes: [], runId, from: null, to: null })
  const changes = await everyRow((offset, limit) => read.changes(query(''), offset, limit))
  const named = changes.flatMap(({ object, member }) => (member === null ? [object] : [object, member]))
  const found = async (search: string) => (await read.changes(query(search), 0, 1)).total
  return {
    names: [...new Set(named.map(({ id, name, mail }) => `${id}: ${name} ${mail}`))].toSorted(),
    found: { alt: await found('alt'), neu: await found('neu'), zoe: await found('zoe@example') },
  }
}

const before = {
  names: ['anna: Anna Alt anna@example.com', 'bert: Bert Alt bert@example.com', 'team: Team Alt null'],
  found: { alt: 3, neu: 0, zoe: 0 },
}
const pending = {
  names: [
    ...['anna: Zoe Neu zoe@example.com', 'bert: Yann Neu bert@example.com', 'team: Crew Neu null'],
    ...['x: User x x@example.com', 'y: User y y@example.com'],
  ],
  found: { alt: 0, neu: 5, zoe: 2 },
}

const openPublished = async (file?: string): Promise<Directory> => {
  const directory = await open(file)
  for (const world of published) await publish(directory, world)
  expect(await namesIn(directory)).toEqual(before)
  return directory
}

describe('names that are not published', () => {
  it('are those of a rehearsal alone, and gone with it', async () => {
    const directory = await openPublished()
    const runId = await stage(directory, tried)
    await directory.write.rehearse(runId, end)
    expect([await namesIn(directory), await namesIn(directory, runId)]).toEqual([before, pending])
    expect((await directory.read.changesOf('anna', 0, 9)).rows).toMatchObject([{ object: { name: 'Anna Alt' } }])
    await stage(directory, published[1]!)
    expect([await namesIn(directory), (await namesIn(directory, runId)).names]).toEqual([before, []])
  })

  it('are those of a held run over a restart, and published when it is applied', async () => {
    const file = join(newFolder(), 'directory.db')
    const former = await openPublished(file)
    const runId = await stage(former, tried)
    expect(await former.write.publish(runId, held)).toBe('held')
    await former.close()
    const directory = await open(file)
    expect([await namesIn(directory), await namesIn(directory, runId)]).toEqual([before, pending])
    await directory.write.applyHeld(runId, end.finishedAt, 90)
    expect(await namesIn(directory, runId)).toEqual(pending)
    expect(await namesIn(directory)).toEqual({ names: pending.names, found: { alt: 0, neu: 8, zoe: 3 } })
  })

  it('leave no trace where an administrator keeps what is published', async () => {
    const directory = await openPublished()
    const runId = await stage(directory, tried)
    await directory.write.publish(runId, held)
    await directory.write.keepHeld(runId)
    expect([await namesIn(directory), (await namesIn(directory, runId)).names]).toEqual([before, []])
    const again = await stage(directory, tried, undefined, 'schedule')
    expect(await directory.write.publish(again, held)).toBe('kept')
    expect(await namesIn(directory)).toEqual(before)
  })
})
