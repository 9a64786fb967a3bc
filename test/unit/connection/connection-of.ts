import type { Connection, ConnectionState } from '../../../shared/domain/connection.ts'

/** A connection that signs in with a secret; what tells several apart comes from the id. */
export const connectionOf = (id: string, state: ConnectionState = 'connected'): Connection => ({
  id,
  name: null,
  state,
  tenantId: `tenant-${id}`,
  tenantName: `Tenant ${id}`,
  defaultDomain: null,
  clientId: 'client',
  cloud: 'global',
  scope: 'scope',
  credential: { kind: 'secret', hint: 'abc' },
  roles: [],
  connectedAt: '2026-01-01T00:00:00.000Z',
  testedAt: '2026-01-01T00:00:00.000Z',
})
