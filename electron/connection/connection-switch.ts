import type { Connection } from '../../shared/domain/connection.ts'
import { type Auditing, audited } from '../audit/audited.ts'
import type { ConnectionSettings } from './connection-settings.ts'
import type { TenantSessions } from './tenant-session.ts'

interface Needs {
  readonly settings: ConnectionSettings
  readonly sessions: Pick<TenantSessions, 'close'>
  readonly auditing: Auditing
}

/** What an administrator of several tenants does with the list of them. One tenant is connected as ever, and never meets it. */
export class ConnectionSwitch {
  readonly #needs: Needs

  constructor(needs: Needs) {
    this.#needs = needs
  }

  /** The former tenant stays connected and keeps its data; only what is being read of it ends. @throws AppError connection_absent */
  async switchTo(id: string): Promise<Connection> {
    const { settings, sessions, auditing } = this.#needs
    const next = settings.get(id)
    const former = settings.active()
    if (former?.id === id) return next
    const planned = {
      action: 'connectionSwitched',
      connectionId: id,
      before: former === null ? null : { tenantId: former.tenantId },
    } as const
    return audited(auditing, planned, async () => {
      const connection = settings.activate(id)
      if (former !== null) await sessions.close(former.id)
      return { value: connection, after: { tenantId: connection.tenantId } }
    })
  }

  /** Null: as the tenant calls itself. @throws AppError connection_absent */
  async rename(id: string, name: string | null): Promise<Connection> {
    const { settings, auditing } = this.#needs
    const { name: former } = settings.get(id)
    const planned = { action: 'connectionRenamed', connectionId: id, before: { name: former } } as const
    return audited(auditing, planned, async () => {
      const connection = { ...settings.get(id), name }
      settings.change(connection)
      return { value: connection, after: { name } }
    })
  }
}
