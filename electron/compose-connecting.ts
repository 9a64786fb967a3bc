import { randomUUID } from 'node:crypto'
import type { CloudId } from '../shared/domain/connection.ts'
import { menuText } from '../shared/text/menu.ts'
import type { TokenSource } from './cloud/access-token.ts'
import type { Cloud } from './cloud/clouds.ts'
import type { Credential } from './cloud/credential.ts'
import { signInOpener } from './cloud/sign-in-opener.ts'
import type { Machine } from './composition.ts'
import type { Access, Registration } from './connection/access.ts'
import { ConnectWizard } from './connection/connect-wizard.ts'
import type { ConnectionService } from './connection/connection-service.ts'
import type { ConnectionSettings } from './connection/connection-settings.ts'
import { ConnectionSwitch } from './connection/connection-switch.ts'
import { AdminConsent } from './connection/consent/admin-consent.ts'
import { CredentialDesk } from './connection/credentials/credential-desk.ts'
import type { CredentialShelf } from './connection/credentials/credential-shelf.ts'
import { KeyRoller } from './connection/credentials/key-roller.ts'
import { OwnApplication } from './connection/credentials/own-application.ts'
import { Rotation } from './connection/credentials/rotation.ts'
import { RotationState } from './connection/credentials/rotation-state.ts'
import type { Departures } from './connection/departures.ts'
import { removeDirectoryFiles } from './connection/directory-file.ts'
import { Disconnection } from './connection/disconnection.ts'
import { AdminSignIn } from './connection/registration/admin-sign-in.ts'
import { BootstrapSetting } from './connection/registration/bootstrap.ts'
import { RegistrationBook } from './connection/registration/registration-book.ts'
import { RegistrationSetup } from './connection/registration/registration-setup.ts'
import { SetupState } from './connection/registration/setup-state.ts'
import type { TenantSessions } from './connection/tenant-session.ts'
import type { Graph } from './graph/graph.ts'
import type { CredentialHandlerOptions } from './ipc/handlers/credentials.ts'
import type { SetupHandlerOptions } from './ipc/handlers/setup.ts'
import type { Audit } from './ports.ts'
import type { CertificateSourceSettings } from './smime/source-settings.ts'
import type { Vault } from './vault/vault.ts'

interface ConnectingParts {
  readonly vault: Vault
  readonly connectionSettings: ConnectionSettings
  readonly shelf: CredentialShelf
  readonly connections: ConnectionService
  readonly reachable: Readonly<Record<CloudId, Cloud>>
  readonly access: (registration: Registration, credential: Credential) => Access
  readonly graph: (cloud: CloudId, tokens: TokenSource) => Graph
  readonly onConnected: () => Promise<void>
  readonly sessions: TenantSessions
  readonly departures: Departures
  readonly audit: Audit
  readonly certificateSettings: CertificateSourceSettings
}

/** Everything that leads to a connection by the browser, and what is done with its credentials afterwards. */
export const composeConnecting = (
  machine: Machine,
  {
    vault,
    connectionSettings,
    shelf,
    connections,
    reachable,
    access,
    graph,
    onConnected,
    sessions,
    departures,
    audit,
    certificateSettings,
  }: ConnectingParts,
): {
  readonly handlers: {
    readonly setup: SetupHandlerOptions
    readonly credentials: CredentialHandlerOptions
    readonly disconnection: Disconnection
    readonly connectionSwitch: ConnectionSwitch
  }
  /** Takes away what an end of the program in the middle of something left in the keychain. */
  readonly sweep: () => Promise<void>
  readonly stop: () => Promise<void>
} => {
  const { settings, clock, logger, emit, preferences, fetch, actor } = machine
  const displayName = () => `Tenantry${actor.host === null ? '' : ` on ${actor.host}`}`
  const bootstrap = new BootstrapSetting(settings)
  const auditing = { audit, logger }
  const book = new RegistrationBook(settings)
  const openExternal = signInOpener(machine.openExternal, reachable)
  const browser = { clouds: reachable, openExternal, fetch, clock, logger, language: () => preferences.language() }
  const setup = new RegistrationSetup({
    state: new SetupState(settings),
    book,
    vault,
    access,
    adopt: (registration, credential, facts, signal) => connections.adopt(registration, credential, facts, signal),
    clock,
    logger,
    auditing,
    newId: randomUUID,
    onStatus: (status) => emit('setup.status', { status }),
    onConnected,
  })
  const wizard = new ConnectWizard({
    consent: new AdminConsent(browser),
    signIns: new AdminSignIn({ ...browser, clientId: () => bootstrap.get().clientId }),
    setup,
    auditing,
    graph,
  })
  const application = new OwnApplication({ graph: (id) => connections.graph(id), book })
  const rotation = new Rotation({
    departures,
    settings: connectionSettings,
    connections,
    shelf,
    roller: new KeyRoller({ graph: (id) => connections.graph(id), shelf, application, clock }),
    state: new RotationState(settings),
    access,
    certificateName: displayName,
    clock,
    logger,
    auditing,
    onStatus: (status) => emit('credentials.rotation', { status }),
  })
  const desk = new CredentialDesk({
    auditing,
    connections,
    shelf,
    application,
    target: machine.fileTarget,
    targetTitle: () => menuText(preferences.language()).saveCertificate,
    certificateName: displayName,
    clock,
  })
  const disconnection = new Disconnection({
    settings: connectionSettings,
    connections,
    shelf,
    rotation,
    book,
    wizard,
    setup,
    sessions,
    departures,
    vault,
    certificateSettings,
    removeFiles: (id) => removeDirectoryFiles(machine.profileFolder, id),
    onDataRemoved: (id) => connections.get()?.id === id && emit('directory.changed', { snapshot: null }),
    auditing,
  })
  return {
    handlers: {
      setup: { wizard, bootstrap, auditing, displayName },
      credentials: { connections, desk, rotation, book },
      disconnection,
      connectionSwitch: new ConnectionSwitch({ settings: connectionSettings, sessions, auditing }),
    },
    sweep: async () => {
      if (!connectionSettings.isReadable()) return
      const { connections: known } = connectionSettings.list()
      const swept = shelf.sweep(known, (connectionId, id) => rotation.owns(connectionId, id))
      await setup.sweep()
      logger.info('connection.swept', { credentials: await swept })
    },
    stop: async () => {
      await wizard.close()
      await rotation.cancel()
    },
  }
}
