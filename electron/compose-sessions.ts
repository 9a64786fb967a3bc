import { randomUUID } from 'node:crypto'
import type { Connection } from '../shared/domain/connection.ts'
import type { SyncTrigger } from '../shared/domain/sync.ts'
import type { Machine } from './composition.ts'
import type { ConnectionService } from './connection/connection-service.ts'
import type { Departures } from './connection/departures.ts'
import { directoryFile, hasDirectoryFile } from './connection/directory-file.ts'
import { directoryKey } from './connection/directory-key.ts'
import { type TenantSession, TenantSessions } from './connection/tenant-session.ts'
import { openDirectory } from './directory/directory.ts'
import type { DirectoryReader } from './directory/directory-api.ts'
import { restingDirectory } from './directory/resting-directory.ts'
import type { TenantCertificates } from './smime/tenant-certificates.ts'
import { SyncSchedule } from './sync/sync-schedule.ts'
import { SyncService } from './sync/sync-service.ts'
import type { SyncSettings } from './sync/sync-settings.ts'
import type { Vault } from './vault/vault.ts'

interface SessionParts {
  readonly vault: Vault
  readonly connections: ConnectionService
  readonly departures: Departures
  readonly syncSettings: SyncSettings
  readonly certificates: (connection: Connection, read: DirectoryReader) => TenantCertificates
}

export interface Sessions {
  readonly sessions: TenantSessions
  /** Opens the active tenant, if there is one; from now on the schedule of each session begins runs. A command without a window does not want them. */
  readonly keepUp: () => Promise<void>
  /** Of the active tenant. Whether or not it can start: what hinders it shows on the pages, and in the log. */
  readonly startSync: (trigger: Extract<SyncTrigger, 'connected' | 'manual'>) => Promise<void>
}

/** What one tenant has while it is open: its directory, its sync, its schedule. */
export const composeSessions = (
  machine: Machine,
  { vault, connections, departures, syncSettings, certificates }: SessionParts,
): Sessions => {
  const { clock, logger, emit } = machine
  let isKeptUp = false
  let isStart = true
  const openSession = async (connection: Connection): Promise<TenantSession> => {
    const open = async () =>
      openDirectory({
        script: machine.directoryScript,
        file: directoryFile(machine.profileFolder, connection.id),
        key: await directoryKey(vault, connection.id),
      })
    const isKept = hasDirectoryFile(machine.profileFolder, connection.id)
    const directory = isKept ? await open() : restingDirectory(open)
    // The pages show one tenant: what another one's last moments bring is not theirs.
    const isShown = () => connections.get()?.id === connection.id
    await directory.write.markInterrupted(clock.now().toISOString())
    const sync = new SyncService({
      graph: () => connections.graph(connection.id),
      directory,
      clock,
      logger,
      newId: randomUUID,
      settings: () => ({ ...syncSettings.history(), guard: syncSettings.guard() }),
      onStatus: (status) => {
        if (isShown()) emit('sync.status', status)
        if (status.progress === null) schedule.changed()
      },
      onPublished: (snapshot) => isShown() && emit('directory.changed', { snapshot }),
    })
    const schedule = new SyncSchedule({
      connectionId: connection.id,
      sync,
      directory: directory.read,
      usable: () => connections.isUsable(connection.id),
      settings: machine.settings,
      presence: machine.presence,
      clock,
      logger,
      onChanged: (status) => isShown() && emit('sync.schedule', { schedule: status }),
    })
    if (isKeptUp) schedule.begin(isStart)
    isStart = false
    const { id: connectionId } = connection
    return { connectionId, directory, sync, schedule, certificates: certificates(connection, directory.read) }
  }
  const sessions = new TenantSessions({ active: () => connections.get(), departures, open: openSession })
  return {
    sessions,
    keepUp: async () => {
      isKeptUp = true
      isStart = connections.get() !== null
      if (isStart) await sessions.current()
    },
    startSync: async (trigger) => {
      try {
        const { connectionId, sync } = await sessions.current()
        // It may have been left, or another one switched to, by now.
        if (connections.usable().id === connectionId) await sync.start(trigger)
      } catch (error) {
        logger.warn('sync.start', { trigger, error })
      }
    },
  }
}
