import { describe, expect, it } from 'vitest'
import { Directory } from '../../tenant/model/directory.ts'
import { Ids, kindOf, kinds, refOf } from '../../tenant/model/ids.ts'
import { qualifies } from '../../tenant/model/records.ts'

const make = (users: number, groups: number, memberships: number, seed = 1) =>
  new Directory({ seed, users, groups, memberships, domain: 'nordwind.example' })

const usersOf = (directory: Directory) =>
  Array.from({ length: directory.end('user') }, (_, index) => directory.user(index))
const groupsOf = (directory: Directory) =>
  Array.from({ length: directory.end('group') }, (_, index) => directory.group(index))
const everything = (directory: Directory) => ({
  users: usersOf(directory),
  groups: groupsOf(directory).map((group, index) => ({ ...group, members: directory.members(index) })),
})

describe('the generated directory', () => {
  it('is the same for the same seed and another for another', () => {
    expect(everything(make(300, 40, 900))).toEqual(everything(make(300, 40, 900)))
    expect(everything(make(300, 40, 900))).not.toEqual(everything(make(300, 40, 900, 2)))
  })

  it.each([
    [0, 0, 0],
    [1, 1, 1],
    [1, 1, 0],
    [7, 3, 12],
    [40, 8, 0],
    [999, 100, 5000],
    [20_000, 1_000, 50_000],
  ])('has exactly %i users, %i groups and %i memberships that qualify', (users, groups, memberships) => {
    const directory = make(users, groups, memberships)
    expect(directory.counts()).toMatchObject({ users, groups, memberships })
    const all = usersOf(directory)
    expect(all.filter((user) => user.assignedLicenses.length > 0 && user.mail !== null)).toHaveLength(users)
    expect(groupsOf(directory).filter(qualifies)).toHaveLength(groups)
  })

  it('has others on top: about eight in a hundred', () => {
    const { allUsers, licensed } = make(10_000, 10, 100).counts()
    expect(allUsers).toBe(10_800)
    expect(licensed).toBeGreaterThan(10_000)
  })

  it('refuses more memberships than its groups can hold', () => {
    expect(() => make(10, 1, 5000)).toThrow(RangeError)
  })

  it('gives every user an id, name and address of their own', () => {
    const users = usersOf(make(20_000, 10, 100))
    const unique = (values: readonly (string | null)[]) => new Set(values.map((value) => value?.toLowerCase())).size
    expect(unique(users.map(({ id }) => id))).toBe(users.length)
    expect(unique(users.map(({ userPrincipalName }) => userPrincipalName))).toBe(users.length)
    const mails = users.flatMap(({ mail }) => (mail === null ? [] : [mail]))
    expect(unique(mails)).toBe(mails.length)
  })

  it('answers for single properties what the whole person says', () => {
    const directory = make(500, 5, 50)
    for (const [index, user] of usersOf(directory).entries()) {
      for (const name of ['assignedLicenses', 'accountEnabled', 'userType', 'mail'] as const) {
        expect(directory.userProperty(index, name)).toEqual(user[name])
      }
    }
  })

  it('holds people that programs get wrong', () => {
    const users = usersOf(make(2_000, 10, 100))
    const some = (test: (user: (typeof users)[number]) => boolean) =>
      expect(users.filter(test).length).toBeGreaterThan(0)
    for (const letter of ['ß', 'İ', 'Ł', 'ü', "'", '🚢', '<']) some(({ displayName }) => displayName.includes(letter))
    for (const script of [/\p{Script=Han}/u, /\p{Script=Arabic}/u, /\p{Script=Cyrillic}/u])
      some(({ displayName }) => script.test(displayName))
    some(({ jobTitle }) => (jobTitle?.length ?? 0) > 70)
    some(({ streetAddress }) => streetAddress?.includes('\n') ?? false)
    some(({ businessPhones }) => businessPhones.length > 1)
    some(({ businessPhones }) => businessPhones.length === 0)
    some(({ userPrincipalName }) => userPrincipalName.includes('#EXT#'))
    some(({ accountEnabled }) => !accountEnabled)
    some(({ mail, assignedLicenses }) => mail === null && assignedLicenses.length > 0)
    some(({ mail, assignedLicenses }) => mail !== null && assignedLicenses.length === 0)
    some(
      ({ mail, userPrincipalName }) => mail !== null && mail !== userPrincipalName && !userPrincipalName.includes('#'),
    )
    some(({ mail }) => mail !== null && mail !== mail.toLowerCase())
    expect(new Set(users.map(({ displayName }) => displayName)).size).toBeLessThan(users.length)
    expect(users.flatMap((user) => Object.values(user)).includes('')).toBe(false)
  })

  it('gives members of every kind, each once, in skewed sizes', () => {
    const directory = make(5_000, 300, 20_000)
    const lists = groupsOf(directory).map((_, index) => directory.members(index))
    const kindsSeen = new Set(lists.flat().map((ref) => kindOf(ref ?? 0)))
    expect([...kindsSeen].sort()).toEqual([...kinds].sort())
    for (const list of lists) {
      expect(new Set(list).size).toBe(list.length)
      expect(list.every((ref) => ref !== null && directory.exists(ref))).toBe(true)
    }
    const sizes = lists.map(({ length }) => length).sort((a, b) => a - b)
    expect(sizes[0]).toBe(0)
    expect(sizes.at(-1)).toBeGreaterThan(20 * (sizes[150] ?? 0))
  })
})

describe('object ids', () => {
  it('lead back to their object, and foreign ones nowhere', () => {
    const ids = new Ids(3)
    for (const kind of kinds) {
      for (const index of [0, 1, 77, 540_000])
        expect(ids.parse(ids.of(refOf(kind, index)).toUpperCase())).toBe(refOf(kind, index))
    }
    expect(ids.parse('11111111-2222-4333-8444-555555555555')).toBeNull()
    expect(ids.parse('nobody')).toBeNull()
    expect(new Ids(4).parse(ids.of(8))).toBeNull()
  })
})
