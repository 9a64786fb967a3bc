import { describe, expect, it } from 'vitest'
import type { Graph } from '../../../electron/graph/graph.ts'
import { SyncService } from '../../../electron/sync/sync-service.ts'
import type { Snapshot, SyncPhase } from '../../../shared/domain/sync.ts'
import { AppError } from '../../../shared/ipc/errors.ts'
import type { SyncStatus } from '../../../shared/ipc/sync.ts'
import { MemoryDirectory } from '../../fakes/memory-directory.ts'
import { RecordingLogger } from '../../fakes/recording-logger.ts'
import { type Asked, desk, fault, silence } from '../graph/graph-desk.ts'
import { answering, member, person, type SmallTenant, smallTenant, team } from './small-tenant.ts'

const setUp = (changes: Partial<SmallTenant> = {}, graph?: () => Promise<Graph>, skip = 99_000) => {
  const tenant = smallTenant(changes)
  const bench = desk([answering(tenant)], { skip })
  const directory = new MemoryDirectory()
  const logger = new RecordingLogger()
  const statuses: SyncStatus[] = []
  const published: Snapshot[] = []
  let serial = 0
  const sync = new SyncService({
    settings: () => ({ historyDays: 90, guard: { part: 10, least: 20 } }),
    graph: graph ?? (async () => bench.graph),
    directory: { read: directory, write: directory },
    clock: bench.clock,
    logger,
    newId: () => `run${++serial}`,
    onStatus: (status) => statuses.push(status),
    onPublished: (snapshot) => published.push(snapshot),
  })
  /** Runs to the end and returns the final status. */
  const whole = async () => {
    const { runId } = await sync.start('manual')
    await over()
    const { last, progress } = statuses.at(-1)!
    expect(progress).toBeNull()
    expect(last?.runId).toBe(runId)
    return last!
  }
  const over = () => expect.poll(async () => (await sync.status()).progress).toBeNull()
  return { tenant, bench, directory, logger, statuses, published, sync, whole, over }
}

const phaseOf = async (sync: SyncService) => (await sync.status()).progress?.phase
const hangs = (match: RegExp) => (asked: Asked) => (match.test(decodeURIComponent(asked.url)) ? silence() : undefined)
const gate = () => Promise.withResolvers<void>()

describe('a rehearsal', () => {
  it('reads and proves everything, and publishes nothing', async () => {
    const { sync, over, statuses, directory, published } = setUp()
    await sync.start('rehearsal')
    await over()
    const last = statuses.at(-1)?.last
    expect(last).toMatchObject({ trigger: 'rehearsal', outcome: 'rehearsed', users: 4, error: null })
    expect(last?.proof).toMatchObject({ complete: true, usersRead: 5 })
    expect(directory.calls).toContain('rehearse')
    expect(directory.calls).not.toContain('publish')
    expect([published, directory.published]).toEqual([[], null])
  })

  it('that does not read everything ends as any other run', async () => {
    const { sync, over, directory, statuses } = setUp({ usersCounted: 9, usersCountedAgain: 9 })
    await sync.start('rehearsal')
    await over()
    expect(statuses.at(-1)?.last).toMatchObject({ outcome: 'partial' })
    expect(directory.calls).not.toContain('rehearse')
  })
})

describe('a run that the guard holds', () => {
  const held = async () => {
    const bench = setUp()
    bench.directory.guards = true
    return { ...bench, last: await bench.whole() }
  }

  it('says so, tells of no new snapshot, and keeps what it has read', async () => {
    const { last, published, directory } = await held()
    expect(last).toMatchObject({ outcome: 'held', users: 4, error: null })
    expect(published).toEqual([])
    expect(directory.staging.users.size).toBe(4)
  })

  it('is published when an administrator applies it, and tells so', async () => {
    const { last, sync, published, directory, statuses } = await held()
    await sync.applyHeld(last.runId)
    expect(published).toEqual([directory.published?.snapshot])
    expect(statuses.at(-1)).toMatchObject({ progress: null, last: { runId: last.runId, outcome: 'published' } })
    await expect(sync.applyHeld(last.runId)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('is dropped when an administrator keeps everything', async () => {
    const { last, sync, published, directory, statuses } = await held()
    await sync.keepHeld(last.runId)
    expect(statuses.at(-1)).toMatchObject({ last: { runId: last.runId, outcome: 'kept' } })
    expect([published, directory.published, directory.staging.users.size]).toEqual([[], null, 0])
  })

  it('is not answered while another run is under way', async () => {
    const { last, sync, over } = await held()
    await sync.start('manual')
    await expect(sync.applyHeld(last.runId)).rejects.toMatchObject({ code: 'sync_running' })
    await expect(sync.keepHeld(last.runId)).rejects.toMatchObject({ code: 'sync_running' })
    await over()
  })
})

describe('a full run', () => {
  it('publishes users with mail, groups, and members of every type', async () => {
    const { whole, directory, published, bench, statuses } = setUp()
    const last = await whole()
    expect(last).toMatchObject({ outcome: 'published', users: 4, groups: 3, memberships: 7, error: null })
    expect(last.proof).toEqual({
      ...{ complete: true, usersCounted: 5, usersRead: 5, usersWithoutMail: 1, groupsCounted: 3, groupsRead: 3 },
      ...{ memberListsRead: 3, memberListsFailed: 0, memberListsHidden: 0, tenantUsers: 9 },
    })
    expect(published).toEqual([directory.published?.snapshot])
    expect([...directory.published!.users.keys()]).toEqual(['u1', 'u2', 'u4', 'u5'])
    expect([...directory.published!.members.get('g1')!.values()].map(({ type }) => type)).toEqual(['user', 'group'])
    expect(directory.ledger).toHaveLength(bench.asked.length)
    expect(last.requests).toBe(bench.asked.length)
    const phases = statuses.map(({ progress }) => progress?.phase)
    expect(phases.at(0)).toBe('signIn')
    expect(phases.at(-1)).toBeUndefined()
  })

  it('asks again for a list that a batch could not give', async () => {
    let refused = 0
    const { whole, directory } = setUp({
      before: (asked) => {
        if (!asked.url.endsWith('/$batch') || refused++ > 0) return undefined
        const { requests } = JSON.parse(asked.body) as { requests: { id: string }[] }
        const responses = requests.map(({ id }) => ({ id, status: id === 'g1' ? 500 : 200, body: { value: [] } }))
        return Response.json({ responses })
      },
    })
    expect(await whole()).toMatchObject({ outcome: 'published' })
    expect([...directory.published!.members.get('g1')!.keys()]).toEqual(['u1', 'g2'])
  })

  it('counts once more when the tenant changed meanwhile', async () => {
    const { whole } = setUp({ usersCounted: 6, usersCountedAgain: 5 })
    expect(await whole()).toMatchObject({ outcome: 'published', proof: { usersCounted: 5, usersRead: 5 } })
  })

  it('counts itself when Graph gives no count with the list', async () => {
    const { whole } = setUp({ usersCounted: null })
    expect(await whole()).toMatchObject({ outcome: 'published', proof: { usersCounted: 5 } })
  })

  it('never publishes what was read twice and counted once', async () => {
    const users = [person('u1'), person('u2'), person('u1'), person('u2')]
    const { whole, directory } = setUp({ users, usersCounted: 4, usersCountedAgain: 4 })
    const last = await whole()
    expect(last).toMatchObject({
      outcome: 'partial',
      error: { code: 'sync_incomplete', params: { problem: 'users 2/4' } },
    })
    expect(directory.published).toBeNull()
  })

  it('leaves out a group that was deleted between list and members', async () => {
    const { whole, directory } = setUp({ listStatus: { g2: 404 } })
    expect(await whole()).toMatchObject({
      outcome: 'published',
      groups: 2,
      memberships: 2,
      proof: { groupsCounted: 2 },
    })
    expect([...directory.published!.groups.keys()]).toEqual(['g1', 'g3'])
    expect(directory.published!.members.has('g2')).toBe(false)
  })

  it('does not publish without a member list that Graph refuses', async () => {
    const { whole, directory } = setUp({ listStatus: { g2: 403 } })
    const last = await whole()
    expect(last).toMatchObject({
      outcome: 'partial',
      proof: { complete: false, memberListsFailed: 1, memberListsRead: 2 },
    })
    expect(last.error).toMatchObject({ code: 'sync_incomplete', params: { problem: 'members 1 × 403', status: '403' } })
    expect(directory.published).toBeNull()
  })

  it('takes hidden membership for hidden, empty or refused', async () => {
    const hidden = { visibility: 'HiddenMembership' }
    const groups = [team('g1', hidden), team('g2', hidden), team('g3', hidden)]
    const members = { g1: [], g2: [], g3: [member('u1')] }
    const { whole } = setUp({ groups, members, listStatus: { g2: 403 } })
    const proof = { complete: true, memberListsHidden: 2, memberListsRead: 1, memberListsFailed: 0 }
    expect(await whole()).toMatchObject({ outcome: 'published', groups: 3, memberships: 1, proof })
  })

  it('does without the number of all users when it is refused', async () => {
    const { whole } = setUp({
      before: ({ url }) => (url.endsWith('/users/$count') ? fault(403, 'Authorization_RequestDenied')() : undefined),
    })
    expect(await whole()).toMatchObject({ outcome: 'published', proof: { tenantUsers: null } })
  })

  it('makes the pages of batches smaller when their size is refused', async () => {
    const before = ({ url, body }: Asked) => {
      if (!url.endsWith('/$batch') || !body.includes('top=999')) return undefined
      const { requests } = JSON.parse(body) as { requests: { id: string }[] }
      const error = { code: 'Request_BadRequest', message: 'Invalid page size specified: 999.' }
      return Response.json({ responses: requests.map(({ id }) => ({ id, status: 400, body: { error } })) })
    }
    const { whole, bench } = setUp({ before, page: 499 })
    expect(await whole()).toMatchObject({ outcome: 'published', memberships: 7 })
    expect(bench.asked.filter(({ url }) => url.endsWith('/members')).length).toBe(0)
  })

  it.each([['users'], ['groups'], ['members']])('begins %s anew when Graph has forgotten the place', async (list) => {
    let asked = 0
    const place = { users: /\/users\?.*from=2/, groups: /\/groups\?.*from=2/, members: /g2\/members\?from=4/ }[list]
    const before = ({ url }: Asked) =>
      place?.test(url) && asked++ === 0 ? fault(400, 'Directory_ExpiredPageToken')() : undefined
    const { whole } = setUp({ before })
    expect(await whole()).toMatchObject({ outcome: 'published', users: 4, groups: 3, memberships: 7 })
    expect(asked).toBe(2)
  })

  it('fails when Graph forgets the place again', async () => {
    const before = ({ url }: Asked) => (/from=2/.test(url) ? fault(400, 'Directory_ExpiredPageToken')() : undefined)
    const { whole } = setUp({ before })
    const params = { graphCode: 'Directory_ExpiredPageToken' }
    expect(await whole()).toMatchObject({ outcome: 'failed', error: { code: 'graph_refused', params } })
  })

  it('begins a list anew when its page size is refused, and drops what came before', async () => {
    let asked = 0
    const before = ({ url }: Asked) => {
      if (!/\/(users|groups)\?/.test(url)) return undefined
      const isSecondPage = url.includes('from=2') && asked++ === 0
      return isSecondPage || url.includes('top=999')
        ? fault(400, 'Request_BadRequest', 'Invalid page size')()
        : undefined
    }
    const { whole, directory } = setUp({ before })
    expect((await whole()).outcome).toBe('published')
    expect(directory.calls.filter((call) => call === 'unstage').length).toBeGreaterThanOrEqual(2)
  })

  it.each([
    [{ users: [person('u1'), { mail: 'x' }] }, 'answer_unreadable'],
    [{ groups: [{ securityEnabled: true }] }, 'answer_unreadable'],
    [{ members: { g1: [{ displayName: 'x' }] } }, 'answer_unreadable'],
    [
      {
        before: ({ url }: Asked) => (url.includes('/users?') ? fault(403, 'Authorization_RequestDenied')() : undefined),
      },
      'permission_missing',
    ],
    [{ before: ({ url }: Asked) => (url.includes('/groups?') ? fault(400)() : undefined) }, 'graph_refused'],
    [{ before: ({ url }: Asked) => (url.endsWith('$batch') ? fault(503)() : undefined) }, 'graph_unavailable'],
  ] as const)('fails with what Graph answered (%#)', async (changes, code) => {
    const { whole, directory } = setUp(changes as Partial<SmallTenant>)
    expect(await whole()).toMatchObject({ outcome: 'failed', error: { code }, proof: null })
    expect(directory.published).toBeNull()
    expect(directory.staging.users.size).toBe(0)
  })

  it('fails with what the directory answered, whatever it was writing', async () => {
    for (const method of ['stageUsers', 'stageGroups', 'stageMembers', 'addLedger', 'staged', 'publish'] as const) {
      const { whole, directory } = setUp()
      directory.fails = { [method]: new AppError('disk_full') }
      expect(await whole(), method).toMatchObject({ outcome: 'failed', error: { code: 'disk_full' } })
      expect(directory.published, method).toBeNull()
    }
  })

  it('fails with what the connection answered before any request', async () => {
    const { whole } = setUp({}, async () => {
      throw new AppError('keychain_locked')
    })
    expect(await whole()).toMatchObject({ outcome: 'failed', error: { code: 'keychain_locked' }, requests: 0 })
  })

  it('logs what it cannot explain and says that it is its own fault', async () => {
    const { whole, directory, logger } = setUp()
    const cause = new TypeError('x is not a function')
    directory.fails = { stageUsers: cause }
    expect(await whole()).toMatchObject({ outcome: 'failed', error: { code: 'internal', params: {} } })
    expect(logger.lines).toContainEqual(
      expect.objectContaining({ event: 'sync.fault', fields: { runId: 'run1', error: cause } }),
    )
  })
})

describe('the life of runs', () => {
  it('is one at a time, and another when the first has ended', async () => {
    const { sync, whole, over, directory } = setUp()
    const { runId } = await sync.start('connected')
    await expect(sync.start('manual')).rejects.toMatchObject({ code: 'sync_running' })
    await over()
    expect((await whole()).runId).not.toBe(runId)
    expect(directory.runs.map(({ outcome, trigger }) => [outcome, trigger])).toEqual([
      ['published', 'connected'],
      ['published', 'manual'],
    ])
  })

  it('may go on from within the word that a run has ended', async () => {
    const { sync, statuses, over } = setUp()
    const again = Promise.withResolvers<unknown>()
    statuses.push = (status) => {
      if (status.progress === null) again.resolve(sync.start('manual').catch((error: unknown) => error))
      return 0
    }
    await sync.start('manual')
    expect(await again.promise).toEqual({ runId: 'run2' })
    await sync.stop()
    await over()
  })

  it('says why a run cannot begin, and is free afterwards', async () => {
    const { sync, directory, whole } = setUp()
    directory.fails = { beginRun: new AppError('disk_full') }
    await expect(sync.start('manual')).rejects.toMatchObject({ code: 'disk_full' })
    directory.fails = {}
    expect((await whole()).outcome).toBe('published')
  })

  it('goes on when a listener throws', async () => {
    const { sync, statuses, directory, over } = setUp()
    statuses.push = () => {
      throw new Error('window closed')
    }
    await sync.start('manual')
    await over()
    expect(directory.published).not.toBeNull()
  })

  it('does not stay running when the end cannot be noted', async () => {
    const { whole, directory, sync } = setUp()
    directory.fails = { stageUsers: new AppError('disk_full'), endRun: new AppError('disk_full') }
    expect(await whole()).toMatchObject({
      outcome: 'failed',
      error: { code: 'disk_full' },
      finishedAt: expect.any(String),
    })
    expect((await sync.status()).last).toMatchObject({ outcome: 'failed' })
    directory.fails = {}
    expect(await whole()).toMatchObject({ outcome: 'published' })
  })

  it('reports a published run as such even when it cannot be looked up', async () => {
    const { sync, statuses, directory, over } = setUp()
    directory.holds = { publish: Promise.resolve().then(() => undefined) }
    await sync.start('manual')
    directory.fails = { run: new AppError('disk_failed') }
    await over()
    expect(statuses.at(-1)?.last).toMatchObject({ outcome: 'published', users: 4, memberships: 7 })
  })

  it('reports a run as published when the writer died after it had published', async () => {
    const { whole, directory, published } = setUp()
    const publish = directory.publish.bind(directory)
    directory.publish = async (...args) => {
      await publish(...args)
      throw new AppError('disk_failed', { problem: 'THREAD_ENDED' })
    }
    expect(await whole()).toMatchObject({ outcome: 'published', error: null })
    expect(published).toEqual([directory.published?.snapshot])
  })

  it('knows the last run from before', async () => {
    const { sync, directory } = setUp()
    expect(await sync.status()).toEqual({ progress: null, last: null })
    await directory.beginRun({
      runId: 'old',
      trigger: 'manual',
      kind: 'full',
      fullReason: null,
      startedAt: '2026-01-01T00:00:00.000Z',
    })
    await directory.markInterrupted('2026-01-02T00:00:00.000Z')
    const another = setUp()
    another.directory.runs.push(...directory.runs)
    expect((await another.sync.status()).last).toMatchObject({ runId: 'old', outcome: 'interrupted' })
  })

  it('tells at most ten times a second, and the end', async () => {
    const { sync, statuses, over, bench } = setUp({
      users: Array.from({ length: 300 }, (_, at) => person(`u${at}`)),
      usersCounted: 300,
    })
    const at: number[] = []
    statuses.push = () => at.push(bench.clock.now().getTime())
    await sync.start('manual')
    await over()
    const gaps = at.slice(1, -1).map((time, index) => time - at[index]!)
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(100)
    expect(at.length).toBeGreaterThan(1)
  })

  it('says until when Graph asked to wait', async () => {
    let busy = 0
    const before = ({ url }: Asked) =>
      url.includes('/users?') && busy++ === 0
        ? fault(429, 'TooManyRequests', 'm', { 'retry-after': '30' })()
        : undefined
    const { sync, over, statuses, bench } = setUp({ before }, undefined, -1)
    const until = new Date(bench.clock.now().getTime() + 30_000).toISOString()
    await sync.start('manual')
    const waiting = async () => (await sync.status()).progress?.waitingUntil
    await expect.poll(waiting).toBe(until)
    await bench.clock.advance(100)
    expect(statuses.at(-1)?.progress).toMatchObject({ waitingUntil: until, eta: null })
    await bench.clock.advance(30_000)
    await over()
    expect(statuses.at(-1)).toMatchObject({ progress: null, last: { outcome: 'published', retries: 1 } })
  })
})

describe('the next run', () => {
  /** What Graph has to say since the last time, by stream. */
  const telling =
    (news: { users?: unknown[]; groups?: unknown[] }) =>
    ({ url }: Asked) => {
      const stream = /\/(users|groups)\/delta/.exec(url)?.[1] as 'users' | 'groups' | undefined
      if (stream === undefined) return undefined
      const value = url.includes('latest') ? [] : (news[stream] ?? [])
      const link = `https://graph.microsoft.com/v1.0/${stream}/delta?$deltatoken=next`
      return Response.json({ value, '@odata.deltaLink': link })
    }

  it('reads what changed alone', async () => {
    const news = {
      users: [
        { id: 'u1', city: 'Kiel' },
        { id: 'u2', '@removed': { reason: 'deleted' } },
      ],
    }
    const { whole, directory, bench, tenant } = setUp({ before: telling(news) })
    expect(await whole()).toMatchObject({ outcome: 'published', kind: 'full', fullReason: 'noLinks', users: 4 })
    const before = bench.asked.length
    tenant.usersCountedAgain = 3
    expect(await whole()).toMatchObject({ outcome: 'published', kind: 'delta', fullReason: null, users: 3, groups: 3 })
    expect(bench.asked.length - before).toBe(6)
    expect(directory.published?.users.get('u1')).toMatchObject({ city: 'Kiel', displayName: 'u1' })
    expect(directory.published?.users.has('u2')).toBe(false)
  })

  it('says while it runs whether it reads everything or what has changed, and what has changed is never counted', async () => {
    const { whole, statuses, tenant } = setUp({ before: telling({}) })
    const said = () => {
      const all = statuses.splice(0).flatMap(({ progress }) => (progress === null ? [] : [progress]))
      return [...new Set(all.map(({ phase, kind, fullReason }) => `${phase} ${kind} ${fullReason}`))]
    }
    await whole()
    expect(said()).toContain('signIn full noLinks')
    tenant.usersCountedAgain = 4
    await whole()
    const update = said()
    expect(update).toContain('read delta null')
    expect(update.filter((one) => one.startsWith('count'))).toEqual([])
  })

  it('reads everything where that is asked for, and where the counts do not fit', async () => {
    const { whole, sync, over, directory, tenant, statuses } = setUp({ before: telling({}) })
    await whole()
    await sync.start('manual', { full: true })
    await over()
    expect(statuses.at(-1)?.last).toMatchObject({ outcome: 'published', kind: 'full', fullReason: 'asked' })
    tenant.users.push(person('u6'))
    tenant.usersCounted = 6
    tenant.usersCountedAgain = 6
    expect(await whole()).toMatchObject({ outcome: 'published', kind: 'full', fullReason: 'counts', users: 5 })
    expect(directory.published?.users.has('u6')).toBe(true)
  })

  it('takes what follows up again when it was cancelled', async () => {
    let hanging = false
    const told = telling({ users: [{ id: 'u1', city: 'Kiel' }] })
    const before = (asked: Asked) => (hanging && asked.url.includes('users/delta') ? silence() : told(asked))
    const { whole, sync, over, directory, tenant, bench, statuses } = setUp({ before })
    await whole()
    tenant.usersCountedAgain = 4
    hanging = true
    const { runId } = await sync.start('manual')
    await expect.poll(() => bench.asked.some(({ url }) => url.includes('users/delta?$deltatoken=next'))).toBe(true)
    sync.cancel(runId)
    await over()
    expect(statuses.at(-1)?.last).toMatchObject({ runId, outcome: 'cancelled', kind: 'delta', error: null })
    hanging = false
    expect(await whole()).toMatchObject({ outcome: 'published', kind: 'delta' })
    expect(directory.published?.users.get('u1')).toMatchObject({ city: 'Kiel' })
  })
})

describe('cancelling', () => {
  it('while Graph wants a long wait ends the run at once, and the next run says that it waits', async () => {
    let busy = 0
    const before = ({ url }: Asked) =>
      url.includes('/users?') && busy++ === 0
        ? fault(429, 'TooManyRequests', 'm', { 'retry-after': '300' })()
        : undefined
    const { sync, over, statuses, bench } = setUp({ before }, undefined, -1)
    const waiting = async () => (await sync.status()).progress?.waitingUntil
    const until = new Date(bench.clock.now().getTime() + 300_000).toISOString()
    const { runId } = await sync.start('manual')
    await expect.poll(waiting).toBe(until)
    sync.cancel(runId)
    await over()
    expect(statuses.at(-1)?.last?.outcome).toBe('cancelled')
    await sync.start('manual')
    await expect.poll(waiting).toBe(until)
    await bench.clock.advance(300_000)
    await over()
    expect(statuses.at(-1)?.last?.outcome).toBe('published')
  })

  it.each<[SyncPhase, Partial<SmallTenant>]>([
    ['signIn', { before: hangs(/./) }],
    ['count', { before: hangs(/\/groups\?/) }],
    ['read', { before: hangs(/\/users\?from=2|users&from=2|from=4/) }],
    ['read', { before: hangs(/\$batch/) }],
    ['prove', { usersCounted: 9, before: hangs(/users\/\$count\?/) }],
  ])('in phase %s ends the run without a trace', async (phase, changes) => {
    const { sync, bench, directory, over, statuses } = setUp(changes)
    const { runId } = await sync.start('manual')
    await expect.poll(() => phaseOf(sync)).toBe(phase)
    sync.cancel(runId)
    await over()
    expect(statuses.at(-1)?.last).toMatchObject({ runId, outcome: 'cancelled', error: null })
    expect(bench.asked.filter(({ signal }) => signal.aborted).length).toBeGreaterThan(0)
    expect(bench.limiter.active).toBe(0)
    expect(directory.published).toBeNull()
    expect(directory.staging.users.size + directory.staging.groups.size).toBe(0)
  })

  it('does not wait for a keychain that waits for its owner', async () => {
    const { sync, over, statuses } = setUp({}, () => new Promise(() => undefined))
    const { runId } = await sync.start('manual')
    sync.cancel(runId)
    await over()
    expect(statuses.at(-1)?.last?.outcome).toBe('cancelled')
  })

  it('before publishing publishes nothing; while it publishes, it is published', async () => {
    for (const [method, outcome] of [
      ['staged', 'cancelled'],
      ['publish', 'published'],
    ] as const) {
      const { sync, directory, over, statuses } = setUp()
      const held = gate()
      directory.holds = { [method]: held.promise }
      const { runId } = await sync.start('manual')
      await expect.poll(() => directory.calls.includes(method)).toBe(true)
      sync.cancel(runId)
      held.resolve()
      await over()
      expect(statuses.at(-1)?.last).toMatchObject({ outcome })
      expect(directory.published === null).toBe(outcome === 'cancelled')
    }
  })

  it('concerns the run that is named, and no other', async () => {
    const { sync, over, statuses } = setUp()
    await sync.start('manual')
    sync.cancel('another')
    await over()
    expect(statuses.at(-1)?.last?.outcome).toBe('published')
    sync.cancel('run1')
  })

  it('for good waits for the end and lets nothing start afterwards', async () => {
    const { sync, directory } = setUp({ before: hangs(/from=2/) })
    await sync.start('manual')
    await expect.poll(() => phaseOf(sync)).toBe('read')
    await sync.stop()
    expect(directory.runs.map(({ outcome }) => outcome)).toEqual(['cancelled'])
    await expect(sync.start('manual')).rejects.toMatchObject({ code: 'cancelled' })
    await sync.stop()
  })

  it('for good while a run begins waits for that as well', async () => {
    const { sync, directory } = setUp()
    const held = gate()
    directory.holds = { beginRun: held.promise }
    const started = sync.start('manual')
    const stopped = sync.stop()
    held.resolve()
    await Promise.all([started, stopped])
    expect(directory.runs.map(({ outcome }) => outcome)).toEqual(['cancelled'])
  })
})
