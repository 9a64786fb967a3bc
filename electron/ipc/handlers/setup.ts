import type { Handlers } from '../../../shared/ipc/contract.ts'
import type { setupCalls } from '../../../shared/ipc/setup.ts'
import { type Auditing, settingsChange } from '../../audit/audited.ts'
import type { ConnectWizard } from '../../connection/connect-wizard.ts'
import type { BootstrapSetting } from '../../connection/registration/bootstrap.ts'
import type { Waits } from '../waits.ts'

export interface SetupHandlerOptions {
  readonly wizard: ConnectWizard
  readonly bootstrap: BootstrapSetting
  readonly auditing: Auditing
  /** What a registration made on this computer would be called. */
  readonly displayName: () => string
}

export const setupHandlers = ({
  wizard,
  bootstrap,
  auditing,
  displayName,
  waits,
}: SetupHandlerOptions & { readonly waits: Waits }): Handlers<typeof setupCalls> => ({
  'setup.begin': () => ({
    bootstrap: bootstrap.get(),
    admin: wizard.admin(),
    displayName: displayName(),
    status: wizard.setup(),
  }),
  'setup.setBootstrap': ({ clientId }) =>
    settingsChange(auditing, { ...bootstrap.get() }, bootstrap.wish(clientId), async () => ({
      ...bootstrap.set(clientId),
    })),
  'setup.signIn': ({ cloud, tenant }) => wizard.signIn(cloud, tenant),
  'setup.signOut': () => {
    wizard.signOut()
    return {}
  },
  'setup.consent': (input) => wizard.consent(input),
  'setup.cancelBrowser': () => {
    wizard.cancelBrowser()
    return {}
  },
  'setup.start': (wish) => wizard.startSetup(wish),
  'setup.resume': ({ features }) => wizard.resumeSetup(features),
  'setup.cancel': async () => {
    await wizard.cancelSetup()
    return {}
  },
  'setup.remove': async () => {
    await waits.patiently((signal) => wizard.removeSetup(signal))
    return {}
  },
})
