import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { withinBatch } from '../../../electron/graph/ledger.ts'
import { connect } from '../../../electron/sqlite/database.ts'
import type { SyncProof } from '../../../shared/domain/sync.ts'
import { shownProperties } from '../../../shared/domain/user.ts'
import { rawMembers } from '../../fakes/raw-members.ts'
import { rawUsers } from '../../fakes/raw-users.ts'
import { everyRow, group, groupQuery, ids, newFolder, open, user, userQuery } from './setup.ts'
import { end, key, proof, publish, stage, type World } from './world.ts'

const small: World = {
  users: [
    user('anna', { displayName: 'Anna', department: 'Sales', businessPhones: ['1', '2'] }),
    user('bert', { displayName: 'Bert', department: 'sales', accountEnabled: false }),
    user('carl', { displayName: 'Carl', mail: 'ANNA@example.com', userType: 'Guest' }),
  ],
  groups: [group('all'), group('north', { dynamic: true, kind: 'microsoft365' })],
  members: { all: ['anna', 'north', 'laptop'], north: ['bert', 'anna'] },
}

describe('publishing', () => {
  it('shows nothing before the first, neither what is staged', async () => {
    const directory = await open()
    await stage(directory, small)
    expect(await directory.read.overview()).toEqual({
      snapshot: null,
      departments: [],
      disabled: 0,
      guests: 0,
      duplicateMail: 0,
    })
    expect(await directory.read.users(userQuery(), 0, 10)).toEqual({ total: 0, rows: [] })
    expect(await directory.read.groups(groupQuery(), 0, 10)).toEqual({ total: 0, rows: [] })
    expect(await directory.read.lastRun()).toBeNull()
    await expect(directory.read.user('anna')).rejects.toMatchObject({ code: 'not_found' })
    expect(await directory.write.staged()).toEqual({ users: 3, groups: 2, memberships: 5, withoutMail: 0 })
  })

  it('gives every value back as it came, and counts', async () => {
    const directory = await open()
    const runId = await publish(directory, small)
    for (const one of small.users) expect(await directory.read.user(one.id)).toEqual(one)
    expect(await directory.read.group('all')).toEqual({ ...small.groups[0], direct: 3, transitive: 2 })
    expect(await directory.read.group('north')).toEqual({ ...small.groups[1], direct: 2, transitive: 2 })
    expect(await directory.read.overview()).toEqual({
      snapshot: { runId, publishedAt: end.finishedAt, users: 3, groups: 2, memberships: 5, proof },
      departments: [
        { name: 'Sales', users: 2 },
        { name: null, users: 1 },
      ],
      disabled: 1,
      guests: 1,
      duplicateMail: 2,
    })
    expect(await directory.write.staged()).toEqual({ users: 0, groups: 0, memberships: 0, withoutMail: 0 })
  })

  it('changes one of twenty thousand members without going through all of them for each', async () => {
    const directory = await open()
    const many = Array.from({ length: 20_000 }, (_, at) => `device${at}`)
    await publish(directory, { ...small, members: { all: many } })
    const runId = await stage(directory, { ...small, members: { all: [...many.slice(1), 'another'] } })
    // Going through them takes longer than a test may.
    await directory.write.publish(runId, end)
    const query = { groupId: 'all', transitive: false, search: '', limit: 1 }
    expect(await directory.read.members({ ...query, offset: 0 })).toMatchObject({ total: 20_000 })
    expect(await directory.read.members({ ...query, search: 'another', offset: 0 })).toMatchObject({ total: 1 })
    expect(await directory.read.members({ ...query, search: 'device0', offset: 0 })).toMatchObject({ total: 0 })
  })

  it('leaves what a second run no longer brings away and changes the rest', async () => {
    const directory = await open()
    await publish(directory, small)
    const next: World = {
      users: [user('anna', { displayName: 'Ännchen' }), user('dora', { displayName: 'Dora' })],
      groups: [group('all', { description: 'Everyone' }), group('south')],
      members: { all: ['dora', 'south'], south: ['anna'] },
    }
    await publish(directory, next)
    expect(ids(await everyRow((offset, limit) => directory.read.users(userQuery(), offset, limit)))).toEqual([
      'anna',
      'dora',
    ])
    expect(await directory.read.user('anna')).toEqual(next.users[0])
    for (const [search, found] of [
      ['annchen', ['anna']],
      ['bert', []],
      ['sales', []],
      ['dor', ['dora']],
    ] as const)
      expect(ids((await directory.read.users(userQuery({ search }), 0, 10)).rows)).toEqual(found)
    expect(await directory.read.group('all')).toMatchObject({ description: 'Everyone', direct: 2, transitive: 2 })
    await expect(directory.read.group('north')).rejects.toMatchObject({ code: 'not_found' })
    await expect(directory.read.members({ groupId: 'north', transitive: false, search: '', offset: 0, limit: 9 }))
      .rejects // gone with its group
      .toMatchObject({ code: 'not_found' })
  })

  it('takes the later of an object that comes twice, and a member once', async () => {
    const directory = await open()
    const runId = await stage(directory, small)
    expect((await directory.write.staged()).users).toBe(3)
    const bertram = user('bert', { displayName: 'Bertram' })
    await directory.write.stageUsers(rawUsers([bertram, { ...bertram, displayName: 'Bertie' }]))
    const members = () => rawMembers([{ id: 'anna', type: 'user', displayName: null }])
    await directory.write.stageLists({
      pages: ['north', 'unknown'].map((groupId) => ({ groupId, members: members() })),
      ended: [group('all', { displayName: 'Everyone' })],
      refused: [],
      hidden: [],
    })
    expect(await directory.write.staged()).toEqual({ users: 3, groups: 2, memberships: 5, withoutMail: 0 })
    const snapshot = await directory.write.publish(runId, end)
    expect(snapshot).toMatchObject({ users: 3, groups: 2, memberships: 5 })
    expect(await directory.read.user('bert')).toMatchObject({ displayName: 'Bertie' })
    expect(await directory.read.group('all')).toMatchObject({ displayName: 'Everyone' })
  })

  it.each([
    [['Xena'], 'Xena', 0],
    [['Xena', 'Xena'], 'Xena', 0],
    [['Xenia', 'Xena'], 'Xena', 0],
    [['Xena', 'Xenia'], 'Xenia', 1],
    [['Xenia', 'Xena', 'Xenie'], 'Xenie', 1],
    [['Xena', 'Xenia', 'Xena', 'Xenia', 'Xena'], 'Xena', 0],
  ])('knows someone published who comes as %j by what came last', async (names, name, changed) => {
    const directory = await open()
    const xena = user('anna', { displayName: 'Xena' })
    const others = small.users.slice(1)
    await publish(directory, { ...small, users: [xena, ...others] })
    const runId = await stage(directory, { ...small, users: others })
    for (const displayName of names) await directory.write.stageUsers(rawUsers([user('anna', { displayName })]))
    expect(await directory.write.staged()).toEqual({ users: 3, groups: 2, memberships: 5, withoutMail: 0 })
    expect(await directory.write.publish(runId, end)).toMatchObject({ users: 3 })
    expect(await directory.read.user('anna')).toMatchObject({ displayName: name })
    expect((await directory.read.users(userQuery({ search: name }), 0, 9)).total).toBe(1)
    expect((await directory.read.changesOf('anna', 0, 9)).total).toBe(changed)
    expect((await directory.read.users(userQuery(), 0, 9)).total).toBe(3)
  })

  it('removes whoever does not come again, though the others come as they were', async () => {
    const directory = await open()
    await publish(directory, small)
    await publish(directory, { ...small, users: small.users.slice(0, 2) })
    expect(ids((await directory.read.users(userQuery(), 0, 9)).rows)).toEqual(['anna', 'bert'])
    expect((await directory.read.changeRuns(0, 1)).rows).toMatchObject([
      { counts: { usersRemoved: 1, usersChanged: 0, usersAdded: 0 } },
    ])
    await publish(directory, small)
    expect(ids((await directory.read.users(userQuery(), 0, 9)).rows)).toEqual(['anna', 'bert', 'carl'])
    expect((await directory.read.changeRuns(0, 1)).rows).toMatchObject([
      { counts: { usersRemoved: 0, usersChanged: 0, usersAdded: 1 } },
    ])
  })

  it('keeps half a character in a name of a member out, as in that of a user', async () => {
    const directory = await open()
    const runId = await stage(directory, { users: [], groups: [group('all')], members: {} })
    const members = rawMembers([{ id: 'laptop', type: 'device', displayName: 'a\ud800b "\\ \u0000 😀' }])
    await directory.write.stageLists({ pages: [{ groupId: 'all', members }], ended: [], refused: [], hidden: [] })
    await directory.write.publish(runId, end)
    const { rows } = await directory.read.members({
      groupId: 'all',
      transitive: false,
      search: '',
      offset: 0,
      limit: 9,
    })
    expect(rows).toMatchObject([{ displayName: 'a\ufffdb "\\ \u0000 😀' }])
  })

  it('drops a list that begins anew: users alone, groups with their members, the members of one group', async () => {
    const directory = await open()
    const runId = await stage(directory, small)
    await directory.write.unstageMembers('all')
    expect(await directory.write.staged()).toEqual({ users: 3, groups: 2, memberships: 2, withoutMail: 0 })
    await directory.write.unstage('groups')
    expect(await directory.write.staged()).toEqual({ users: 3, groups: 0, memberships: 0, withoutMail: 0 })
    await directory.write.unstage('users')
    await directory.write.stageUsers(rawUsers([user('dora')]))
    expect(await directory.write.publish(runId, end)).toMatchObject({ users: 1, groups: 0, memberships: 0 })
  })

  it('keeps the snapshot when a run ends without one, or a new one begins', async () => {
    const directory = await open()
    const published = await publish(directory, small)
    const runId = await stage(directory, { users: [], groups: [], members: {} })
    await directory.write.endRun(runId, { ...end, outcome: 'cancelled', proof: null, error: null })
    expect(await directory.write.staged()).toEqual({ users: 0, groups: 0, memberships: 0, withoutMail: 0 })
    await stage(directory, { users: [user('dora')], groups: [], members: {} })
    expect((await directory.read.overview()).snapshot?.runId).toBe(published)
    expect((await directory.read.users(userQuery(), 0, 10)).total).toBe(3)
  })

  it('publishes no run that is not under way', async () => {
    const directory = await open()
    await publish(directory, small)
    await expect(directory.write.publish('other', end)).rejects.toMatchObject({ code: 'not_found' })
    expect((await directory.read.users(userQuery(), 0, 10)).total).toBe(3)
  })
})

describe('runs', () => {
  const entry = (requestId: string) => ({
    requestId,
    method: 'GET',
    path: '/v1.0/users',
    status: 200,
    items: 999,
    milliseconds: 12.5,
    attempt: 1,
    units: 2,
    at: '2026-01-02T03:04:01.000Z',
  })

  it('are kept with outcome, proof, error and ledger, newest request first', async () => {
    const directory = await open()
    const runId = await stage(directory, small)
    await directory.write.addLedger(runId, [entry('a'), entry('b')])
    await directory.write.addLedger(runId, [{ ...entry('c'), items: null, status: 0, units: null }])
    const refused: SyncProof = { ...proof, complete: false, usersCounted: null }
    const error = { code: 'sync_incomplete', params: { problem: 'users' } } as const
    await directory.write.endRun(runId, { ...end, units: 4, outcome: 'partial', proof: refused, error })
    expect(await directory.read.run(runId)).toEqual({
      runId,
      trigger: 'manual',
      kind: 'full',
      fullReason: null,
      startedAt: '2026-01-02T03:04:00.000Z',
      finishedAt: end.finishedAt,
      outcome: 'partial',
      requests: 3,
      retries: 1,
      units: 4,
      users: 3,
      groups: 2,
      memberships: 5,
      proof: refused,
      error,
      resumed: null,
    })
    expect(await directory.read.lastRun()).toEqual(await directory.read.run(runId))
    expect(await directory.read.ledger(runId, 0, 2)).toEqual({
      total: 3,
      rows: [{ ...entry('c'), items: null, status: 0, units: null }, entry('b')],
    })
    await expect(directory.read.run('none')).rejects.toMatchObject({ code: 'not_found' })
    await expect(directory.read.ledger('none', 0, 1)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('left over from a process that ended are marked as interrupted', async () => {
    const directory = await open()
    const runId = await stage(directory, small)
    await directory.write.markInterrupted('2026-01-03T00:00:00.000Z')
    expect(await directory.read.lastRun()).toMatchObject({
      runId,
      outcome: 'interrupted',
      finishedAt: '2026-01-03T00:00:00.000Z',
      ...{ requests: 0, retries: 0, units: null },
    })
  })

  it('tell what they cost by their ledger where the process ended before them', async () => {
    const directory = await open()
    const former = await publish(directory, small)
    const runId = await stage(directory, small)
    const refused = { ...entry('d'), path: `${withinBatch}/groups/g/members`, units: null, attempt: 2 }
    const sent = [entry('a'), { ...entry('b'), attempt: 2 }, { ...entry('c'), units: null }]
    await directory.write.addLedger(runId, [...sent, refused])
    await directory.write.markInterrupted('2026-01-03T00:00:00.000Z')
    expect(await directory.read.run(runId)).toMatchObject({ requests: 3, retries: 1, units: 4 })
    expect(await directory.read.run(former)).toMatchObject({ outcome: 'published', requests: end.requests })
  })

  it('go after fifty, with their ledgers, but for the one that the snapshot came from', async () => {
    const directory = await open()
    const published = await publish(directory, small)
    const runIds: string[] = []
    for (let count = 0; count < 52; count++) {
      const runId = await stage(directory, { users: [], groups: [], members: {} })
      await directory.write.addLedger(runId, [entry('x')])
      await directory.write.endRun(runId, { ...end, outcome: 'failed', proof: null, error: null })
      runIds.push(runId)
    }
    await expect(directory.read.run(runIds[1]!)).rejects.toMatchObject({ code: 'not_found' })
    expect(await directory.read.ledger(runIds[2]!, 0, 1)).toMatchObject({ total: 1 })
    expect(await directory.read.run(published)).toMatchObject({ outcome: 'published' })
  })
})

describe('the indexes', () => {
  it('cover every column that is sorted by, also after everyone changed', async () => {
    const file = join(newFolder(), 'directory.db')
    const directory = await open(file)
    await publish(directory, small)
    await publish(directory, { ...small, users: small.users.map((one) => ({ ...one, jobTitle: 'New' })) })
    // Indexes follow a publishing; whoever asks the writer next has waited for them.
    await directory.write.staged()
    await directory.close()
    const database = connect(file, key.toString('hex'))
    onTestFinished(() => {
      database.close()
    })
    for (const column of shownProperties) {
      const plan = database.prepare(`EXPLAIN QUERY PLAN SELECT number FROM user_keys ORDER BY ${column}Key`).all()
      expect(plan).toMatchObject([{ detail: expect.stringContaining('COVERING INDEX') }])
    }
  })
})
