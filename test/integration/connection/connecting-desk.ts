import { overridden } from '../../../electron/cloud/cloud-override.ts'
import { clouds } from '../../../electron/cloud/clouds.ts'
import { AppTokenSource } from '../../../electron/cloud/token-source.ts'
import { ConnectionService, type ConnectionServiceOptions } from '../../../electron/connection/connection-service.ts'
import { ConnectionSettings } from '../../../electron/connection/connection-settings.ts'
import { CredentialShelf } from '../../../electron/connection/credentials/credential-shelf.ts'
import { KeyRoller } from '../../../electron/connection/credentials/key-roller.ts'
import { OwnApplication } from '../../../electron/connection/credentials/own-application.ts'
import { Rotation } from '../../../electron/connection/credentials/rotation.ts'
import { RotationState } from '../../../electron/connection/credentials/rotation-state.ts'
import { Departures } from '../../../electron/connection/departures.ts'
import type { AdminSession } from '../../../electron/connection/registration/admin-session.ts'
import { AdminSignIn } from '../../../electron/connection/registration/admin-sign-in.ts'
import { BootstrapSetting } from '../../../electron/connection/registration/bootstrap.ts'
import { RegistrationBook } from '../../../electron/connection/registration/registration-book.ts'
import { RegistrationSetup, type SetupAdmin } from '../../../electron/connection/registration/registration-setup.ts'
import { SetupState } from '../../../electron/connection/registration/setup-state.ts'
import { Graph } from '../../../electron/graph/graph.ts'
import { Limiter } from '../../../electron/graph/limiter.ts'
import { Vault } from '../../../electron/vault/vault.ts'
import type { Connection } from '../../../shared/domain/connection.ts'
import type { RotationStatus } from '../../../shared/domain/credentials.ts'
import type { SetupStatus } from '../../../shared/domain/setup.ts'
import { FakeClock } from '../../fakes/fake-clock.ts'
import { MemoryKeychain } from '../../fakes/memory-keychain.ts'
import { MemorySettings } from '../../fakes/memory-settings.ts'
import type { NodeFetch } from '../../fakes/node-fetch.ts'
import { RecordingAudit } from '../../fakes/recording-audit.ts'
import { SilentLogger } from '../../fakes/silent-logger.ts'
import type { Tenant } from '../../tenant/start.ts'
import { Browser, type Visit } from './browser.ts'

const never = new AbortController().signal

/** Everything that connecting is made of, put together as the program does, with a person's browser. */
export const connectingDesk = (
  tenant: Tenant,
  line: NodeFetch,
  kept: { readonly keychain?: MemoryKeychain; readonly settings?: MemorySettings } = {},
) => {
  // Waits pass at once; the time limits of requests and of the browser do not run out.
  const clock = new FakeClock(new Date(), { skip: 29_999 })
  const logger = new SilentLogger()
  const audit = new RecordingAudit()
  const auditing = { audit, logger }
  const keychain = kept.keychain ?? new MemoryKeychain()
  const settings = kept.settings ?? new MemorySettings()
  const vault = new Vault(keychain)
  const browser = new Browser(line, { account: 'globalAdministrator' })
  const cloud = overridden(clouds.global, { authority: tenant.authority, graph: tenant.graph, ca: tenant.caPem })
  const reachable = { ...clouds, global: cloud }
  const { fetch } = line
  const bootstrap = new BootstrapSetting(settings)
  const newId = () => crypto.randomUUID()
  const graphOf = (tokens: ConstructorParameters<typeof Graph>[0]['tokens']) =>
    new Graph({ cloud, tokens, fetch, clock, logger, limiter: new Limiter({ clock }) })
  const access: ConnectionServiceOptions['access'] = ({ tenantId, clientId }, credential) => {
    const tokens = new AppTokenSource({ cloud, tenantId, clientId, credential, fetch, clock, logger })
    return { tokens, graph: graphOf(tokens), use: (changed) => tokens.use(changed) }
  }
  const shelf = new CredentialShelf({ vault, file: settings, newId })
  const connectionSettings = new ConnectionSettings(settings, {
    onChanged: () => undefined,
    onListChanged: () => undefined,
  })
  const departures = new Departures()
  const connections = new ConnectionService({
    settings: connectionSettings,
    shelf,
    departures,
    clouds: reachable,
    access,
    picker: { pick: async () => null },
    pickerTitle: () => '',
    clock,
    logger,
    auditing,
    newId,
  })
  const browserNeeds = {
    clouds: reachable,
    openExternal: browser.open,
    fetch,
    clock,
    logger,
    language: () => 'en' as const,
  }
  const signIns = new AdminSignIn({
    ...browserNeeds,
    clientId: () => bootstrap.get().clientId,
  })
  const statuses: (SetupStatus | null)[] = []
  const connected: Connection[] = []
  const book = new RegistrationBook(settings)
  const setup = new RegistrationSetup({
    state: new SetupState(settings),
    book,
    vault,
    access,
    adopt: (registration, credential, facts, signal) => connections.adopt(registration, credential, facts, signal),
    clock,
    logger,
    auditing,
    newId,
    onStatus: (status) => statuses.push(status),
    onConnected: async (connection) => {
      connected.push(connection)
    },
  })
  const application = new OwnApplication({ graph: (id) => connections.graph(id), book })
  const rotations: (RotationStatus | null)[] = []
  const rotation = new Rotation({
    departures,
    settings: connectionSettings,
    connections,
    shelf,
    roller: new KeyRoller({ graph: (id) => connections.graph(id), shelf, application, clock }),
    state: new RotationState(settings),
    access,
    certificateName: () => 'Tenantry on NB-4471',
    clock,
    logger,
    auditing,
    onStatus: (status) => rotations.push(status),
  })
  /** Waits until the rotation no longer runs. */
  const rotated = async (): Promise<RotationStatus | null> => {
    while (rotation.status()?.running === true) await new Promise((resolve) => setTimeout(resolve, 5))
    return rotation.status()
  }
  const signIn = async (visit?: Visit): Promise<SetupAdmin> => {
    if (visit !== undefined) browser.visit = visit
    const session: AdminSession = await signIns.signIn('global', null, never)
    return { session, graph: graphOf(session), cloud: 'global', tenantName: 'Nordwind' }
  }
  /** Waits until the set-up no longer runs. */
  const ended = async (): Promise<SetupStatus | null> => {
    while (setup.status()?.state === 'running') await new Promise((resolve) => setTimeout(resolve, 5))
    return setup.status()
  }
  return {
    clock,
    logger,
    audit,
    auditing,
    keychain,
    settings,
    vault,
    browser,
    browserNeeds,
    bootstrap,
    shelf,
    connectionSettings,
    departures,
    connections,
    setup,
    signIns,
    signIn,
    ended,
    statuses,
    application,
    rotation,
    rotations,
    rotated,
    connected,
    book,
    graphOf,
  }
}
