import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Directory } from '../../../electron/directory/directory.ts'
import type { Change } from '../../../shared/domain/change.ts'
import type { ChangesQuery } from '../../../shared/ipc/changes.ts'
import { everyRow, group, ids, open, user } from './setup.ts'
import { end, publish, stage, type World } from './world.ts'

const everything: ChangesQuery = {
  search: '',
  kinds: [],
  whats: [],
  attributes: [],
  runId: null,
  from: null,
  to: null,
}

const changesOf = ({ read }: Directory, query: Partial<ChangesQuery> = {}): Promise<readonly Change[]> =>
  everyRow((offset, limit) => read.changes({ ...everything, ...query }, offset, limit))

/** A change in one line, so that a list of them can be read. */
const told = ({ kind, what, object, member, attribute, before, after }: Change): string =>
  [
    `${kind} ${what} ${object.id}`,
    ...(member === null ? [] : [member.id]),
    ...(attribute === null ? [] : [`${attribute}: ${JSON.stringify(before)} → ${JSON.stringify(after)}`]),
  ].join(' ')

const before: World = {
  users: [
    user('anna', { displayName: 'Anna', department: 'Sales', businessPhones: ['1'] }),
    user('bert', { displayName: 'Bert', jobTitle: 'Cook' }),
  ],
  groups: [group('all'), group('north')],
  members: { all: ['anna', 'north', 'laptop'], north: ['bert'] },
}
const after: World = {
  users: [
    user('anna', { displayName: 'Änne', department: null, businessPhones: ['1', '2'], accountEnabled: false }),
    user('carl', { displayName: 'Carl' }),
  ],
  groups: [group('all', { description: 'Everyone', dynamic: true }), group('south')],
  members: { all: ['anna', 'carl', 'laptop'], south: ['anna'] },
}

describe('the history', () => {
  it('begins with the first publishing, which is one mark and no change', async () => {
    const directory = await open()
    const runId = await publish(directory, before)
    expect(await changesOf(directory)).toEqual([])
    const none = { usersAdded: 0, usersRemoved: 0, usersChanged: 0, groupsAdded: 0, groupsRemoved: 0, groupsChanged: 0 }
    expect(await directory.read.changeRuns(0, 10)).toEqual({
      total: 1,
      changes: 0,
      rows: [{ runId, at: end.finishedAt, first: true, counts: { ...none, gained: 0, lost: 0 } }],
    })
  })

  it('tells each attribute, object and membership that a run changed', async () => {
    const directory = await open()
    await publish(directory, before)
    const runId = await publish(directory, after)
    const changes = await changesOf(directory)
    expect(changes.map(told)).toEqual([
      'membership removed all north',
      'membership added all carl',
      'membership removed north bert',
      'membership added south anna',
      'user removed bert',
      'user added carl',
      'user changed anna displayName: "Anna" → "Änne"',
      'user changed anna department: "Sales" → null',
      'user changed anna businessPhones: ["1"] → ["1","2"]',
      'user changed anna accountEnabled: true → false',
      'group removed north',
      'group added south',
      'group changed all description: null → "Everyone"',
      'group changed all dynamic: false → true',
    ])
    const gone = changes.find(({ kind, what }) => kind === 'user' && what === 'removed')
    expect(gone).toMatchObject({ runId, at: end.finishedAt, removedUser: before.users[1], removedGroup: null })
    expect(changes.find(({ kind, what }) => kind === 'group' && what === 'removed')?.removedGroup).toEqual(
      before.groups[1],
    )
    expect((await directory.read.changeRuns(0, 1)).rows[0]).toMatchObject({
      runId,
      first: false,
      counts: {
        usersAdded: 1,
        usersRemoved: 1,
        usersChanged: 1,
        groupsAdded: 1,
        groupsRemoved: 1,
        groupsChanged: 1,
        gained: 2,
        lost: 2,
      },
    })
  })

  it('is narrowed by kind, by what happened, by attribute, by run, by time and by name or mail', async () => {
    const directory = await open()
    await publish(directory, before)
    const runId = await publish(directory, after)
    await publish(directory, { ...after, users: [] })
    const count = async (query: Partial<ChangesQuery>) => (await changesOf(directory, query)).length
    expect(await count({ kinds: ['group'] })).toBe(4)
    expect(await count({ kinds: ['group', 'user'], whats: ['removed'] })).toBe(4)
    expect(await count({ attributes: ['department', 'dynamic'] })).toBe(2)
    expect(await count({ runId })).toBe(14)
    expect(await count({ runId: 'other' })).toBe(0)
    expect(await count({ to: end.finishedAt })).toBe(0)
    expect(await count({ from: end.finishedAt })).toBe(16)
    expect((await changesOf(directory, { search: 'anne', kinds: ['membership'] })).map(told)).toEqual([
      'membership added south anna',
    ])
    expect(await count({ search: 'BERT@example', kinds: ['user'] })).toBe(1)
    expect(await count({ search: 'nobody' })).toBe(0)
  })

  it('shows the newest run first, and no run that changed nothing', async () => {
    const directory = await open()
    const first = await publish(directory, before)
    const second = await publish(directory, after)
    await publish(directory, after)
    const last = await publish(directory, { ...after, members: {} })
    expect((await directory.read.changeRuns(0, 10)).rows.map(({ runId }) => runId)).toEqual([last, second, first])
    const runs = (await changesOf(directory)).map(({ runId }) => runId)
    expect([...new Set(runs)]).toEqual([last, second])
    expect(runs.indexOf(second)).toBe(4)
  })

  it('finds any run by its id and by when it was, and those that changed something apart', async () => {
    const directory = await open()
    const publishAt = async (hour: number, world: World) => {
      const runId = await stage(directory, world)
      await directory.write.publish(runId, { ...end, finishedAt: `2026-03-01T0${hour}:00:00.000Z` })
      return runId
    }
    const { read } = directory
    const newest = async (time: string, changed: boolean) =>
      (await read.changeRunBefore(`2026-03-01T${time}Z`, changed))?.runId
    expect(await newest('09:00:00.000', false)).toBeUndefined()
    const first = await publishAt(1, before)
    const second = await publishAt(2, after)
    const idle = await publishAt(3, after)
    expect(await read.changeRun(second)).toEqual((await read.changeRuns(0, 1)).rows[0])
    expect(await read.changeRun(idle)).toMatchObject({ runId: idle, at: '2026-03-01T03:00:00.000Z', first: false })
    await expect(read.changeRun('other')).rejects.toMatchObject({ code: 'not_found' })
    expect([await newest('01:00:00.000', false), await newest('01:00:00.001', false)]).toEqual([undefined, first])
    expect([await newest('02:59:59.000', false), await newest('09:00:00.000', false)]).toEqual([second, idle])
    expect([await newest('01:59:59.000', true), await newest('09:00:00.000', true)]).toEqual([undefined, second])
  })

  it('of one object holds its memberships, and outlives it', async () => {
    const directory = await open()
    await publish(directory, before)
    await publish(directory, after)
    await publish(directory, { ...after, users: [] })
    const own = (id: string) => everyRow<Change>((offset, limit) => directory.read.changesOf(id, offset, limit))
    expect((await own('anna')).map(told)).toEqual([
      'user removed anna',
      'membership added south anna',
      'user changed anna displayName: "Anna" → "Änne"',
      'user changed anna department: "Sales" → null',
      'user changed anna businessPhones: ["1"] → ["1","2"]',
      'user changed anna accountEnabled: true → false',
    ])
    expect((await own('north')).map(told)).toEqual([
      'membership removed all north',
      'membership removed north bert',
      'group removed north',
    ])
    expect(await own('nobody')).toEqual([])
  })

  it('is forgotten after so many days, and with it the names of those who are gone, but for the newest run', async () => {
    const directory = await open()
    const at = (day: number) => ({ ...end, finishedAt: `2026-03-${String(day).padStart(2, '0')}T00:00:00.000Z` })
    const publishOn = async (day: number, world: World, historyDays = 7) => {
      const runId = await stage(directory, world)
      await directory.write.publish(runId, { ...at(day), historyDays })
      return runId
    }
    const first = await publishOn(1, before)
    const second = await publishOn(2, after)
    expect((await changesOf(directory)).length).toBe(14)
    const fewer = { ...after, users: after.users.slice(0, 1) }
    const third = await publishOn(9, fewer)
    await publishOn(9, fewer)
    await expect(directory.read.usersAsOf({ runId: first, search: '', descending: false }, 0, 9)).rejects.toMatchObject(
      {
        code: 'not_found',
      },
    )
    expect(ids((await directory.read.usersAsOf({ runId: second, search: '', descending: false }, 0, 9)).rows)).toEqual([
      'anna',
      'carl',
    ])
    await publishOn(20, after)
    await publishOn(20, after)
    expect((await changesOf(directory)).map(told)).toEqual(['user added carl'])
    await expect(directory.read.userAsOf(third, 'anna')).rejects.toMatchObject({ code: 'not_found' })
    expect((await directory.read.changesOf('bert', 0, 9)).total).toBe(0)
  })

  it('loses what a publishing did that failed', async () => {
    const directory = await open()
    await publish(directory, before)
    await stage(directory, after)
    await expect(directory.write.publish('other', end)).rejects.toMatchObject({ code: 'not_found' })
    expect((await directory.read.changeRuns(0, 10)).total).toBe(1)
  })
})

const names = fc.constantFrom('Anna', 'anna', 'Änne', 'Bert 9', 'Bert 10', 'Zoë', '李', null)
const people = fc.uniqueArray(
  fc.record({
    id: fc.integer({ min: 0, max: 9 }).map((number) => `u${number}`),
    displayName: names,
    department: fc.constantFrom('Sales', 'Kitchen', null),
    businessPhones: fc.constantFrom([], ['1'], ['1', '2']),
    accountEnabled: fc.boolean(),
  }),
  { selector: ({ id }) => id, maxLength: 8 },
)
const groups = fc.uniqueArray(
  fc.record({
    id: fc.integer({ min: 0, max: 4 }).map((number) => `g${number}`),
    displayName: names,
    dynamic: fc.boolean(),
    kind: fc.constantFrom('security' as const, 'microsoft365' as const),
    members: fc.uniqueArray(fc.constantFrom('u0', 'u1', 'u2', 'u3', 'g0', 'g1', 'device'), { maxLength: 5 }),
  }),
  { selector: ({ id }) => id, maxLength: 4 },
)
const worlds = fc.record({ people, groups }).map(
  (made): World => ({
    users: made.people.map(({ id, ...values }) => user(id, values)),
    groups: made.groups.map(({ id, members: _, ...values }) => group(id, values)),
    members: Object.fromEntries(made.groups.map(({ id, members }) => [id, members])),
  }),
)

const byId = <Row extends { readonly id: string }>(rows: readonly Row[]) =>
  rows.toSorted((one, other) => (one.id < other.id ? -1 : 1))

/** Text as it is compared, numbers by their value: written here again, so that it proves something. */
const isSorted = (rows: readonly { readonly displayName: string | null }[], descending: boolean): boolean => {
  const order = ['anna', 'anne', 'bert 9', 'bert 10', 'zoe', '李']
  const places = rows.map(({ displayName }) => {
    const place = order.indexOf((displayName ?? '').normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase())
    return displayName === null ? 99 : descending ? -place : place
  })
  return places.every((place, at) => at === 0 || (places[at - 1] ?? 0) <= place)
}

const expectMembersAsIn = async (read: Directory['read'], runId: string, world: World, id: string): Promise<void> => {
  const members = await everyRow((offset, limit) => read.membersAsOf(runId, id, offset, Math.min(limit, 2)))
  expect(members.map((one) => one.id).toSorted()).toEqual([...(world.members[id] ?? [])].toSorted())
  expect(
    isSorted(
      members.filter(({ displayName }) => displayName?.startsWith('Graph') !== true),
      false,
    ),
  ).toBe(true)
  for (const member of members) {
    const known = [...world.users, ...world.groups].find((one) => one.id === member.id)
    if (known === undefined) continue
    // Of one without a name Graph's word for the member may stand, which is null as well in a real tenant.
    if (known.displayName !== null) expect(member.displayName).toBe(known.displayName)
    expect(member.mail).toBe(known.mail)
    if (member.id.startsWith('u')) expect(member.type).toBe('user')
  }
}

const expectAsIn = async ({ read }: Directory, runId: string, world: World, descending: boolean): Promise<void> => {
  const users = await everyRow((offset, limit) =>
    read.usersAsOf({ runId, search: '', descending }, offset, Math.min(limit, 3)),
  )
  expect(byId(users)).toEqual(byId(world.users))
  expect(isSorted(users, descending)).toBe(true)
  const found = await everyRow((offset, limit) => read.usersAsOf({ runId, search: 'kitch', descending }, offset, limit))
  expect(byId(found)).toEqual(byId(world.users.filter(({ department }) => department === 'Kitchen')))
  const past = await everyRow((offset, limit) => read.groupsAsOf({ runId, search: '', descending }, offset, limit))
  const wanted = world.groups.map((one) => ({ ...one, direct: world.members[one.id]?.length ?? 0 }))
  expect(byId(past)).toEqual(byId(wanted))
  expect(isSorted(past, descending)).toBe(true)
  for (const one of world.users) expect(await read.userAsOf(runId, one.id)).toEqual(one)
  for (const one of wanted) expect(await read.groupAsOf(runId, one.id)).toEqual(one)
  for (const { id } of wanted) await expectMembersAsIn(read, runId, world, id)
  const absent = ['u0', 'u5', 'u9'].filter((id) => !world.users.some((one) => one.id === id))
  for (const id of absent) await expect(read.userAsOf(runId, id)).rejects.toMatchObject({ code: 'not_found' })
}

const runs = fc.array(fc.record({ world: worlds, rehearsed: fc.option(worlds), held: fc.option(worlds) }), {
  minLength: 1,
  maxLength: 6,
})

describe('the directory as of a run', () => {
  it('equals what was published by it, for every run that is kept, whatever came after or was only tried', {
    timeout: 240_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(runs, fc.boolean(), async (history, descending) => {
        const directory = await open()
        const published: (readonly [string, World])[] = []
        for (const { world, rehearsed, held } of history) {
          if (rehearsed !== null) await directory.write.rehearse(await stage(directory, rehearsed), end)
          if (held !== null && published.length > 0) {
            const runId = await stage(directory, held)
            const snapshot = await directory.write.publish(runId, { ...end, guard: { part: 0, least: 0 } })
            if (snapshot !== 'held') published.push([runId, held])
          }
          published.push([await publish(directory, world), world])
          for (const [runId, then] of published) await expectAsIn(directory, runId, then, descending)
        }
        await directory.close()
      }),
      { numRuns: 25 },
    )
  })
})
