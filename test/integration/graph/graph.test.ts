import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { FakeClock } from '../../fakes/fake-clock.ts'
import { type NodeFetch, nodeFetch } from '../../fakes/node-fetch.ts'
import { startTenant, type Tenant } from '../../tenant/start.ts'
import { connect, eventual, licensed } from './access.ts'

const never = new AbortController().signal
let tenant: Tenant
let line: NodeFetch

beforeAll(async () => {
  tenant = await startTenant({ users: 1_200, groups: 30, memberships: 2_000 })
  line = nodeFetch(tenant.caPem)
})
afterAll(async () => {
  await line.close()
  await tenant.close()
})
afterEach(() => {
  tenant.faults.clear()
  tenant.log.clear()
  tenant.controls.set({ maxPageSize: 999, clockSkewSeconds: 0, roles: ['User.Read.All', 'Group.Read.All'] })
})

interface Thing {
  readonly id: string
}
type Access = ReturnType<typeof connect>

/** What a careful consumer ends with: everything before a restart is dropped. */
const readAll = async ({ graph, watch }: Access, path = licensed, top?: number, signal = never) => {
  let ids: string[] = []
  let count: number | null = null
  let pages = 0
  const options = { headers: eventual, ...watch, ...(top === undefined ? {} : { top }) }
  for await (const page of graph.list<Thing>(path, options, signal)) {
    if (page.restart) ids = []
    ids.push(...page.value.map(({ id }) => id))
    count = page.count ?? count
    pages++
  }
  return { ids, count, pages }
}
const whole = async () => (await readAll(connect(tenant, line))).ids
const graphRequests = () => tenant.log.records.filter(({ path }) => path.startsWith('/v1.0'))

describe('Graph against the simulated tenant', () => {
  it('reads all licensed users over several pages, each once, as many as Graph counts', async () => {
    const access = connect(tenant, line)
    const { ids, count, pages } = await readAll(access, licensed, 200)
    expect(pages).toBeGreaterThan(5)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.length).toBe(count)
    expect(access.ledger.map(({ items }) => items).reduce((sum, items) => (sum ?? 0) + (items ?? 0), 0)).toBe(count)
    const filtered = '/users?$filter=assignedLicenses/$count ne 0'
    expect(await access.graph.count(filtered, {}, never)).toBe(count)
    for (const { clientRequestId } of graphRequests()) expect(clientRequestId).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('reads one object and explains one that is not there', async () => {
    const { graph } = connect(tenant, line)
    const [id] = await whole()
    expect(await graph.get<Thing>(`/users/${id}?$select=id`, {}, never)).toMatchObject({ id })
    const unknown = '00000000-0000-4000-8000-000000000001'
    await expect(graph.get(`/users/${unknown}`, {}, never)).rejects.toMatchObject({
      code: 'not_found',
      params: { graphCode: 'Request_ResourceNotFound', status: '404' },
    })
  })

  it('makes its pages smaller when they are refused', async () => {
    const expected = await whole()
    tenant.controls.set({ maxPageSize: 250 })
    const access = connect(tenant, line)
    expect((await readAll(access)).ids).toEqual(expected)
    expect(access.ledger.map(({ status }) => status).filter((status) => status === 400)).toHaveLength(2)
  })

  it('reads many lists at once, but never more than allowed', async () => {
    tenant.controls.set({ latencyMs: 5 })
    const access = connect(tenant, line, { concurrency: 4 })
    const groups = (await readAll(access, '/groups?$select=id&$count=true')).ids
    await Promise.all(groups.map((id) => readAll(access, `/groups/${id}/members?$select=id`)))
    tenant.controls.set({ latencyMs: 0 })
    const most = Math.max(...graphRequests().map(({ concurrent }) => concurrent))
    expect(most).toBeGreaterThan(1)
    expect(most).toBeLessThanOrEqual(4)
  })

  it('reads by batch what it reads one by one', async () => {
    const { graph, watch } = connect(tenant, line)
    const groups = (await readAll(connect(tenant, line), '/groups?$select=id')).ids.slice(0, 20)
    const path = (id: string) => `/groups/${id}/members?$select=id&$top=999`
    const answers = await graph.batch(
      groups.map((id) => ({ id, path: path(id) })),
      watch,
      never,
    )
    expect(answers.size).toBe(20)
    for (const id of groups) {
      const { value } = await graph.get<{ value: Thing[] }>(path(id), {}, never)
      const { status, body } = answers.get(id)!
      expect(status).toBe(200)
      expect((body as { value: Thing[] }).value.map((member) => member.id)).toEqual(value.map((member) => member.id))
    }
  })

  it('asks again alone for the one in a batch that Graph had no time for', async () => {
    const { graph, waits, watch } = connect(tenant, line)
    const groups = (await readAll(connect(tenant, line), '/groups?$select=id')).ids.slice(0, 5)
    const path = `/groups/${groups[2]}/members`
    tenant.faults.add({ match: { path, times: 2 }, fault: { kind: 'status', status: 429, retryAfter: 2 } })
    const requests = groups.map((id) => ({ id, path: `/groups/${id}/members?$select=id` }))
    const answers = await graph.batch(requests, watch, never)
    expect([...answers.values()].map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
    expect(waits).toHaveLength(2)
    const inside = tenant.log.records.filter(({ inBatch }) => inBatch)
    expect(inside).toHaveLength(7)
  })

  it('leaves a refusal within a batch to the caller', async () => {
    const { graph } = connect(tenant, line)
    const unknown = '00000000-0000-4000-8000-000000000001'
    const answers = await graph.batch([{ id: 'x', path: `/groups/${unknown}/members` }], {}, never)
    expect(answers.get('x')).toMatchObject({ status: 404, body: { error: { code: 'Request_ResourceNotFound' } } })
  })

  it('names the missing permission', async () => {
    tenant.controls.set({ roles: ['Group.Read.All'] })
    const { graph } = connect(tenant, line)
    await expect(graph.get('/users?$top=1', { needs: ['User.Read.All'] }, never)).rejects.toMatchObject({
      code: 'permission_missing',
      params: { roles: 'User.Read.All', graphCode: 'Authorization_RequestDenied' },
    })
  })

  it('explains a query that Graph refuses', async () => {
    const { graph } = connect(tenant, line)
    await expect(graph.get('/users?$filter=assignedLicenses/$count ne 0', {}, never)).rejects.toMatchObject({
      code: 'graph_refused',
      params: { graphCode: 'Request_UnsupportedQuery', status: '400' },
    })
  })

  it('says when a delta link is forgotten, in both forms', async () => {
    for (const form of ['syncStateNotFound', 'gone'] as const) {
      const { graph } = connect(tenant, line)
      let link = ''
      for await (const page of graph.list('/users/delta?$select=id', { top: null }, never))
        link = page.deltaLink ?? link
      tenant.controls.expireDeltaTokens(form)
      await expect(Array.fromAsync(graph.list(link, {}, never))).rejects.toMatchObject({ code: 'delta_expired' })
    }
  })
})

describe('Graph when tokens end', () => {
  it('goes on when all tokens are revoked in the middle of a list', async () => {
    const expected = await whole()
    const access = connect(tenant, line)
    const ids: string[] = []
    for await (const page of access.graph.list<Thing>(
      licensed,
      { headers: eventual, top: 300, ...access.watch },
      never,
    )) {
      ids.push(...page.value.map(({ id }) => id))
      tenant.controls.revokeTokens()
    }
    expect(ids).toEqual(expected)
    expect(access.ledger.filter(({ status }) => status === 401).length).toBeGreaterThan(2)
  })

  it('goes on when the token’s time is over in the middle', async () => {
    const access = connect(tenant, line)
    await access.graph.get('/users?$top=1', access.watch, never)
    tenant.controls.set({ clockSkewSeconds: 2 * 3_600 })
    await access.graph.get('/users?$top=1', access.watch, never)
    expect(access.ledger.map(({ status }) => status)).toEqual([200, 401, 200])
  })

  it('says so when the secret expires meanwhile', async () => {
    const other = await startTenant({ users: 10, groups: 10, memberships: 10 })
    const otherLine = nodeFetch(other.caPem)
    try {
      const { graph } = connect(other, otherLine)
      await graph.get('/users?$top=1', {}, never)
      other.controls.expireSecret()
      await graph.get('/users?$top=1', {}, never)
      other.controls.revokeTokens()
      await expect(graph.get('/users?$top=1', {}, never)).rejects.toMatchObject({ code: 'secret_expired' })
    } finally {
      await otherLine.close()
      await other.close()
    }
  })
})

describe('Graph under faults', () => {
  const path = '^/v1.0/users'

  it.each(['seconds', 'date'] as const)('obeys a 429 whose Retry-After is in %s', async (retryAfterForm) => {
    const expected = await whole()
    const fault = { kind: 'status', status: 429, code: 'TooManyRequests', retryAfter: 20, retryAfterForm } as const
    tenant.faults.add({ match: { path, nth: 2, times: 3 }, fault })
    const access = connect(tenant, line)
    const from = access.clock.now().getTime()
    expect((await readAll(access, licensed, 300)).ids).toEqual(expected)
    expect(access.waits).toHaveLength(3)
    // The date has whole seconds and counts from when the tenant answered, the fake clock from where its last wait ended.
    expect(access.clock.now().getTime() - from).toBeGreaterThanOrEqual(18_000)
    expect(access.ledger.map(({ attempt }) => attempt)).toContain(4)
  })

  it('reads everything through a storm of faults', async () => {
    const expected = await whole()
    const storm = [
      { kind: 'status', status: 503 },
      { kind: 'reset' },
      { kind: 'status', status: 500 },
      { kind: 'truncate' },
      { kind: 'status', status: 504 },
      { kind: 'invalidJson' },
      { kind: 'status', status: 502 },
      { kind: 'status', status: 429, retryAfter: 1 },
    ] as const
    for (const [index, fault] of storm.entries()) tenant.faults.add({ match: { path, nth: 1 + index * 2 }, fault })
    const access = connect(tenant, line)
    expect((await readAll(access, licensed, 100)).ids).toEqual(expected)
    expect(access.ledger.filter(({ attempt }) => attempt > 1).length).toBeGreaterThanOrEqual(storm.length)
  })

  it.each([
    [{ kind: 'status', status: 429, code: 'TooManyRequests' }, 'throttled', 6],
    [{ kind: 'status', status: 503 }, 'graph_unavailable', 6],
    [{ kind: 'reset' }, 'connection_lost', 6],
    [{ kind: 'truncate' }, 'answer_unreadable', 6],
    [{ kind: 'invalidJson' }, 'answer_unreadable', 2],
  ] as const)('gives up when %j does not end', async (fault, code, tries) => {
    tenant.faults.add({ match: { path }, fault })
    await expect(readAll(connect(tenant, line))).rejects.toMatchObject({ code })
    expect(graphRequests()).toHaveLength(tries)
  })

  it('can be cancelled while Graph stays silent, while it drips, and while it has to wait', async () => {
    const faults = [
      { kind: 'hang' },
      { kind: 'drip', bytesPerSecond: 50 },
      { kind: 'status', status: 429, retryAfter: 300 },
    ] as const
    for (const fault of faults) {
      tenant.faults.clear()
      tenant.log.clear()
      tenant.faults.add({ match: { path }, fault })
      const controller = new AbortController()
      const reading = readAll(connect(tenant, line), licensed, 100, controller.signal)
      setTimeout(() => controller.abort(), 150)
      await expect(reading).rejects.toMatchObject({ code: 'cancelled' })
    }
  })

  it('gives up on a silent Graph after 100 seconds, twice', async () => {
    tenant.faults.add({ match: { path }, fault: { kind: 'hang' } })
    const clock = new FakeClock(new Date(), { skip: 25_000 })
    const access = connect(tenant, line, { clock })
    const failed = expect(access.graph.get('/users', access.watch, never)).rejects.toMatchObject({ code: 'timeout' })
    for (let asked = 0; asked < 2; asked++) {
      await expect.poll(() => tenant.faults.list()[0]?.hits).toBe(asked + 1)
      await clock.advance(100_000)
    }
    await failed
    expect(access.ledger.map(({ status }) => status)).toEqual([0, 0])
  })

  it('does not follow a redirect with the token', async () => {
    const headers = { location: 'https://localhost:1/elsewhere' }
    tenant.faults.add({ match: { path }, fault: { kind: 'status', status: 302, headers } })
    await expect(connect(tenant, line).graph.get('/users', {}, never)).rejects.toMatchObject({ code: 'proxy_sign_in' })
  })
})
