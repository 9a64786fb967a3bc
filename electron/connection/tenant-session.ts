import type { Connection } from '../../shared/domain/connection.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import type { Directory } from '../directory/directory.ts'
import type { SyncSchedule } from '../sync/sync-schedule.ts'
import type { SyncService } from '../sync/sync-service.ts'

/** Everything that belongs to one connected tenant while the program runs. */
export interface TenantSession {
  readonly connectionId: string
  readonly directory: Directory
  readonly sync: SyncService
  readonly schedule: SyncSchedule
}

/** Opens the active tenant's session when first asked, and another one when the connection changes to another tenant. */
export class TenantSessions {
  readonly #active: () => Connection | null
  readonly #open: (connection: Connection) => Promise<TenantSession>
  #current: { readonly connectionId: string; readonly session: Promise<TenantSession> } | null = null

  constructor(active: () => Connection | null, open: (connection: Connection) => Promise<TenantSession>) {
    this.#active = active
    this.#open = open
  }

  async current(): Promise<TenantSession> {
    const connection = this.#active()
    if (connection === null) throw new AppError('not_connected')
    if (this.#current?.connectionId !== connection.id) {
      const former = this.#current
      const session = this.#replace(former?.session, connection)
      this.#current = { connectionId: connection.id, session }
      // A session that could not be opened (a locked keychain, say) is tried anew at the next call.
      session.catch(() => {
        if (this.#current?.session === session) this.#current = null
      })
    }
    return this.#current.session
  }

  async close(): Promise<void> {
    const former = this.#current
    this.#current = null
    await end(former?.session)
  }

  async #replace(former: Promise<TenantSession> | undefined, connection: Connection): Promise<TenantSession> {
    await end(former)
    return this.#open(connection)
  }
}

const end = async (session: Promise<TenantSession> | undefined): Promise<void> => {
  const opened = await session?.catch(() => undefined)
  if (opened === undefined) return
  await opened.schedule.stop()
  await opened.sync.stop()
  await opened.directory.close()
}
