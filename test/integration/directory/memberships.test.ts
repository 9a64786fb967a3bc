import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Directory } from '../../../electron/directory/directory.ts'
import { fold } from '../../../electron/directory/fold.ts'
import type { MemberRow, MembershipRow } from '../../../shared/ipc/directory.ts'
import { everyRow, group, ids, open, user } from './setup.ts'
import { publish, type World } from './world.ts'

const membersOf = ({ read }: Directory, groupId: string, transitive: boolean, search = '') =>
  everyRow<MemberRow>((offset, limit) => read.members({ groupId, transitive, search, offset, limit }))
const groupsOf = ({ read }: Directory, id: string) =>
  everyRow<MembershipRow>((offset, limit) => read.userGroups(id, offset, limit))

/** Any graph of up to 8 groups and 6 users: cycles, groups that hold themselves, members outside the snapshot. */
const worlds: fc.Arbitrary<World> = fc
  .record({
    users: fc.subarray(['u0', 'u1', 'u2', 'u3', 'u4', 'u5']),
    groups: fc.subarray(['g0', 'g1', 'g2', 'g3', 'g4', 'g5', 'g6', 'g7']),
    edges: fc.array(
      fc.tuple(
        fc.constantFrom('g0', 'g1', 'g2', 'g3', 'g4', 'g5', 'g6', 'g7'),
        fc.constantFrom('g0', 'g1', 'g2', 'g3', 'g4', 'g5', 'g6', 'g7', 'u0', 'u1', 'u2', 'u3', 'u4', 'u5', 'x'),
      ),
      { maxLength: 40 },
    ),
  })
  .map(({ users, groups, edges }) => ({
    users: users.map((id) => user(id)),
    groups: groups.map((id) => group(id)),
    members: Object.fromEntries(
      groups.map((id) => [id, [...new Set(edges.filter(([from]) => from === id).map(([, to]) => to))]]),
    ),
  }))

/** Steps from the group to each group within, by trying every longer way. */
const depths = ({ groups, members }: World, start: string): ReadonlyMap<string, number> => {
  const found = new Map([[start, 0]])
  for (let round = 0; round < groups.length; round++)
    for (const [id, depth] of [...found])
      for (const next of members[id] ?? [])
        if (groups.some((one) => one.id === next) && depth + 1 < (found.get(next) ?? Infinity))
          found.set(next, depth + 1)
  return found
}

const isChain = ({ members }: World, chain: readonly string[]): boolean =>
  chain.slice(1).every((id, at) => members[chain[at]!]?.includes(id))

const check = async (directory: Directory, world: World): Promise<void> => {
  const { read } = directory
  for (const { id } of world.groups) {
    const within = depths(world, id)
    const reached = world.users.filter((one) =>
      [...within.keys()].some((inner) => world.members[inner]?.includes(one.id)),
    )
    const transitive = await membersOf(directory, id, true)
    expect(ids(transitive)).toEqual(ids(reached))
    expect(await read.group(id)).toMatchObject({ direct: world.members[id]?.length, transitive: reached.length })
    for (const { id: userId, path } of transitive) {
      const shortest = Math.min(
        ...[...within].filter(([inner]) => world.members[inner]?.includes(userId)).map(([, depth]) => depth),
      )
      expect(path).toHaveLength(shortest)
      expect(isChain(world, [id, ...ids(path), userId])).toBe(true)
    }
    const direct = await membersOf(directory, id, false)
    expect(ids(direct).toSorted()).toEqual(world.members[id]?.toSorted())
    for (const row of direct) expect(row.path).toEqual([])
  }
  for (const { id } of world.users) {
    const holding = world.groups.filter((one) =>
      [...depths(world, one.id).keys()].some((inner) => world.members[inner]?.includes(id)),
    )
    const rows = await groupsOf(directory, id)
    expect(rows.map((row) => row.group.id).toSorted()).toEqual(ids(holding))
    for (const { group: holder, path } of rows) {
      const chain = ids(path)
      const shortest = Math.min(
        ...[...depths(world, holder.id)]
          .filter(([inner]) => world.members[inner]?.includes(id))
          .map(([, depth]) => depth),
      )
      expect(chain.at(-1)).toBe(holder.id)
      expect(chain).toHaveLength(shortest + 1)
      expect(isChain(world, [...chain.toReversed(), id])).toBe(true)
    }
  }
}

describe('memberships', () => {
  it('equal a walk over the graph, whatever its cycles, from one snapshot to the next', async () => {
    const directory = await open()
    const property = fc.asyncProperty(worlds, async (world) => {
      await publish(directory, world)
      await check(directory, world)
    })
    await fc.assert(property, { numRuns: 150 })
  })

  const world: World = {
    users: [user('anna', { displayName: 'Anna', city: 'Köln' }), user('bert', { displayName: null })],
    groups: [
      group('outer', { displayName: 'Outer' }),
      group('inner', { displayName: 'Inner', mail: 'inner@example.com' }),
    ],
    members: { outer: ['inner', 'anna', 'guest', 'bert'], inner: ['anna', 'outer'] },
  }

  it('name members as the snapshot does, those outside it as Graph does, and say which is which', async () => {
    const directory = await open()
    await publish(directory, world)
    expect(await membersOf(directory, 'outer', false)).toEqual([
      { id: 'anna', type: 'user', displayName: 'Anna', mail: 'anna@example.com', synchronised: true, path: [] },
      { id: 'bert', type: 'user', displayName: "Graph's bert", mail: 'bert@example.com', synchronised: true, path: [] },
      { id: 'guest', type: 'user', displayName: "Graph's guest", mail: null, synchronised: false, path: [] },
      { id: 'inner', type: 'group', displayName: 'Inner', mail: 'inner@example.com', synchronised: true, path: [] },
    ])
  })

  it('are searched by all that a user is searched by, and by name else', async () => {
    const directory = await open()
    await publish(directory, world)
    expect(ids(await membersOf(directory, 'outer', false, 'koln'))).toEqual(['anna'])
    expect(ids(await membersOf(directory, 'outer', false, 'INNER@'))).toEqual(['inner'])
    expect(ids(await membersOf(directory, 'outer', false, 'graph gue'))).toEqual(['guest'])
    expect(ids(await membersOf(directory, 'outer', true, 'an'))).toEqual(['anna'])
    expect(await membersOf(directory, 'outer', true, 'zzz')).toEqual([])
  })

  it('give the names of the groups between', async () => {
    const directory = await open()
    await publish(directory, { ...world, members: { outer: ['inner'], inner: ['anna', 'outer'] } })
    expect((await membersOf(directory, 'outer', true))[0]?.path).toEqual([{ id: 'inner', displayName: 'Inner' }])
    expect((await groupsOf(directory, 'anna')).map(({ path }) => path)).toEqual([
      [{ id: 'inner', displayName: 'Inner' }],
      [
        { id: 'inner', displayName: 'Inner' },
        { id: 'outer', displayName: 'Outer' },
      ],
    ])
    await expect(directory.read.userGroups('nobody', 0, 1)).rejects.toMatchObject({ code: 'not_found' })
    await expect(membersOf(directory, 'nothing', true)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('of a group of thousands come window by window, each once, by name', async () => {
    const directory = await open()
    const users = Array.from({ length: 3_000 }, (_, at) => user(`u${at}`, { displayName: `Person ${3_000 - at}` }))
    await publish(directory, {
      users,
      groups: [group('outer'), group('inner')],
      members: { outer: ['inner', ...ids(users).slice(0, 2_000)], inner: ids(users).slice(1_000) },
    })
    const names = (await membersOf(directory, 'outer', true)).map(({ displayName }) => displayName)
    expect(names).toEqual(Array.from({ length: 3_000 }, (_, at) => `Person ${at + 1}`))
    expect(fold(names[0] ?? '')).toBe('person 1')
  })
})
