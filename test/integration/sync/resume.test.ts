import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { FakeClock } from '../../fakes/fake-clock.ts'
import { type NodeFetch, nodeFetch } from '../../fakes/node-fetch.ts'
import { indexOf } from '../../tenant/model/ids.ts'
import type { FaultRule } from '../../tenant/server/faults.ts'
import { startTenant, type Tenant } from '../../tenant/start.ts'
import type { Changed } from '../graph/access.ts'
import { killAt } from './kill.ts'
import { seenIn } from './seen.ts'
import { openDesk, type SyncDesk } from './sync-desk.ts'
import { truthOf } from './truth.ts'

const usersList = '^/v1.0/users\\?.*displayName'
const groupsList = '^/v1.0/groups\\?.*displayName'
/** Both end a run's way at one place, while everything else goes on to its end. */
const stuckAt = (path: string, nth: number): FaultRule => ({ match: { path, nth, times: 99 }, fault: { kind: 'hang' } })
const stuckUsers = stuckAt(`${usersList}.*skiptoken`, 3)
/** The first batches find out how large a page may be. */
const stuckMembers = stuckAt('\\$batch', 24)

let tenant: Tenant
let line: NodeFetch
let folder: string
let place: { readonly file: string; readonly key: Buffer }
const open: SyncDesk[] = []

const begin = async (users: number, groups: number) => {
  tenant = await startTenant({ users, groups, memberships: users * 4 })
  tenant.controls.set({ maxPageSize: 250 })
  line = nodeFetch(tenant.caPem)
  folder = mkdtempSync(join(tmpdir(), 'tenantry-resume-'))
}
const end = async () => {
  await line.close()
  await tenant.close()
  rmSync(folder, { recursive: true, force: true })
}
beforeEach(() => {
  place = { file: join(folder, `${randomBytes(4).toString('hex')}.db`), key: randomBytes(32) }
})
afterEach(async () => {
  for (const desk of open.splice(0)) await desk.close()
  tenant.faults.clear()
  tenant.log.clear()
})

const openAgain = async (changed: Changed = {}): Promise<SyncDesk> => {
  const desk = await openDesk(tenant, line, { ...changed, ...place })
  open.push(desk)
  await desk.directory.write.markInterrupted(new Date().toISOString())
  return desk
}

const answered = (path: string) =>
  tenant.log.records
    .filter(({ status, ...of }) => status === 200 && new RegExp(path, 'i').test(of.path))
    .map(({ path: of }) => of)

/** A run that comes so far and no further, until nothing has been asked for a while, and is killed there. */
const killWhere = async (stuck: FaultRule, fits = /^read [1-9]/) => {
  tenant.faults.add(stuck)
  const quiet = async () => {
    for (let seen = -1; seen !== tenant.log.records.length; ) {
      seen = tenant.log.records.length
      await sleep(500)
    }
  }
  await killAt(tenant, fits, { ...place, full: false }, quiet)
  tenant.faults.clear()
  const before = {
    users: answered(usersList),
    groups: answered(groupsList),
    members: answered('^/v1.0/groups/.*/members'),
  }
  tenant.log.clear()
  return before
}

/** Users in the order in which Graph lists them. */
const listed = (): readonly string[] => {
  const place = ({ id }: { readonly id: string }) => tenant.model.find(id, 'user') ?? 0
  return truthOf(tenant)
    .users.toSorted((one, other) => place(one) - place(other))
    .map(({ id }) => id)
}

const changeAll = (): void => {
  for (const id of listed()) tenant.controls.editor.changeUser(id, { city: 'Kiel' })
}

/** A licence that goes without a word in the delta, as Graph does not promise one. */
const loseUntold = (id: string): void => {
  const ref = tenant.model.find(id, 'user')!
  tenant.model.store(ref, { ...tenant.model.user(indexOf(ref)), assignedLicenses: [] })
  // The count is taken anew after the next change that is told.
  tenant.controls.editor.changeUser(listed().at(-1)!, { city: 'Kiel' })
}

const idOf = (path: string) => path.split('/')[3]

const expectTruth = async (desk: SyncDesk) => expect(await desk.content()).toEqual(truthOf(tenant))

describe('after a full run whose process was killed', () => {
  beforeAll(() => begin(1_500, 400))
  afterAll(end)

  it('while it read users, the next one reads the pages that are left', async () => {
    const before = await killWhere(stuckUsers)
    expect(before.users.length).toBeGreaterThan(2)
    const desk = await openAgain()
    const run = await desk.update()
    expect(run).toMatchObject({ outcome: 'published', kind: 'full', fullReason: 'noLinks', error: null })
    expect(run.proof).toMatchObject({ complete: true, usersCounted: tenant.counts.licensed })
    expect(run.resumed?.users).toBeGreaterThan(400)
    expect(run.resumed?.groups).toBe(tenant.counts.groups)
    const after = answered(usersList)
    expect(after.length).toBeGreaterThan(2)
    expect(after.filter((path) => before.users.includes(path))).toEqual([])
    expect([...answered(groupsList), ...answered('\\$batch'), ...answered('/members')]).toEqual([])
    await expectTruth(desk)
  })

  it('while it read members, the next one reads the lists that are left', async () => {
    await killWhere(stuckMembers)
    const desk = await openAgain()
    const run = await desk.update()
    expect(run).toMatchObject({ outcome: 'published', kind: 'full', proof: { complete: true } })
    expect(run.resumed?.groups).toBeGreaterThan(50)
    expect(run.resumed?.groups).toBeLessThan(tenant.counts.groups)
    const after = new Set(answered('^/v1.0/groups/.*/members').map(idOf))
    expect(after.size).toBe(tenant.counts.groups - run.resumed!.groups)
    expect(answered(usersList)).toEqual([])
    await expectTruth(desk)
  })

  it('shows from its first moment what is read already', async () => {
    await killWhere(stuckUsers)
    const desk = await openAgain()
    const run = await desk.update()
    const shown = desk.progress.filter(({ resumed }) => resumed !== undefined)
    expect(shown[0]?.resumed).toEqual(run.resumed)
    expect(Math.min(...shown.map(({ streams }) => streams.users.done))).toBeGreaterThanOrEqual(run.resumed!.users)
    expect(await desk.directory.read.run(run.runId)).toMatchObject({ resumed: run.resumed })
    expect(await desk.update()).toMatchObject({ outcome: 'published', kind: 'delta', resumed: null })
  })

  it('goes on where that one had gone on already', async () => {
    await killWhere(stuckUsers)
    const second = await killWhere(stuckAt(`${usersList}.*skiptoken`, 2))
    expect(second.users).toHaveLength(1)
    const desk = await openAgain()
    expect(await desk.update()).toMatchObject({ outcome: 'published', proof: { complete: true } })
    expect(answered(usersList).filter((path) => second.users.includes(path))).toEqual([])
    await expectTruth(desk)
  })

  it('begins a list anew whose place Graph does not know any more, and that list alone', async () => {
    await killWhere(stuckUsers)
    tenant.controls.expirePageTokens()
    const desk = await openAgain()
    const run = await desk.update()
    expect(run).toMatchObject({ outcome: 'published', proof: { complete: true } })
    expect(run.resumed).not.toBeNull()
    expect(answered(usersList).length).toBeGreaterThan(4)
    expect(answered(groupsList)).toEqual([])
    await expectTruth(desk)
  })

  it.each([400, 404, 410])('begins a list anew whose place Graph refuses with %i', async (status) => {
    await killWhere(stuckUsers)
    tenant.faults.add({ match: { path: `${usersList}.*skiptoken`, nth: 1 }, fault: { kind: 'status', status } })
    const desk = await openAgain()
    expect(await desk.update()).toMatchObject({ outcome: 'published', proof: { complete: true } })
    await expectTruth(desk)
  })

  it('begins at the beginning an hour later', async () => {
    const before = await killWhere(stuckUsers)
    const desk = await openAgain({ clock: new FakeClock(new Date(Date.now() + 3_600_000), { skip: 25_000 }) })
    expect(await desk.update()).toMatchObject({ outcome: 'published', kind: 'full', resumed: null })
    expect(answered(usersList).length).toBeGreaterThan(before.users.length)
    expect(answered(groupsList).length).toBeGreaterThan(1)
    await expectTruth(desk)
  })

  it('begins at the beginning where everything is asked for, and where it only rehearses', async () => {
    await killWhere(stuckUsers)
    const desk = await openAgain()
    await desk.sync.start('rehearsal')
    expect(await desk.sync.ended()).toMatchObject({ outcome: 'rehearsed', resumed: null })
    await desk.close()
    await killWhere(stuckUsers)
    expect(await (await openAgain()).run()).toMatchObject({ outcome: 'published', fullReason: 'asked', resumed: null })
  })

  it('brings what was read up to date, and hears of it once more with the changes that follow', async () => {
    await killWhere(stuckUsers)
    const { editor } = tenant.controls
    const ids = listed()
    const [first, second, third, fourth] = Object.entries(truthOf(tenant).members)
      .filter(([, members]) => members.length > 3)
      .map(([id]) => id)
    // Of the pages that were read, and of those that were not.
    for (const part of [ids, ids.toReversed()]) {
      editor.changeUser(part[0]!, { city: 'Kiel', displayName: 'Somebody Else' })
      editor.changeUser(part[1]!, { mail: null })
      editor.revokeLicenses(part[2]!)
      editor.remove(part[3]!)
    }
    editor.addUser()
    editor.addMember(first!, ids[20]!)
    editor.changeGroup(second!, { displayName: 'Another name' })
    editor.changeGroup(third!, { securityEnabled: false, groupTypes: [] })
    editor.remove(fourth!)
    editor.addMember(editor.addGroup(), ids[21]!)
    const desk = await openAgain()
    const run = await desk.update()
    expect(run).toMatchObject({ outcome: 'published', kind: 'full', fullReason: 'noLinks', proof: { complete: true } })
    expect(run.resumed?.users).toBeGreaterThan(400)
    expect(answered(groupsList)).toEqual([])
    await expectTruth(desk)
    expect(await desk.update()).toMatchObject({ outcome: 'published', kind: 'delta' })
    await expectTruth(desk)
    const mirror = await openDesk(tenant, line)
    open.push(mirror)
    await mirror.run()
    expect(await seenIn(desk.directory)).toEqual(await seenIn(mirror.directory))
  })

  it.each([
    ['Graph does not tell what changed', () => tenant.controls.expireDeltaTokens()],
    ['too much has changed', () => changeAll()],
    ['what it told does not come to its count', () => loseUntold(listed()[5]!)],
  ])('reads everything anew when %s', async (_when, change) => {
    await killWhere(stuckUsers)
    change()
    const desk = await openAgain()
    const run = await desk.update()
    expect(run).toMatchObject({ outcome: 'published', kind: 'full', fullReason: 'overtaken', resumed: null })
    expect(desk.progress.at(-1)?.resumed).toBeUndefined()
    await expectTruth(desk)
    expect(await desk.update()).toMatchObject({ outcome: 'published', kind: 'delta' })
    await expectTruth(desk)
  })

  it('asks again for a list that was refused, and for one that grew while it was read', async () => {
    const [refused, ...others] = Object.entries(truthOf(tenant).members).filter(([, members]) => members.length > 3)
    const path = `groups/${refused![0]}/members`
    tenant.faults.add({ match: { path }, fault: { kind: 'status', status: 403, code: 'Forbidden' } })
    const before = await killWhere(stuckMembers)
    const open = others.find(([id]) => !before.members.map(idOf).includes(id))!
    tenant.controls.editor.removeMember(open[0], open[1][0]!.split(' ')[1]!)
    const desk = await openAgain()
    expect(await desk.update()).toMatchObject({ outcome: 'published', proof: { complete: true, memberListsFailed: 0 } })
    await expectTruth(desk)
  })

  it('keeps no link where a page or a log could see it', async () => {
    await killWhere(stuckUsers)
    const desk = await openAgain()
    const run = await desk.update()
    const { rows } = await desk.directory.read.ledger(run.runId, 0, 200)
    const links = rows.filter(({ path }) => path.includes('skiptoken'))
    expect(links.length).toBeGreaterThan(2)
    expect(links.filter(({ path }) => !path.endsWith('skiptoken=…'))).toEqual([])
  })
})

describe('after a full run that ended before its end', () => {
  beforeAll(() => begin(1_500, 100))
  afterAll(end)

  const stuck = async (desk: SyncDesk) => {
    tenant.faults.add(stuckUsers)
    const { runId } = await desk.sync.start('manual', { full: true })
    await expect.poll(() => desk.progress.at(-1)?.streams.users.done).toBeGreaterThan(500)
    return runId
  }

  it('because the program was closed, the next one goes on', async () => {
    const desk = await openAgain()
    await stuck(desk)
    await desk.close()
    tenant.faults.clear()
    tenant.log.clear()
    const again = await openAgain()
    expect((await again.sync.status()).last).toMatchObject({ outcome: 'cancelled' })
    const run = await again.update()
    expect(run).toMatchObject({ outcome: 'published', fullReason: 'asked' })
    expect(run.resumed?.users).toBeGreaterThan(400)
    await expectTruth(again)
  })

  it('because an administrator cancelled it, nothing is left', async () => {
    const desk = await openAgain()
    desk.sync.cancel(await stuck(desk))
    await desk.sync.ended()
    tenant.faults.clear()
    expect(await desk.directory.write.leftReading()).toBeNull()
    expect(await desk.update()).toMatchObject({ outcome: 'published', resumed: null })
  })

  it('because the network was lost, the next one goes on', async () => {
    tenant.faults.add({ match: { path: `${usersList}.*skiptoken`, nth: 3, times: 99 }, fault: { kind: 'reset' } })
    const desk = await openAgain()
    expect(await desk.update()).toMatchObject({ outcome: 'failed', error: { code: 'connection_lost' } })
    tenant.faults.clear()
    const run = await desk.update()
    expect(run).toMatchObject({ outcome: 'published' })
    expect(run.resumed?.users).toBeGreaterThan(400)
    await expectTruth(desk)
  })

  it('no single object is read before the next one has gone on', async () => {
    const desk = await openAgain()
    await desk.run()
    tenant.faults.add({ match: { path: `${usersList}.*skiptoken`, nth: 3, times: 99 }, fault: { kind: 'reset' } })
    expect(await desk.run()).toMatchObject({ outcome: 'failed' })
    tenant.faults.clear()
    const one = { kind: 'user', id: listed()[0]! } as const
    await expect(desk.sync.start('manual', { one })).rejects.toMatchObject({ code: 'sync_unfinished' })
    const run = await desk.update()
    expect(run).toMatchObject({ outcome: 'published', kind: 'full' })
    expect(run.resumed?.users).toBeGreaterThan(400)
    const { runId } = await desk.sync.start('manual', { one })
    await desk.sync.ended()
    expect(await desk.directory.read.run(runId)).toMatchObject({ outcome: 'published', kind: 'user' })
    await expectTruth(desk)
  })

  it('because Graph said no, nothing is left', async () => {
    const fault = { kind: 'status', status: 403, code: 'Authorization_RequestDenied' } as const
    tenant.faults.add({ match: { path: `${usersList}.*skiptoken`, nth: 3, times: 99 }, fault })
    const desk = await openAgain()
    expect(await desk.update()).toMatchObject({ outcome: 'failed', error: { code: 'permission_missing' } })
    expect(await desk.directory.write.leftReading()).toBeNull()
  })
})

describe('after a full run in parts whose process was killed', () => {
  beforeAll(() => begin(5_200, 20))
  afterAll(end)

  const partPage = '^/v1.0/users\\?.*startswith.*displayName'
  const stuckParts = stuckAt(partPage, 12)

  it('the next one reads what is left of each part', async () => {
    const before = await killWhere(stuckParts)
    expect(before.users.length).toBeGreaterThan(8)
    const desk = await openAgain()
    const run = await desk.update()
    expect(run).toMatchObject({ outcome: 'published', proof: { complete: true, usersBy: 'partitions' } })
    expect(run.resumed?.users).toBeGreaterThan(1_000)
    const after = answered(partPage)
    expect(after.length).toBeGreaterThan(8)
    expect(after.filter((path) => before.users.includes(path))).toEqual([])
    await expectTruth(desk)
  })

  it('the next one begins a part anew whose place Graph does not know any more', async () => {
    await killWhere(stuckParts)
    tenant.controls.expirePageTokens()
    const desk = await openAgain()
    const run = await desk.update()
    expect(run).toMatchObject({ outcome: 'published', proof: { complete: true, usersBy: 'partitions' } })
    expect(run.resumed).not.toBeNull()
    await expectTruth(desk)
  })

  it('the next one is whole where somebody moves from a part to another meanwhile, and another goes', async () => {
    const pageOf = (letter: string) => `^/v1.0/users\\?.*startswith\\(userPrincipalName,'${letter}'\\).*displayName`
    const names = new Map(truthOf(tenant).users.map((user) => [user.id, user.userPrincipalName.toLowerCase()]))
    const beginningWith = (letter: string) => listed().filter((id) => names.get(id)?.startsWith(letter))
    const before = await killWhere(stuckParts)
    const pagesBefore = before.users.filter((path) => new RegExp(pageOf('a'), 'i').test(path)).length
    tenant.faults.add({ match: { path: pageOf('l'), times: 1 }, fault: { kind: 'latency', ms: 60_000 } })
    const desk = await openAgain()
    const running = desk.update()
    // One part has come to its end, the other has not.
    await expect.poll(() => tenant.faults.list()[0]?.hits, { timeout: 10_000 }).toBe(1)
    await expect.poll(() => pagesBefore + answered(pageOf('a')).length, { timeout: 10_000 }).toBe(4)
    const moved = beginningWith('l').at(-1)!
    tenant.controls.editor.changeUser(moved, { userPrincipalName: 'a.moved@nordwind.example' })
    tenant.controls.editor.revokeLicenses(beginningWith('a')[0]!)
    tenant.faults.clear()
    expect(await running).toMatchObject({ outcome: 'published', proof: { complete: true, usersBy: 'partitions' } })
    await expectTruth(desk)
  })

  it('while they were counted, the next one begins the users anew', async () => {
    await killWhere(stuckAt('\\$batch', 1), /^read/)
    const desk = await openAgain()
    expect(await desk.update()).toMatchObject({ outcome: 'published', proof: { usersBy: 'partitions' } })
    await expectTruth(desk)
  })
})
