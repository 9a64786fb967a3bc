import type { Directory } from '../../../electron/directory/directory.ts'
import type { World } from './world.ts'

/** A tenant in which everything names the version that it belongs to, so that a mixture of two shows. */
export const versionedWorld = (version: number, size: number): World => {
  const mark = `version${String(version).padStart(5, '0')}`
  const users = Array.from({ length: size + (version % 7) }, (_, at) => ({
    id: `u${at * ((version % 3) + 1)}`,
    displayName: `Person ${at} ${mark}`,
    mail: `${at}@example.com`,
    userPrincipalName: `${at}@example.com`,
    mobilePhone: null,
    jobTitle: null,
    department: at % 5 === 0 ? null : `Department ${at % 5} ${mark}`,
    officeLocation: null,
    companyName: null,
    city: null,
    country: null,
    postalCode: null,
    streetAddress: null,
    businessPhones: [],
    accountEnabled: true,
    userType: 'Member',
    assignedLicenses: [],
  }))
  const groups = Array.from({ length: 10 + (version % 3) }, (_, at) => ({
    id: `g${at}`,
    displayName: `Group ${at} ${mark}`,
    description: null,
    mail: null,
    kind: 'security' as const,
    dynamic: false,
    membershipRule: null,
    visibility: null,
  }))
  const lists = groups.map(({ id }, at) => {
    const own = users.filter((_, index) => index % groups.length === at).map((one) => one.id)
    return [id, [...own, `g${(at + 1) % groups.length}`]] as const
  })
  return { users, groups, members: Object.fromEntries(lists) }
}

/**
 * What is wrong with the published snapshot, seen from every side: rows, search, counts, members. Empty when it is one
 * whole version.
 */
export const faultsOf = async ({ read }: Directory, size: number): Promise<readonly string[]> => {
  const { snapshot } = await read.overview()
  if (snapshot === null) return ['no snapshot']
  const query = { filters: [], sort: { column: 'displayName', descending: false } } as const
  const [first] = (await read.users({ ...query, search: '' }, 0, 1)).rows
  const mark = first?.displayName?.split(' ').at(-1) ?? ''
  const world = versionedWorld(Number(mark.slice(7)), size)
  const everyone = await read.users({ ...query, search: '' }, 0, 1)
  const marked = await read.users({ ...query, search: mark }, 0, 1)
  const anyVersion = await read.users({ ...query, search: 'version' }, 0, 1)
  const groups = await read.groups(
    { search: mark, kinds: [], sort: { column: 'displayName', descending: false } },
    0,
    200,
  )
  const memberships = Object.values(world.members).flat().length
  const faults = [
    [snapshot.users, world.users.length, 'users of the snapshot'],
    [snapshot.groups, world.groups.length, 'groups of the snapshot'],
    [snapshot.memberships, memberships, 'memberships of the snapshot'],
    [everyone.total, world.users.length, 'users'],
    [marked.total, world.users.length, 'users found'],
    [anyVersion.total, world.users.length, 'users found of any version'],
    [groups.total, world.groups.length, 'groups'],
    [groups.rows.reduce((sum, { direct }) => sum + direct, 0), memberships, 'direct members'],
    ...groups.rows.map(({ id, transitive }) => [transitive, world.users.length, `transitive users of ${id}`] as const),
  ] as const
  const wrong = faults
    .filter(([is, should]) => is !== should)
    .map(([is, should, what]) => `${what}: ${is} for ${should}`)
  const list = await read.members({ groupId: 'g0', transitive: true, search: mark, offset: 0, limit: 1 })
  return list.total === world.users.length ? wrong : [...wrong, `members: ${list.total}`]
}
