import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { SyncRun } from '../../../shared/domain/sync.ts'
import { indexOf } from '../../tenant/model/ids.ts'
import type { Fault, FaultRule } from '../../tenant/server/faults.ts'
import { openDesk, type SyncDesk } from './sync-desk.ts'
import { openTenant, type SyncTenant } from './sync-tenant.ts'
import { truthOf } from './truth.ts'

/** A page of a part, not a count of one. */
const partPage = '^/v1.0/users\\?.*startswith.*displayName'
const partCount = '^/v1.0/users\\?.*startswith.*top=1$'

let tenant: SyncTenant['tenant']
let line: SyncTenant['line']
let close: SyncTenant['close']
let desk: SyncDesk

beforeAll(async () => {
  ;({ tenant, line, close } = await openTenant({ users: 5_200, groups: 10, memberships: 100 }))
})
afterAll(() => close())
beforeEach(async () => {
  desk = await openDesk(tenant, line)
})
afterEach(async () => {
  await desk.close()
  tenant.faults.clear()
  tenant.log.clear()
  tenant.controls.set({ maxPageSize: 999 })
})

const sent = (pattern: string) => tenant.log.records.filter(({ path }) => new RegExp(pattern, 'i').test(path))
const edit = () => tenant.controls.editor
const add = (properties: Record<string, unknown>) => String(tenant.controls.mutate({ op: 'addUser', properties }))

const expectWhole = async (run: SyncRun, usersBy: string) => {
  const { users, licensed } = tenant.counts
  expect(run).toMatchObject({
    ...{ outcome: 'published', users, error: null },
    proof: { complete: true, usersBy, usersCounted: licensed, usersRead: licensed },
  })
  expect(await desk.content()).toEqual(truthOf(tenant))
}

/** Two letters that names in different parts begin with. */
const [early, late] = ['a', 'l'] as const
const pageOf = (letter: string) => `^/v1.0/users\\?.*startswith\\(userPrincipalName,'${letter}'\\).*displayName`
const beginningWith = (letter: string) =>
  truthOf(tenant).users.filter(({ userPrincipalName }) => userPrincipalName.toLowerCase().startsWith(letter))

/** Of the late part one moves to the early one, which came, and of those who came one goes: as many as before. */
const moveOne = () => {
  const [moved, gone] = [beginningWith(late)[0]!.id, beginningWith(early)[0]!.id]
  edit().changeUser(moved, { userPrincipalName: `${early}.${moved}@nordwind.example` })
  edit().revokeLicenses(gone)
  return { moved, gone }
}

/** A run in which all that happens while a last part of the users is still to come. */
const whileOnePartIsLate = async (
  usersBy = 'partitions',
  rule: FaultRule | null = null,
  more: () => void = () => undefined,
) => {
  tenant.log.clear()
  tenant.faults.add({ match: { path: pageOf(late), times: 1 }, fault: { kind: 'latency', ms: 60_000 } })
  const running = desk.run()
  await expect.poll(() => sent(pageOf(early)).length, { timeout: 10_000 }).toBe(1)
  await expect.poll(() => tenant.faults.list()[0]?.hits, { timeout: 10_000 }).toBe(1)
  more()
  const ids = moveOne()
  tenant.faults.clear()
  if (rule !== null) tenant.faults.add(rule)
  await expectWhole(await running, usersBy)
  return ids
}

describe('many users', () => {
  it('are read in parts side by side, each user once', async () => {
    tenant.controls.set({ latencyMs: 20 })
    const run = await desk.run()
    tenant.controls.set({ latencyMs: 0 })
    await expectWhole(run, 'partitions')
    const pages = sent(partPage)
    expect(pages.length).toBeGreaterThan(4)
    expect(pages.length).toBeLessThan(14)
    expect(Math.max(...pages.map(({ concurrent }) => concurrent))).toBeGreaterThan(1)
    expect(sent('^/v1.0/users\\?.*skiptoken')).toEqual([])
  })

  it('come in smaller pages where Graph refuses large ones', async () => {
    tenant.controls.set({ maxPageSize: 300 })
    await expectWhole(await desk.run(), 'partitions')
    expect(sent('^/v1.0/users\\?.*startswith.*skiptoken').length).toBeGreaterThan(10)
  })

  it.each([
    ['outside the alphabet', 'öäü@nordwind.example'],
    ['of another script', '李@nordwind.example'],
  ])('are read in one list when a name begins with a sign %s', async (_, userPrincipalName) => {
    const id = add({ userPrincipalName })
    await expectWhole(await desk.run(), 'uncovered')
    expect(sent(partPage)).toEqual([])
    tenant.controls.mutate({ op: 'remove', id })
  })

  it('may have names that begin with any sign that Graph allows', async () => {
    const ids = [..."'.-_!#^~09"].map((sign) => add({ userPrincipalName: `${sign}Odd@nordwind.example` }))
    await expectWhole(await desk.run(), 'partitions')
    for (const id of ids) tenant.controls.mutate({ op: 'remove', id })
  })

  it.each([
    ['counts', partCount],
    ['lists', partPage],
  ])('are read in one list when Graph refuses the %s of parts, which it is not asked for again', async (_, path) => {
    tenant.faults.add({ match: { path }, fault: { kind: 'status', status: 400, code: 'Request_UnsupportedQuery' } })
    await expectWhole(await desk.run(), 'refused')
    tenant.log.clear()
    await expectWhole(await desk.run(), 'refused')
    expect(sent('startswith')).toEqual([])
  })

  it('are brought up to date with whoever came while parts were read', async () => {
    // One who comes to a part that has been read, and one who comes to a part that has not.
    tenant.faults.add({ match: { path: `${partPage}.*` }, fault: { kind: 'latency', ms: 40 } })
    tenant.faults.add({
      match: { path: "users\\?.*startswith\\(userPrincipalName,'~'\\).*displayName" },
      fault: { kind: 'latency', ms: 1_500 },
    })
    const added: string[] = []
    desk.onProgress = ({ streams }) => {
      if (added.length > 0 || streams.users.done < 3_000) return
      added.push(add({ userPrincipalName: '~late@nordwind.example' }))
      for (const letter of 'abcdefghijklmnopqrstuvw')
        added.push(add({ userPrincipalName: `${letter}.late@nordwind.example` }))
    }
    const run = await desk.run()
    expect(added).toHaveLength(24)
    await expectWhole(run, 'partitions')
    for (const id of added) tenant.controls.mutate({ op: 'remove', id })
  })

  it('are whole where one moves out of a part to come into one that came, and another goes', async () => {
    await expectWhole(await desk.run(), 'partitions')
    const { moved } = await whileOnePartIsLate()
    expect((await desk.content()).users.map(({ id }) => id)).toContain(moved)
    expect(await desk.update()).toMatchObject({ outcome: 'published', kind: 'delta' })
    expect(await desk.content()).toEqual(truthOf(tenant))
  })

  it('are whole at the first run, too', async () => {
    await whileOnePartIsLate()
  })

  it('are read again in one list when Graph does not tell who changed meanwhile', async () => {
    const fault = { kind: 'status', status: 500 } as const
    await whileOnePartIsLate('changed', { match: { path: 'users/delta.*deltatoken=(?!latest)' }, fault })
  })

  it('are read again in one list when more has changed than can be read one by one', async () => {
    const crowd = () => {
      for (const { id } of truthOf(tenant).users.slice(0, 600)) edit().changeUser(id, { city: `Kiel ${id}` })
    }
    await whileOnePartIsLate('changed', null, crowd)
  })

  it('are read again in one list when the parts do not come to the count', async () => {
    // A licence that goes without a word; the count is taken anew after the next change that is told.
    const lose = () => {
      const { model } = tenant
      const ref = model.find(beginningWith(early)[1]!.id, 'user')!
      model.store(ref, { ...model.user(indexOf(ref)), assignedLicenses: [] })
    }
    await whileOnePartIsLate('changed', null, lose)
  })

  it('are read in one list from the beginning when Graph gives no link that would tell it', async () => {
    const fault = { kind: 'status', status: 400, code: 'Request_UnsupportedQuery' } as const
    tenant.faults.add({ match: { path: 'users/delta' }, fault })
    await expectWhole(await desk.run(), 'untold')
    expect(sent('startswith')).toEqual([])
  })
})

describe('many users under faults', () => {
  const faults: readonly Fault[] = [
    { kind: 'status', status: 429, retryAfter: 3 },
    { kind: 'status', status: 503 },
    { kind: 'status', status: 500 },
    { kind: 'reset' },
    { kind: 'truncate' },
    { kind: 'invalidJson' },
  ]

  it.each([1, 2, 3, 4, 5, 6])('are whole when request %i of them goes wrong', async (nth) => {
    for (const [at, fault] of faults.entries())
      if (at % 2 === nth % 2) tenant.faults.add({ match: { path: '^/v1.0/(users\\?|\\$batch)', nth: nth + at }, fault })
    await expectWhole(await desk.run(), 'partitions')
  })

  it('go on where Graph forgot the place in a part', async () => {
    tenant.controls.set({ maxPageSize: 300 })
    tenant.faults.add({
      match: { path: '^/v1.0/users\\?.*startswith.*skiptoken', nth: 3 },
      fault: { kind: 'status', status: 400, code: 'Directory_ExpiredPageToken' },
    })
    await expectWhole(await desk.run(), 'partitions')
  })

  it('leave the snapshot as it was when one part is denied', async () => {
    expect(await desk.run()).toMatchObject({ outcome: 'published' })
    const before = await desk.content()
    const id = add({ userPrincipalName: 'later@nordwind.example' })
    tenant.faults.add({ match: { path: partPage, nth: 4 }, fault: { kind: 'status', status: 403 } })
    expect(await desk.run()).toMatchObject({ outcome: 'failed', error: { code: 'permission_missing' } })
    expect(await desk.content()).toEqual(before)
    tenant.controls.mutate({ op: 'remove', id })
  })
})
