import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Directory } from '../../../electron/directory/directory.ts'
import type { ListPlace } from '../../../electron/directory/directory-api.ts'
import { connect } from '../../../electron/sqlite/database.ts'
import type { SyncTrigger } from '../../../shared/domain/sync.ts'
import { rawMembers } from '../../fakes/raw-members.ts'
import { rawUsers } from '../../fakes/raw-users.ts'
import { group, newFolder, open, user } from './setup.ts'
import { end, key, openAt } from './world.ts'

const startedAt = '2026-01-02T03:04:00.000Z'
const links = { users: 'u', groups: 'g', takenAt: startedAt, readAt: startedAt }
const place = (stream: ListPlace['stream'], read: number): ListPlace => ({
  ...{ stream, list: `/${stream}`, link: `/${stream}?from=${read}`, read, aside: 0 },
})
const ended = { finishedAt: end.finishedAt, requests: 1, retries: 0, proof: null, error: null }
const begun = { kind: 'full', fullReason: 'daily', startedAt } as const

/** A run that has read three users, one of them without an address, and two of three groups. */
const readSome = async ({ write }: Directory, { trigger = 'schedule' as SyncTrigger, withLinks = true } = {}) => {
  await write.beginRun({ ...begun, runId: 'former', trigger })
  if (withLinks) await write.stageLinks(links)
  await write.stageUsers(rawUsers([user('a'), user('b')], ['c']), place('users', 3))
  await write.stageListed([group('g1'), group('g2'), group('g3')], place('groups', 3))
  const member = { type: 'user', displayName: null } as const
  await write.stageLists({
    pages: ['g1', 'g2', 'g3'].map((groupId) => ({ groupId, members: rawMembers([{ ...member, id: 'a' }]) })),
    ended: [group('g1')],
    refused: [group('g2')],
    hidden: [],
  })
}
const left = { runId: 'former', fullReason: 'daily', takenAt: startedAt, users: 3, groups: 2 }
const takeOver = ({ write }: Directory) =>
  write.beginRun({ ...begun, runId: 'next', trigger: 'start', resumed: { users: 3, groups: 2 } })

describe('what a full run has read that did not come to its end', () => {
  it('is there after the process has ended, with the places where its lists go on', async () => {
    const file = join(newFolder(), 'directory.db')
    const former = await openAt(file)
    await readSome(former)
    await former.close()
    const directory = await open(file)
    await directory.write.markInterrupted(end.finishedAt)
    expect(await directory.write.leftReading()).toEqual(left)
    await takeOver(directory)
    expect(await directory.write.stagedReading()).toEqual({
      ...{ links, places: [place('groups', 3), place('users', 3)], hiding: 0, memberships: 1 },
      // The members of one were refused, those of the other may not all have come.
      ...{ groupIds: ['g1'], open: [group('g2'), group('g3')] },
    })
    expect(await directory.write.staged()).toMatchObject({ users: 2, withoutMail: 1 })
    expect(await directory.read.run('next')).toMatchObject({ resumed: { users: 3, groups: 2 } })
  })

  it('takes what has changed since for what was staged', async () => {
    const directory = await open()
    await readSome(directory)
    await takeOver(directory)
    const { write } = directory
    await write.catchUp({
      users: [user('c'), user('new')],
      withoutMail: ['b'],
      groups: [group('g1', { displayName: 'Another name' }), group('g4')],
      gone: ['a', 'g3'],
    })
    expect(await write.stagedReading()).toMatchObject({
      ...{ groupIds: [], memberships: 0 },
      open: [group('g2'), group('g1', { displayName: 'Another name' }), group('g4')],
    })
    expect(await write.staged()).toMatchObject({ users: 2, groups: 0, withoutMail: 1 })
  })

  it('keeps the members that came of a list under way while users are brought up to date', async () => {
    const directory = await open()
    await readSome(directory)
    const { write } = directory
    await write.catchUp({ users: [user('new')], withoutMail: [], groups: [], gone: ['a'] })
    await write.stageLists({ pages: [], ended: [group('g3')], refused: [], hidden: [] })
    expect(await write.staged()).toMatchObject({ users: 2, groups: 3, memberships: 3 })
  })

  it.each([
    ['a rehearsal has read it', { trigger: 'rehearsal' }],
    ['nothing would tell what has changed since', { withLinks: false }],
  ] as const)('is nothing to go on with where %s', async (_why, how) => {
    const directory = await open()
    await readSome(directory, how)
    expect(await directory.write.leftReading()).toBeNull()
  })

  it.each([
    ['it was cancelled', ({ write }: Directory) => write.endRun('former', { ...ended, outcome: 'cancelled' })],
    ['it was published', ({ write }: Directory) => write.publish('former', end)],
    [
      'another run has begun',
      ({ write }: Directory) => write.beginRun({ ...begun, runId: 'other', trigger: 'manual' }),
    ],
    [
      'its lists began anew',
      async ({ write }: Directory) => {
        await write.unstage('users')
        await write.unstage('groups')
      },
    ],
  ])('is gone when %s', async (_when, happens) => {
    const directory = await open()
    await readSome(directory)
    expect(await directory.write.leftReading()).toEqual(left)
    await happens(directory)
    expect(await directory.write.leftReading()).toBeNull()
  })

  it('is gone when the guard holds the run', async () => {
    const directory = await open()
    await readSome(directory)
    await directory.write.publish('former', end)
    await directory.write.beginRun({ ...begun, runId: 'held', trigger: 'manual' })
    await directory.write.stageLinks(links)
    await directory.write.stageUsers(rawUsers([user('a')]), place('users', 1))
    expect(await directory.write.publish('held', { ...end, guard: { part: 1, least: 0 } })).toBe('held')
    expect(await directory.write.leftReading()).toBeNull()
  })

  it('stays where the run says that it can be gone on with', async () => {
    const directory = await open()
    await readSome(directory)
    await directory.write.endRun('former', { ...ended, outcome: 'cancelled', goesOn: true })
    expect(await directory.write.leftReading()).toEqual(left)
  })

  it('is nothing to go on with for a program that keeps it in another way', async () => {
    const file = join(newFolder(), 'directory.db')
    const former = await openAt(file)
    await readSome(former)
    await former.close()
    const database = connect(file, key.toString('hex'))
    database.exec('UPDATE staged_reading SET version = version - 1')
    database.close()
    expect(await (await open(file)).write.leftReading()).toBeNull()
  })
})
