import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { AuditActor } from '../shared/domain/audit.ts'
import type { LinkId, Preferences } from '../shared/ipc/app.ts'
import type { Output } from '../shared/ipc/contract.ts'
import { menuText } from '../shared/text/menu.ts'
import { textOf } from '../shared/text/text.ts'
import { AuditKeys } from './audit/audit-keys.ts'
import { AuditLog } from './audit/audit-log.ts'
import { settingsChange } from './audit/audited.ts'
import { CommandLine } from './cli/run-command.ts'
import type { TokenSource } from './cloud/access-token.ts'
import { type CloudOverride, reachableClouds } from './cloud/cloud-override.ts'
import type { Cloud } from './cloud/clouds.ts'
import type { Credential } from './cloud/credential.ts'
import { AppTokenSource } from './cloud/token-source.ts'
import { composeCertificates } from './compose-certificates.ts'
import { composeConnecting } from './compose-connecting.ts'
import { composeSessions } from './compose-sessions.ts'
import type { Access, Registration } from './connection/access.ts'
import { ConnectionService } from './connection/connection-service.ts'
import { ConnectionSettings } from './connection/connection-settings.ts'
import { CredentialShelf } from './connection/credentials/credential-shelf.ts'
import { Departures } from './connection/departures.ts'
import { DirectoryExport } from './export/directory-export.ts'
import { Graph } from './graph/graph.ts'
import { Limiter } from './graph/limiter.ts'
import { allHandlers } from './ipc/handlers/index.ts'
import { Jobs } from './ipc/jobs.ts'
import { Router } from './ipc/router.ts'
import { Waits } from './ipc/waits.ts'
import type {
  Clock,
  Fetch,
  FilePicker,
  FileTarget,
  Keychain,
  Logger,
  OpenExternal,
  Presence,
  SettingsFile,
} from './ports.ts'
import type { Emit } from './shell/ipc.ts'
import type { LinkTarget } from './shell/link-addresses.ts'
import type { PreferenceStore } from './shell/preferences.ts'
import { SyncSettings } from './sync/sync-settings.ts'
import { Vault } from './vault/vault.ts'

/** What the machine gives (electron/shell in the application, other things in tests). */
export interface Machine {
  readonly fetch: Fetch
  /** Over http as well, for what authorities publish of revoked certificates; asked only where that is switched on. */
  readonly revocationFetch: Fetch
  readonly clock: Clock
  readonly logger: Logger
  readonly keychain: Keychain
  readonly settings: SettingsFile
  readonly picker: FilePicker
  readonly fileTarget: FileTarget
  readonly actor: Omit<AuditActor, 'trigger'>
  readonly preferences: PreferenceStore
  readonly presence: Presence
  readonly emit: Emit
  readonly openLink: (link: LinkId, target?: LinkTarget) => Promise<void>
  /** Any address; what is sent there passes through the list of sign-in hosts first. */
  readonly openExternal: OpenExternal
  readonly copyText: (text: string) => void
  readonly preferencesChanged: (preferences: Preferences) => void
  readonly profileFolder: string
  readonly directoryScript: URL
  readonly auditScript: URL
  readonly judgeScript: URL
  readonly version: string
  readonly platform: 'win32' | 'darwin' | 'linux'
  readonly packaged: boolean
  /** Other addresses than Microsoft's, in an unpackaged run only. */
  readonly cloudOverride: CloudOverride | null
}

export interface Program {
  readonly router: Router
  /** Opens the active tenant, so that the first page finds it ready, and begins its schedule. */
  readonly start: () => Promise<void>
  /** Instead of `start`: one command without a window; the code that the process ends with. */
  readonly run: CommandLine['run']
  /** Whether there is something to keep up to date while no window is open. */
  readonly isConnected: () => boolean
  /** As the page's 'Sync now'. Where it is refused, the pages show why. */
  readonly syncNow: () => Promise<void>
  readonly stop: () => Promise<void>
}

/** The whole program: credentials → token → Graph → sync → directory → IPC. Nothing but this and its parts (compose-*.ts) constructs a service. */
export const compose = (machine: Machine): Program => {
  const { clock, logger, emit, preferences } = machine
  const vault = new Vault(machine.keychain)
  const reachable = reachableClouds(machine.cloudOverride)

  const audit = auditOf(machine, vault)
  const auditing = { audit, logger }
  const shelf = new CredentialShelf({ vault, file: machine.settings, newId: randomUUID })
  const syncSettings = new SyncSettings(machine.settings)
  const connectionSettings = new ConnectionSettings(machine.settings, {
    onChanged: (connection) => emit('connection.changed', { connection }),
    onListChanged: (list) => emit('connection.listChanged', list),
  })
  const departures = new Departures()
  const connections = new ConnectionService({
    settings: connectionSettings,
    shelf,
    departures,
    clouds: reachable,
    access: (registration, credential) => accessTo(machine, reachable[registration.cloud], registration, credential),
    picker: machine.picker,
    pickerTitle: () => menuText(preferences.language()).chooseCredential,
    clock,
    logger,
    auditing,
    newId: randomUUID,
  })

  const certificates = composeCertificates(machine, { vault, connections, auditing })
  const { sessions, keepUp, startSync } = composeSessions(machine, {
    vault,
    connections,
    departures,
    syncSettings,
    certificates: certificates.of,
  })

  const connecting = composeConnecting(machine, {
    vault,
    connectionSettings,
    shelf,
    connections,
    reachable,
    access: (registration, credential) => accessTo(machine, reachable[registration.cloud], registration, credential),
    graph: (cloud, tokens) => graphOver(machine, reachable[cloud], tokens),
    onConnected: () => startSync('connected'),
    sessions,
    departures,
    audit,
    certificateSettings: certificates.settings,
  })

  const directoryExport = new DirectoryExport({
    auditing,
    text: () => textOf(preferences.language()),
  })

  const router = new Router({
    handlers: allHandlers({
      ...connecting.handlers,
      app: {
        info: () => appInfo(machine),
        setPreferences: (change) =>
          settingsChange(auditing, preferences.get(), change, async () => changePreferences(machine, change)),
        openLink: (link, connectionId) => {
          return machine.openLink(
            link,
            connections.list().connections.find(({ id }) => id === connectionId),
          )
        },
        copyText: machine.copyText,
      },
      connections,
      sessions,
      auditing,
      startFirstSync: () => startSync('connected'),
      changes: { settings: syncSettings, auditing },
      certificates: certificates.handlers,
      waits: new Waits(clock),
      audit: {
        log: audit,
        jobs: new Jobs(),
        target: machine.fileTarget,
        targetTitle: () => menuText(preferences.language()).saveAudit,
        clock,
        onProgress: (progress) => emit('audit.progress', progress),
      },
      export: {
        directoryExport,
        jobs: new Jobs(),
        target: machine.fileTarget,
        targetTitle: () => textOf(preferences.language()).exporting.chooseFile,
        clock,
        onProgress: (progress) => emit('export.progress', progress),
      },
    }),
    logger,
    language: () => preferences.language(),
    newReference: () => randomUUID().slice(0, 8),
  })

  const commandLine = new CommandLine({
    connections,
    sessions,
    audit,
    directoryExport,
    language: () => preferences.language(),
  })

  return {
    router,
    run: (command, console, signal) => commandLine.run(command, console, signal),
    start: async () => {
      audit.start().catch((error: unknown) => logger.error('audit.start', { error }))
      connecting.sweep().catch((error: unknown) => logger.warn('connection.sweep', { error }))
      await keepUp()
    },
    isConnected: () => connections.get()?.state === 'connected',
    syncNow: () => startSync('manual'),
    stop: async () => {
      await connecting.stop()
      await sessions.stop()
      await audit.close()
    },
  }
}

const auditOf = ({ profileFolder, auditScript, actor, clock, logger, emit }: Machine, vault: Vault): AuditLog =>
  new AuditLog({
    keys: new AuditKeys(vault),
    file: join(profileFolder, 'audit.db'),
    script: auditScript,
    actor,
    clock,
    logger,
    newId: randomUUID,
    onAppended: (head) => emit('audit.appended', { head }),
  })

const accessTo = (
  machine: Machine,
  cloud: Cloud,
  { tenantId, clientId }: Registration,
  credential: Credential,
): Access => {
  const { fetch, clock, logger } = machine
  const tokens = new AppTokenSource({ cloud, tenantId, clientId, credential, fetch, clock, logger })
  return { tokens, use: (changed) => tokens.use(changed), graph: graphOver(machine, cloud, tokens) }
}

const graphOver = ({ fetch, clock, logger }: Machine, cloud: Cloud, tokens: TokenSource): Graph =>
  new Graph({ cloud, tokens, fetch, clock, logger, limiter: new Limiter({ clock }) })

const appInfo = ({ version, platform, packaged, preferences, cloudOverride }: Machine): Output<'app.info'> => ({
  version,
  platform,
  packaged,
  language: preferences.language(),
  locale: preferences.locale(),
  preferences: preferences.get(),
  cloudOverride: cloudOverride?.graph ?? null,
})

const changePreferences = (
  { preferences, preferencesChanged, emit }: Machine,
  change: Partial<Preferences>,
): Preferences => {
  const changed = preferences.set(change)
  preferencesChanged(changed)
  emit('app.preferencesChanged', {
    preferences: changed,
    language: preferences.language(),
    locale: preferences.locale(),
  })
  return changed
}
