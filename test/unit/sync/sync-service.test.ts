import { describe, expect, it } from 'vitest'
import { AppError } from '../../../shared/ipc/errors.ts'
import { type Asked, fault, silence } from '../graph/graph-desk.ts'
import { member, person, type SmallTenant, team } from './small-tenant.ts'
import { setUp } from './sync-service-desk.ts'

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
    const { whole, directory } = setUp({ listStatus: { g2: 404 }, deleted: ['g2'] })
    expect(await whole()).toMatchObject({
      outcome: 'published',
      groups: 2,
      memberships: 2,
      proof: { groupsCounted: 2 },
    })
    expect([...directory.published!.groups.keys()]).toEqual(['g1', 'g3'])
    expect(directory.published!.members.has('g2')).toBe(false)
  })

  it.each([403, 404])('does not publish without a member list that Graph refuses with %i', async (status) => {
    const { whole, directory } = setUp({ listStatus: { g2: status } })
    const last = await whole()
    expect(last).toMatchObject({
      outcome: 'partial',
      proof: { complete: false, memberListsFailed: 1, memberListsRead: 2 },
    })
    const params = { problem: `members 1 × ${status}`, status: String(status) }
    expect(last.error).toMatchObject({ code: 'sync_incomplete', params })
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

  it.each([
    [403, 'Authorization_RequestDenied'],
    [404, 'Request_ResourceNotFound'],
    [410, 'Gone'],
    [500, 'InternalServerError'],
    [503, 'serviceNotAvailable'],
  ])('does without the number of all users when the answer is %i', async (status, code) => {
    const { whole } = setUp({
      before: ({ url }) => (url.endsWith('/users/$count') ? fault(status, code)() : undefined),
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
    for (const method of ['stageUsers', 'usersStaged', 'stageLists', 'addLedger', 'staged', 'publish'] as const) {
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
