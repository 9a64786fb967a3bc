import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Directory } from '../../../electron/directory/directory.ts'
import { fold, sortKey, wordsOf } from '../../../electron/directory/fold.ts'
import { searchedText, valuesOf } from '../../../electron/directory/user-columns.ts'
import type { User } from '../../../shared/domain/user.ts'
import { shownProperties } from '../../../shared/domain/user.ts'
import type { UserColumn, UserFilter, UserQuery } from '../../../shared/ipc/directory.ts'
import { everyRow, group, groupQuery, ids, open, user, userQuery } from './setup.ts'
import { publish } from './world.ts'

const pieces = [
  'an',
  'Än',
  'AN',
  'na',
  'ß',
  'ss',
  'İ',
  'ł',
  '김',
  '李',
  'が',
  '👩‍💻',
  ' ',
  '"',
  "'",
  '%',
  '_',
  '*',
  '-',
  '(',
  ')',
]
const more = [
  '^',
  ':',
  '\\',
  'OR',
  'NEAR',
  '1',
  '9',
  '10',
  '07',
  '\n',
  '\u0000',
  '\u0301',
  '\ud800',
  'ﬁ',
  'x'.repeat(30),
]
const text = fc
  .string({ unit: fc.constantFrom(...pieces, ...more), minLength: 1, maxLength: 5 })
  .map((value) => value.toWellFormed())
  // As blank as null, and never told from it.
  .filter((value) => value.trim() !== '')
const blank = fc.option(text, { nil: null })

const person = (id: string): fc.Arbitrary<User> =>
  fc
    .record({
      displayName: blank,
      mail: text,
      userPrincipalName: text,
      mobilePhone: blank,
      jobTitle: blank,
      department: blank,
      officeLocation: blank,
      companyName: blank,
      city: blank,
      country: blank,
      postalCode: blank,
      streetAddress: blank,
      businessPhones: fc.array(text, { maxLength: 3 }),
      accountEnabled: fc.boolean(),
      userType: fc.constantFrom('Member', 'Guest', null),
      assignedLicenses: fc.array(text, { maxLength: 2 }),
    })
    .map((values) => user(id, values))
const people = fc
  .integer({ min: 0, max: 25 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, at) => person(`u${at}`))))

const column = fc.constantFrom(...shownProperties)
const filter: fc.Arbitrary<UserFilter> = fc.record({
  column,
  operator: fc.constantFrom('is', 'isNot', 'contains', 'startsWith'),
  value: fc.oneof(blank, fc.constantFrom('true', 'FALSE', 'guest')),
})
const query: fc.Arbitrary<UserQuery> = fc.record({
  search: fc.oneof(
    fc.constant(''),
    text,
    fc.tuple(text, text).map((words) => words.join(' ')),
  ),
  filters: fc.array(filter, { maxLength: 3 }),
  sort: fc.record({ column, descending: fc.boolean() }),
})

/** What the contract says, word by word, over everyone. */
const passes = (one: User, { column, operator, value }: UserFilter): boolean => {
  const values = valuesOf(one, column).map(fold)
  const wanted = value === null ? null : fold(value)
  const is = wanted === null ? values.length === 0 : values.includes(wanted)
  if (operator === 'is') return is
  if (operator === 'isNot') return !is
  return (
    wanted !== null &&
    values.some((each) => (operator === 'contains' ? each.includes(wanted) : each.startsWith(wanted)))
  )
}

const keyOf = (one: User, of: UserColumn): Buffer | null => {
  const values = valuesOf(one, of)
  return values.length === 0 ? null : Buffer.from(values.map((value) => sortKey(fold(value))).join('\n'))
}

const expected = (all: readonly User[], { search, filters, sort }: UserQuery): readonly string[] => {
  const matching = all.filter(
    (one) =>
      wordsOf(search).every((word) => searchedText(one).includes(word)) && filters.every((each) => passes(one, each)),
  )
  const keyed = matching.map((one) => ({ id: one.id, key: keyOf(one, sort.column) }))
  const filled = keyed.flatMap(({ id, key }) => (key === null ? [] : [{ id, key }]))
  filled.sort((one, other) => Buffer.compare(one.key, other.key))
  if (sort.descending) filled.reverse()
  return ids([...filled, ...keyed.filter(({ key }) => key === null)])
}

const listed = (directory: Directory, asked: UserQuery) =>
  everyRow((offset, limit) => directory.read.users(asked, offset, Math.min(limit, 7)))

describe('lists of users', () => {
  it('equal a search through everyone: words, filters, sorting, windows, type-ahead', async () => {
    const directory = await open()
    const property = fc.asyncProperty(
      people,
      fc.array(query, { minLength: 8, maxLength: 8 }),
      text,
      fc.nat(30),
      async (users, queries, prefix, from) => {
        await publish(directory, { users: [], groups: [], members: {} })
        await publish(directory, { users, groups: [], members: {} })
        for (const asked of queries) {
          const rows = await listed(directory, asked)
          const wanted = expected(users, asked)
          expect(ids(rows)).toEqual(wanted)
          expect((await directory.read.users(asked, 0, 1)).total).toBe(wanted.length)
          const starts = wanted.map((id) => {
            const one = users.find((each) => each.id === id)
            return one !== undefined && (valuesOf(one, asked.sort.column).map(fold).join('\n') || null)
          })
          const begins = (at: number) =>
            valuesOf(users.find(({ id }) => id === wanted[at])!, asked.sort.column).length > 0 &&
            (starts[at] || '').startsWith(fold(prefix))
          const order = wanted.map((_, at) => (at + Math.min(from, wanted.length)) % wanted.length)
          expect(await directory.read.userIndex(asked, prefix, from)).toBe(order.find(begins) ?? null)
        }
      },
    )
    await fc.assert(property, { numRuns: 60 })
  })

  it('equal it too after changes on top of changes', async () => {
    const directory = await open()
    const property = fc.asyncProperty(
      people,
      fc.array(query, { minLength: 5, maxLength: 5 }),
      async (users, queries) => {
        await publish(directory, { users, groups: [], members: {} })
        for (const asked of queries) {
          const found = ids(await listed(directory, { ...asked, sort: { column: 'userType', descending: false } }))
          expect(found.toSorted()).toEqual(expected(users, asked).toSorted())
        }
        for (const one of users) expect(await directory.read.user(one.id)).toEqual(one)
      },
    )
    await fc.assert(property, { numRuns: 60 })
  })

  it('have every window of a large list, wherever it lies', async () => {
    const directory = await open()
    const users = Array.from({ length: 5_000 }, (_, at) =>
      user(`u${at}`, { displayName: `Person ${(at * 7919) % 5_000}` }),
    )
    await publish(directory, { users, groups: [], members: {} })
    const names = (await everyRow((offset, limit) => directory.read.users(userQuery(), offset, limit))).map(
      ({ displayName }) => displayName,
    )
    expect(names).toEqual(Array.from({ length: 5_000 }, (_, at) => `Person ${at}`))
    expect((await directory.read.users(userQuery(), 4_990, 200)).rows).toHaveLength(10)
    expect(await directory.read.users(userQuery(), 5_000, 200)).toEqual({ total: 5_000, rows: [] })
    expect(await directory.read.userIndex(userQuery(), 'person 123', 0)).toBe(123)
    expect(await directory.read.userIndex(userQuery(), 'person 123', 124)).toBe(1_230)
    expect(await directory.read.userIndex(userQuery(), 'PERSON 12', 4_999)).toBe(12)
    expect(await directory.read.userIndex(userQuery(), 'q', 0)).toBeNull()
  })

  it('find what is typed in one, two, three and more letters, and nothing across two values', async () => {
    const directory = await open()
    const users = [
      user('a', {
        displayName: 'Jürgen Größe',
        city: 'Köln',
        mail: 'q@example.com',
        userPrincipalName: 'q@example.com',
      }),
      user('b', {
        displayName: 'x',
        businessPhones: ['+49 40 1', '+49 89 2'],
        mail: 'r@example.com',
        userPrincipalName: 'r@example.com',
      }),
    ]
    await publish(directory, { users, groups: [], members: {} })
    const find = async (search: string) => ids((await directory.read.users(userQuery({ search }), 0, 9)).rows)
    expect(await find('j')).toEqual(['a'])
    expect(await find('RG')).toEqual(['a'])
    expect(await find('gross')).toEqual(['a'])
    expect(await find('köl jur')).toEqual(['a'])
    expect(await find('+49 89')).toEqual(['b'])
    expect(await find('1 2')).toEqual(['b'])
    expect(await find('grossekoln')).toEqual([])
    expect(await find('"')).toEqual([])
    expect(await find('"a" OR "b"')).toEqual([])
    expect(await find('jür*')).toEqual([])
  })
})

describe('values of a column', () => {
  it('are the most frequent first, folded ones together, blank as null', async () => {
    const directory = await open()
    const departments = ['Sales', 'sales', 'SALES', 'Einkauf', 'Einkauf', null, null, 'HR 2']
    const users = departments.map((department, at) =>
      user(`u${at}`, { department, businessPhones: at === 0 ? ['1', '2', '1'] : at === 1 ? ['2'] : [] }),
    )
    await publish(directory, { users, groups: [], members: {} })
    expect(await directory.read.userValues('department', '', 9)).toEqual([
      { value: 'Sales', users: 3 },
      { value: null, users: 2 },
      { value: 'Einkauf', users: 2 },
      { value: 'HR 2', users: 1 },
    ])
    expect(await directory.read.userValues('department', 'hr 2', 9)).toEqual([{ value: 'HR 2', users: 1 }])
    expect(await directory.read.userValues('businessPhones', '', 2)).toEqual([
      { value: null, users: 6 },
      { value: '2', users: 2 },
    ])
    expect(await directory.read.userValues('accountEnabled', '', 9)).toEqual([{ value: 'true', users: 8 }])
  })
})

describe('lists of groups', () => {
  it('are searched, narrowed by kind and sorted by every column, blank last', async () => {
    const directory = await open()
    const groups = [
      group('a', { displayName: 'Team 10', mail: 'z@example.com', kind: 'microsoft365', visibility: 'Public' }),
      group('b', { displayName: 'Team 9', description: 'Übersee', kind: 'mailSecurity', dynamic: true }),
      group('c', { displayName: null, mail: 'a@example.com' }),
    ]
    await publish(directory, { users: [user('u')], groups, members: { a: ['u', 'c'], b: [], c: ['x', 'y', 'z'] } })
    const list = async (values: Parameters<typeof groupQuery>[0]) =>
      ids((await directory.read.groups(groupQuery(values), 0, 9)).rows)
    const sorted = (
      column: 'displayName' | 'mail' | 'direct' | 'transitive' | 'dynamic' | 'kind',
      descending = false,
    ) => list({ sort: { column, descending } })
    expect(await sorted('displayName')).toEqual(['b', 'a', 'c'])
    expect(await sorted('displayName', true)).toEqual(['a', 'b', 'c'])
    expect(await sorted('mail')).toEqual(['c', 'a', 'b'])
    expect(await sorted('direct', true)).toEqual(['c', 'a', 'b'])
    expect(await sorted('transitive', true)).toEqual(['a', 'c', 'b'])
    expect(await sorted('dynamic', true)).toEqual(['b', 'c', 'a'])
    expect(await sorted('kind')).toEqual(['b', 'a', 'c'])
    expect(await list({ search: 'uber tea' })).toEqual(['b'])
    expect(await list({ kinds: ['security', 'mailSecurity'] })).toEqual(['b', 'c'])
    expect(await directory.read.groupIndex(groupQuery(), 'team 1', 0)).toBe(1)
    expect(await directory.read.groupIndex(groupQuery(), 'x', 0)).toBeNull()
    expect(await directory.read.groupIndex(groupQuery({ sort: { column: 'direct', descending: true } }), '2', 0)).toBe(
      1,
    )
  })
})
