import type { Connection } from '../../shared/domain/connection.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import type { Directory } from '../directory/directory.ts'
import type { TenantCertificates } from '../smime/tenant-certificates.ts'
import type { SyncSchedule } from '../sync/sync-schedule.ts'
import type { SyncService } from '../sync/sync-service.ts'
import type { Departures } from './departures.ts'

/** Everything that belongs to one connected tenant while the program runs. */
export interface TenantSession {
  readonly connectionId: string
  readonly directory: Directory
  readonly sync: SyncService
  readonly schedule: SyncSchedule
  readonly certificates: TenantCertificates
}

interface Opened {
  readonly connectionId: string
  readonly session: Promise<TenantSession>
}

interface Needs {
  readonly active: () => Connection | null
  readonly departures: Departures
  readonly open: (connection: Connection) => Promise<TenantSession>
}

/** Opens the active tenant's session when first asked, and another one when another connection becomes the active one. */
export class TenantSessions {
  readonly #needs: Needs
  #current: Opened | null = null
  #isStopped = false
  /** Of all that were closed: a file is opened again only when the one before let go of it. */
  #ended: Promise<unknown> = Promise.resolve()

  constructor(needs: Needs) {
    this.#needs = needs
  }

  /** Waits for a way out of the connection to be over: it must not open again what is being closed or deleted. */
  async current(): Promise<TenantSession> {
    return (await this.#opened()).session
  }

  /**
   * Reads from the active tenant. Where the session was closed meanwhile the answer may be another tenant's, or the
   * complaint of a closed file: then it is read again from what is active now.
   */
  async read<Value>(work: (session: TenantSession) => Promise<Value>): Promise<Value> {
    for (;;) {
      const opened = await this.#opened()
      const session = await opened.session
      try {
        const value = await work(session)
        if (this.#isCurrent(opened)) return value
      } catch (error) {
        if (this.#isCurrent(opened)) throw error
      }
    }
  }

  /** Works with any connection's session: with the open one, or with one that is opened for that long. */
  async look<Value>(connection: Connection, work: (session: TenantSession) => Promise<Value>): Promise<Value> {
    if (this.#needs.active()?.id === connection.id) {
      const session = await this.current()
      return session.connectionId === connection.id ? work(session) : this.look(connection, work)
    }
    const opening = this.#ended.then(() => this.#needs.open(connection))
    const looked = opening.then(work)
    this.#ended = Promise.all([this.#ended, looked.catch(() => undefined).then(() => end(opening))])
    const ended = this.#ended
    return looked.finally(() => ended)
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

  /** The program ends: nothing is opened any more. */
  stop(): Promise<void> {
    this.#isStopped = true
    return this.close()
  }

  async #opened(): Promise<Opened> {
    const { active, departures, open } = this.#needs
    for (let connection = active(); ; connection = active()) {
      if (this.#isStopped) throw new AppError('cancelled')
      if (connection === null) throw new AppError('not_connected')
      if (departures.isUnderWay(connection.id)) {
        await departures.over(connection.id)
        continue
      }
      if (this.#current?.connectionId === connection.id) return this.#current
      const of = connection
      const session = this.close().then(() => open(of))
      const opened = { connectionId: of.id, session }
      this.#current = opened
      // A session that could not be opened (a locked keychain, say) is tried anew at the next call.
      session.catch(() => {
        if (this.#current === opened) this.#current = null
      })
      return opened
    }
  }

  #isCurrent(opened: Opened): boolean {
    return this.#isStopped || (this.#current === opened && this.#needs.active()?.id === opened.connectionId)
  }
}

const end = async (session: Promise<TenantSession> | undefined): Promise<void> => {
  const opened = await session?.catch(() => undefined)
  if (opened === undefined) return
  await opened.certificates.close()
  await opened.schedule.stop()
  await opened.sync.stop()
  await opened.directory.close()
}
