import type { Handlers } from '../../../shared/ipc/contract.ts'
import type { credentialCalls } from '../../../shared/ipc/credentials.ts'
import type { ConnectionService } from '../../connection/connection-service.ts'
import type { CredentialDesk } from '../../connection/credentials/credential-desk.ts'
import type { Rotation } from '../../connection/credentials/rotation.ts'
import type { RegistrationBook } from '../../connection/registration/registration-book.ts'
import type { Waits } from '../waits.ts'

export interface CredentialHandlerOptions {
  readonly connections: ConnectionService
  readonly desk: CredentialDesk
  readonly rotation: Rotation
  readonly book: RegistrationBook
}

export const credentialHandlers = ({
  connections,
  desk,
  rotation,
  book,
  waits,
}: CredentialHandlerOptions & { readonly waits: Waits }): Handlers<typeof credentialCalls> => ({
  'credentials.list': () => ({
    credentials: desk.list(),
    rotation: rotation.status(),
    registration: book.read(connections.get()?.id ?? ''),
  }),
  'credentials.make': (wish) => desk.make(wish),
  'credentials.exportMade': async ({ handle, format }) => ({ name: await desk.exportMade(handle, format) }),
  'credentials.export': async ({ id, format }) => ({ name: await desk.exportKept(id, format) }),
  'credentials.activate': ({ id }) => waits.patiently((signal) => desk.activate(id, signal)),
  'credentials.remove': async ({ id }) => {
    await desk.remove(id)
    return {}
  },
  'credentials.readExpiry': ({ id }) => waits.patiently((signal) => desk.readExpiry(id, signal)),
  'credentials.setExpiry': async ({ id, expiresAt }) => {
    await desk.setExpiry(id, expiresAt)
    return {}
  },
  'credentials.startRotation': (wish) => rotation.start(wish),
  'credentials.resumeRotation': () => rotation.resume(),
  'credentials.cancelRotation': async () => {
    await rotation.cancel()
    return {}
  },
  'credentials.finishRotation': async () => ({ removed: await waits.patiently((signal) => rotation.finish(signal)) }),
  'credentials.abandonRotation': async () => ({ removed: await waits.patiently((signal) => rotation.abandon(signal)) }),
})
