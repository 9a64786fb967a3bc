import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Fault } from '../../tenant/server/faults.ts'
import { startTenant, type Tenant } from '../../tenant/start.ts'
import { Client } from './client.ts'

let tenant: Tenant
let client: Client

beforeEach(async () => {
  tenant = await startTenant({ users: 200, groups: 9, memberships: 300 })
  client = new Client(tenant)
  await client.signIn()
})
afterEach(async () => {
  await client.close()
  await tenant.close()
})

const onUsers = (fault: Fault, more = {}) => tenant.faults.add({ match: { path: '^/v1.0/users', ...more }, fault })

describe('faults on demand', () => {
  it('answer with another status, code, and Retry-After in seconds or as a date', async () => {
    onUsers({ kind: 'status', status: 429, retryAfter: 7 }, { times: 1 })
    const throttled = await client.graph('/users')
    expect([throttled.status, throttled.body.error.code, throttled.headers.get('retry-after')]).toEqual([
      429,
      'TooManyRequests',
      '7',
    ])
    tenant.faults.clear()
    onUsers(
      { kind: 'status', status: 503, code: 'serviceNotAvailable', retryAfter: 60, retryAfterForm: 'date' },
      { times: 1 },
    )
    const unavailable = await client.graph('/users')
    const until = Date.parse(unavailable.headers.get('retry-after') ?? '')
    expect(until).toBeGreaterThan(Date.parse(unavailable.headers.get('date') ?? ''))
    expect((await client.graph('/users')).status).toBe(200)
  })

  it('strike the nth matching request, so many times, and only the method and path meant', async () => {
    onUsers({ kind: 'status', status: 500 }, { nth: 2, times: 2, method: 'get' })
    const statuses: number[] = []
    for (let at = 0; at < 4; at++) statuses.push((await client.graph('/users?$top=1')).status)
    expect(statuses).toEqual([200, 500, 500, 200])
    expect((await client.graph('/groups')).status).toBe(200)
    expect(tenant.faults.list()).toMatchObject([{ hits: 2 }])
  })

  it('end the connection before or in the middle of the answer', async () => {
    onUsers({ kind: 'reset' }, { times: 1 })
    await expect(client.graph('/users')).rejects.toThrow('fetch failed')
    tenant.faults.clear()
    onUsers({ kind: 'truncate' }, { times: 1 })
    await expect(client.graph('/users')).rejects.toThrow('terminated')
    expect((await client.graph('/users')).status).toBe(200)
  })

  it('send broken JSON with the right length', async () => {
    onUsers({ kind: 'invalidJson' })
    await expect(client.graph('/users')).rejects.toThrow(SyntaxError)
  })

  it('never answer until the client gives up', async () => {
    onUsers({ kind: 'hang' })
    const signal = AbortSignal.timeout(300)
    await expect(client.send('/v1.0/users', { signal })).rejects.toThrow('timeout')
  })

  it('slow the answer down as a whole, so that a later request overtakes it', async () => {
    onUsers({ kind: 'latency', ms: 3_000 }, { times: 1 })
    const order: string[] = []
    const slow = client.graph('/users?$top=1').then(({ status }) => order.push(`slow ${status}`))
    const quick = client.graph('/groups?$top=1').then(({ status }) => order.push(`quick ${status}`))
    await Promise.all([slow, quick])
    expect(order).toEqual(['quick 200', 'slow 200'])
  })

  it('let go of whoever waits when they are cleared', async () => {
    onUsers({ kind: 'latency', ms: 600_000 })
    const slow = client.graph('/users?$top=1')
    await client.graph('/groups?$top=1')
    tenant.faults.clear()
    expect((await slow).status).toBe(200)
  })

  it('slow the answer down byte by byte and change nothing in it', async () => {
    const plain = (await client.graph('/users?$top=2&$select=id')).text
    onUsers({ kind: 'drip', bytesPerSecond: 1000 }, { times: 1 })
    const pieces = await client.pieces('/v1.0/users?$top=2&$select=id')
    expect(pieces.length).toBeGreaterThan(2)
    expect(Buffer.concat(pieces).toString()).toBe(plain)
  })

  it('reach the token endpoint in the shape of its errors', async () => {
    tenant.faults.add({
      match: { path: '/oauth2/v2.0/token', method: 'POST' },
      fault: { kind: 'status', status: 503, code: 'AADSTS90033' },
    })
    const reply = await client.token()
    expect([reply.status, reply.body.error, reply.body.error_codes]).toEqual([503, 'temporarily_unavailable', [90033]])
  })
})

describe('the log', () => {
  it('knows every request with its status and how many ran at once', async () => {
    tenant.log.clear()
    tenant.controls.set({ latencyMs: 100 })
    await Promise.all([1, 2, 3].map(() => client.graph('/users?$top=1')))
    await client.graph('/users?$top=1000')
    const { records } = tenant.log
    expect(records.map(({ status }) => status)).toEqual([200, 200, 200, 400])
    expect(records[3]?.path).toBe('/v1.0/users?$top=1000')
    expect(Math.max(...records.map(({ concurrent }) => concurrent))).toBe(3)
  })
})

describe('trust', () => {
  it('is refused to a server under another authority', async () => {
    const other = await startTenant({ users: 1, groups: 1, memberships: 1, untrusted: true })
    const stranger = new Client(other)
    await expect(stranger.token()).rejects.toThrow('fetch failed')
    await stranger.close()
    await other.close()
  })

  it.each(['127.0.0.1', '[::1]', 'localhost'])('is given by the name %s', async (host) => {
    const reply = await client.send(`https://${host}:${new URL(tenant.url).port}/common/discovery/instance`)
    expect(reply.status).toBe(200)
  })
})
