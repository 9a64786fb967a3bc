import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openForWriting } from '../../../electron/directory/open-file.ts'
import type { Reader } from '../../../electron/directory/reader.ts'
import { Writer } from '../../../electron/directory/writer.ts'
import { threadEnded } from '../../../electron/sqlite/disk-error.ts'
import { ThreadClient } from '../../../electron/thread/thread-client.ts'
import { shownProperties } from '../../../shared/domain/user.ts'
import type { UserFilter } from '../../../shared/ipc/directory.ts'
import { rawMembers } from '../../fakes/raw-members.ts'
import { rawUsers } from '../../fakes/raw-users.ts'
import { group, ids, newFolder, user, userQuery } from './setup.ts'
import { finish, openSides, publish } from './sides.ts'
import { end, key } from './world.ts'

const anna = user('anna', { displayName: 'Änna Berg', department: 'Sales', businessPhones: ['+49 1'] })
const bert = user('bert', { displayName: 'Bert' })
const many = Array.from({ length: 30 }, (_, at) => user(`u${at}`, { displayName: `Carl ${at}` }))

const filters = [
  { column: 'department', operator: 'is', value: 'sales' },
  { column: 'businessPhones', operator: 'startsWith', value: '7' },
  { column: 'accountEnabled', operator: 'is', value: 'false' },
  { column: 'displayName', operator: 'is', value: null },
  { column: 'displayName', operator: 'contains', value: 'BERG' },
] as const satisfies readonly UserFilter[]

const found = (reader: Reader, search: string) => ids(reader.users(userQuery({ search }), 0, 99).rows)

describe('before keys, texts and indexes have followed a publishing', () => {
  it('a search finds what it finds afterwards', () => {
    const { writer, read } = openSides()
    publish(writer, [anna, bert])
    const searches = ['anna', 'an', 'berg sales', '+49', 'nobody', '']
    const before = searches.map((search) => found(read(), search))
    expect(before).toEqual([['anna'], ['anna'], ['anna'], ['anna'], [], ['anna', 'bert']])
    finish(writer)
    expect(searches.map((search) => found(read(), search))).toEqual(before)
  })

  it('lists, filters, values and the way to a name are what they are afterwards', () => {
    const { writer, read, keys } = openSides()
    const odd = user('zoe', { displayName: null, businessPhones: ['+49 30 9', '7'], accountEnabled: false })
    publish(writer, [bert, odd, anna, { ...anna, id: 'twin', mail: 'Twin 10@example.com', department: 'SALES' }])
    const shown = (reader: Reader) => {
      const columns = [...shownProperties]
      return {
        sorted: columns.flatMap((column) =>
          [false, true].map((descending) => ids(reader.users(userQuery({ sort: { column, descending } }), 0, 9).rows)),
        ),
        values: columns.map((column) => reader.userValues(column, '', 9)),
        filtered: filters.map((filter) => ids(reader.users(userQuery({ filters: [filter] }), 0, 9).rows)),
        index: reader.userIndex(userQuery({}), 'be', 0),
      }
    }
    expect(keys()).toBe(0)
    const before = shown(read())
    expect(before.sorted[0]).toEqual(['anna', 'twin', 'bert', 'zoe'])
    expect(before.filtered).toEqual([['anna', 'twin'], ['zoe'], ['zoe'], ['zoe'], ['anna', 'twin']])
    expect(before.values[shownProperties.indexOf('department')]).toContainEqual({ value: 'Sales', users: 2 })
    finish(writer)
    expect(keys()).toBe(4)
    expect(shown(read())).toEqual(before)
  })

  it('who is in which groups is what it is afterwards', () => {
    const { writer, read } = openSides()
    const member = { type: 'user', displayName: null } as const
    const pages = ['east', 'west'].map((groupId) => ({ groupId, members: rawMembers([{ ...member, id: 'anna' }]) }))
    publish(writer, [anna, bert], { pages, ended: [group('east'), group('west')], refused: [], hidden: [] })
    const groupsOf = () =>
      ids(
        read()
          .userGroups('anna', 0, 9)
          .rows.map((row) => row.group),
      )
    expect(groupsOf()).toEqual(['east', 'west'])
    finish(writer)
    expect(groupsOf()).toEqual(['east', 'west'])
  })

  it('it finds new ones beside those whose texts are there', () => {
    const { writer, read } = openSides()
    publish(writer, [anna, bert])
    finish(writer)
    publish(writer, [{ ...anna, department: 'Carlton' }, bert, ...many])
    expect(found(read(), 'carl')).toHaveLength(31)
    expect(found(read(), 'ca')).toHaveLength(31)
    finish(writer)
    expect(found(read(), 'carl')).toHaveLength(31)
  })

  it('the next run waits for them, and finds nobody changed who is not', () => {
    const { writer, read } = openSides()
    publish(writer, [anna, bert])
    finish(writer)
    const runId = publish(writer, [anna, { ...bert, city: 'Kiel' }])
    finish(writer)
    const { rows } = read().changeRuns(0, 9)
    expect(rows[0]).toMatchObject({ runId, counts: { usersChanged: 1, usersAdded: 0, usersRemoved: 0 } })
    const everyone = [anna, { ...bert, city: 'Kiel' }, ...many]
    const last = publish(writer, everyone)
    finish(writer)
    publish(writer, everyone)
    expect(read().changeRuns(0, 1).rows[0]).toMatchObject({ runId: last, counts: { usersAdded: 30, usersChanged: 0 } })
  })
})

describe('what follows a publishing', () => {
  const crowd = Array.from({ length: 12_000 }, (_, at) =>
    user(`c${at}`, { displayName: `Carl ${at}`, department: `Room ${at % 7}`, city: at % 2 === 0 ? 'Kiel' : 'Bonn' }),
  )
  const named = (digits: string) => crowd.filter(({ displayName }) => displayName?.includes(digits)).length
  const shown = (reader: Reader) => {
    const city = userQuery({ sort: { column: 'city', descending: true }, filters: [filters[4]] })
    return {
      first: ids(reader.users(userQuery(), 0, 3).rows),
      last: ids(reader.users(city, 11_998, 9).rows),
      found: ['carl 11', '11999', '42', 'nobody'].map((search) => reader.users(userQuery({ search }), 0, 1)),
      values: reader.userValues('department', '', 9),
    }
  }

  it('comes in pieces, and whoever looks sees no difference between any of them', () => {
    const { writer, read } = openSides()
    publish(writer, crowd)
    const before = shown(read())
    expect(before.found.map(({ total }) => total)).toEqual([named('11'), 1, named('42'), 0])
    const pieces = writer.rest()
    let done = 0
    for (; pieces.next().done === false; done++) expect(shown(read())).toEqual(before)
    expect(done).toBeGreaterThan(12)
    expect(shown(read())).toEqual(before)
  })

  it.each([1, 2, 4, 9])('left after %i pieces is ended by whoever opens the file next', (pieces) => {
    const file = join(newFolder(), 'directory.db')
    const first = new Writer(openForWriting(file, key.toString('hex')).database)
    publish(first, crowd)
    const rest = first.rest()
    for (let piece = 0; piece < pieces; piece++) rest.next()
    first.close()
    const { writer, read, keys } = openSides(file)
    const before = shown(read())
    finish(writer)
    expect(keys()).toBe(12_000)
    expect(shown(read())).toEqual(before)
    publish(writer, [{ ...crowd[0]!, city: 'Ulm' }, ...crowd.slice(1)])
    expect(read().changeRuns(0, 1).rows[0]).toMatchObject({
      counts: { usersChanged: 1, usersAdded: 0, usersRemoved: 0 },
    })
  })

  it('is not waited for by whoever closes the file', async () => {
    const file = join(newFolder(), 'directory.db')
    const script = new URL('../../../electron/directory/thread.ts', import.meta.url)
    const thread = new ThreadClient(script, threadEnded)
    onTestFinished(() => thread.stop())
    const opening = { side: 'writer', file, key: key.toString('hex') }
    const run = { runId: 'left', trigger: 'manual', kind: 'full', fullReason: null, startedAt: end.finishedAt }
    // All at once: closing stands in the thread's queue before publishing is over.
    const calls = (
      [
        ['open', opening],
        ['beginRun', run],
        ['stageUsers', rawUsers(crowd)],
        ['staged'],
        ['publish', run.runId, end],
        ['close'],
      ] as const
    ).map(([method, ...args]) => thread.call(method, args))
    await Promise.all(calls)
    // Nor by whoever opens it.
    const again = new ThreadClient(script, threadEnded)
    onTestFinished(() => again.stop())
    const opened = [
      again.call('open', [opening]),
      again.call('markInterrupted', [end.finishedAt]),
      again.call('close', []),
    ]
    await Promise.all(opened)
    const { writer, read, keys } = openSides(file)
    expect(keys()).toBe(0)
    expect(read().users(userQuery({ search: '11999' }), 0, 9)).toMatchObject({ total: 1 })
    finish(writer)
    expect(keys()).toBe(12_000)
  })
})

describe('a page of users', () => {
  it('with one who has no user principal name leaves what is staged as it was', () => {
    const { writer } = openSides()
    writer.beginRun({ runId: 'bad', trigger: 'manual', kind: 'full', fullReason: null, startedAt: end.finishedAt })
    writer.stageUsers(rawUsers([anna]))
    const bad = rawUsers([bert, { ...anna, userPrincipalName: '' }])
    expect(() => writer.stageUsers(bad)).toThrow('answer_unreadable')
    expect(writer.staged()).toMatchObject({ users: 1 })
  })

  it('of somebody who came twice counts once, the later one, with one row beside each', () => {
    const { writer, read } = openSides()
    publish(writer, [anna, bert, { ...anna, displayName: 'Zoe' }])
    expect(
      read()
        .users(userQuery(), 0, 9)
        .rows.map(({ displayName }) => displayName),
    ).toEqual(['Bert', 'Zoe'])
    expect(read().overview()).toMatchObject({ snapshot: { users: 2 } })
    expect(read().userValues('displayName', '', 9)).toHaveLength(2)
  })
})
