import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ConnectionSwitch } from '../../../electron/connection/connection-switch.ts'
import type { Disconnection } from '../../../electron/connection/disconnection.ts'
import { connectionHandlers } from '../../../electron/ipc/handlers/connection.ts'
import { Waits } from '../../../electron/ipc/waits.ts'
import type { Input } from '../../../shared/ipc/contract.ts'
import { type NodeFetch, nodeFetch } from '../../fakes/node-fetch.ts'
import { startTenant, type Tenant } from '../../tenant/start.ts'
import { connectingDesk } from './connecting-desk.ts'

let tenant: Tenant
let line: NodeFetch

beforeEach(async () => {
  tenant = await startTenant({ users: 20, groups: 5, memberships: 20 })
  line = nodeFetch(tenant.caPem)
})
afterEach(async () => {
  await line.close()
  await tenant.close()
})

const handled = () => {
  const desk = connectingDesk(tenant, line)
  let syncs = 0
  const firstSync = async () => {
    syncs++
  }
  // Of leaving, only the way back is asked for here, which is a test of what is kept.
  const disconnection = { reconnect: (id, signal) => desk.connections.test(id, signal) } as Partial<Disconnection>
  const handlers = connectionHandlers({
    connections: desk.connections,
    connectionSwitch: {} as ConnectionSwitch,
    disconnection: disconnection as Disconnection,
    startFirstSync: firstSync,
    waits: new Waits(desk.clock),
  })
  const input: Input<'connection.testAndSave'> = {
    tenantId: tenant.tenantId,
    clientId: tenant.clientId,
    cloud: 'global',
    credential: { from: 'paste', text: tenant.clientSecret },
  }
  return { ...desk, handlers, input, syncs: () => syncs }
}

const hang = (path: string) => tenant.faults.add({ match: { path }, fault: { kind: 'hang' } })
const reached = async () => expect.poll(() => tenant.faults.list().some(({ hits }) => hits > 0)).toBe(true)

describe('a connection test that is given up', () => {
  it.each([
    ['the sign-in', 'oauth2/v2.0/token'],
    ['the last thing that is read', '/groups'],
  ])('while %s is waited for saves nothing, and is recorded as cancelled', async (_what, path) => {
    const { handlers, input, connections, keychain, settings, audit, syncs } = handled()
    hang(path)
    const test = handlers['connection.testAndSave'](input)
    await reached()
    handlers['connection.cancelTest']({})
    await expect(test).rejects.toMatchObject({ code: 'cancelled' })
    tenant.faults.clear()
    // What a late answer would still do has happened by then.
    await sleep(100)
    expect(connections.get()).toBeNull()
    expect([...keychain.entries.keys()]).toEqual([])
    expect(settings.read('connections')).toBeUndefined()
    expect(syncs()).toBe(0)
    expect(audit.entries.map(({ action, outcome }) => [action, outcome])).toEqual([
      ['connect', 'attempted'],
      ['connect', 'cancelled'],
    ])
  })

  it('can be begun again at once', async () => {
    const { handlers, input, syncs } = handled()
    hang('/organization')
    const test = handlers['connection.testAndSave'](input)
    await reached()
    handlers['connection.cancelTest']({})
    await expect(test).rejects.toMatchObject({ code: 'cancelled' })
    tenant.faults.clear()
    await expect(handlers['connection.testAndSave'](input)).resolves.toMatchObject({ tenantId: tenant.tenantId })
    expect(syncs()).toBe(1)
  })

  it.each(['connection.test', 'connection.reconnect'] as const)('%s leaves the connection as it was', async (route) => {
    const { handlers, input, connections } = handled()
    const { id } = await handlers['connection.testAndSave'](input)
    const before = connections.get()
    hang('/organization')
    const test = route === 'connection.test' ? handlers[route]({}) : handlers[route]({ id })
    await reached()
    handlers['connection.cancelTest']({})
    await expect(test).rejects.toMatchObject({ code: 'cancelled' })
    expect(connections.get()).toEqual(before)
  })
})
