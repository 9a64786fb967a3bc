import type { Connection } from '../../shared/domain/connection.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import type { Directory } from '../directory/directory.ts'
import type { SyncService } from '../sync/sync-service.ts'

/** Everything that belongs to one connected tenant while the program runs. */
export interface TenantSession {
  readonly connectionId: string
  readonly directory: Directory
  readonly sync: SyncService
}

/** Opens the active tenant's session when first asked, and another one when the connection changes to another tenant. */
export class TenantSessions {
  readonly #active: () => Connection | null
  readonly #open: (connection: Connection) => Promise<TenantSession>
  #current: { readonly connectionId: string; readonly session: Promise<TenantSession> } | null = null
  /** Of all that were closed: a file is opened again only when the one before let go of it. */
  #ended: Promise<unknown> = Promise.resolve()

  constructor(active: () => Connection | null, open: (connection: Connection) => Promise<TenantSession>) {
    this.#active = active
    this.#open = open
  }

  async current(): Promise<TenantSession> {
    const connection = this.#active()
    if (connection === null) throw new AppError('not_connected')
    if (this.#current?.connectionId !== connection.id) {
      const ended = this.close()
      const session = ended.then(() => this.#open(connection))
      this.#current = { connectionId: connection.id, session }
      // A session that could not be opened (a locked keychain, say) is tried anew at the next call.
      session.catch(() => {
        if (this.#current?.session === session) this.#current = null
      })
    }
    return this.#current.session
  }

  /** Works with any connection's session: with the open one, or with one that is opened for that long. */
  async look<Value>(connection: Connection, work: (session: TenantSession) => Promise<Value>): Promise<Value> {
    if (this.#active()?.id === connection.id) return work(await this.current())
    const opening = this.#ended.then(() => this.#open(connection))
    const looked = opening.then(work)
    this.#ended = Promise.all([this.#ended, looked.catch(() => undefined).then(() => end(opening))])
    const value = await looked
    await this.#ended
    return value
  }

  /** Of one connection, or whichever is open. Resolves when everything that was closed has ended. */
  async close(connectionId?: string): Promise<void> {
    const former = this.#current
    if (former !== null && (connectionId === undefined || connectionId === former.connectionId)) {
      this.#current = null
      this.#ended = Promise.all([this.#ended, end(former.session)])
    }
    await this.#ended
  }
}

const end = async (session: Promise<TenantSession> | undefined): Promise<void> => {
  const opened = await session?.catch(() => undefined)
  if (opened === undefined) return
  await opened.sync.stop()
  await opened.directory.close()
}
