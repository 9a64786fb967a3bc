import { afterEach, beforeEach } from 'vitest'
import { makeCertificate } from '../../../electron/connection/credentials/certificate-maker.ts'
import type { Connection } from '../../../shared/domain/connection.ts'
import { type NodeFetch, nodeFetch } from '../../fakes/node-fetch.ts'
import { startTenant, type Tenant } from '../../tenant/start.ts'
import { connectingDesk } from './connecting-desk.ts'

interface Registered {
  readonly appId: string
  readonly certificates: readonly { readonly keyId: string; readonly customKeyIdentifier: string }[]
}
type Desk = ReturnType<typeof connectingDesk>

export const never = new AbortController().signal
export const wish = { keyBits: 3_072, months: 12 } as const
export const thumbprint = (connection: Connection | null) =>
  connection?.credential.kind === 'certificate' ? connection.credential.thumbprint : null
export const vaultNames = ({ keychain }: Desk) => [...keychain.entries.keys()].filter((name) => !name.includes('#'))

/** A tenant for each test of the file, and what is rotated in it. */
export const rotating = () => {
  let tenant: Tenant
  let line: NodeFetch

  beforeEach(async () => {
    tenant = await startTenant({ users: 20, groups: 5, memberships: 20 })
    line = nodeFetch(tenant.caPem)
  })
  afterEach(async () => {
    await line.close()
    await tenant.close()
  })

  const keys = () => {
    const all = tenant.controls.registrations.list() as Registered[]
    return all.find(({ appId }) => appId === tenant.clientId)?.certificates ?? []
  }

  /** Connected with the registration there is from the start, by its certificate or its secret. */
  const connected = async (
    mode: 'certificate' | 'secret' = 'certificate',
    facts: { readonly object?: boolean; readonly keyId?: boolean } = {},
  ): Promise<Desk> => {
    const desk = connectingDesk(tenant, line)
    const text = mode === 'secret' ? tenant.clientSecret : `${tenant.certificatePem}\n${tenant.privateKeyPem}`
    const { tenantId, clientId } = tenant
    const connection = await desk.connections.testAndSave(
      { tenantId, clientId, cloud: 'global', credential: { from: 'paste', text } },
      never,
    )
    if (facts.object !== false) {
      const known = { applicationId: tenant.applicationId, principalId: null, features: [], madeByTenantry: true }
      desk.book.write(connection.id, known)
    }
    const [kept] = desk.shelf.list(connection)
    if (facts.keyId !== false) desk.shelf.change(connection, kept?.id ?? '', { keyId: keys()[0]?.keyId ?? null })
    return desk
  }
  /** A certificate that an administrator uploaded, entered in the form while there is another one. */
  const saveAnother = async ({ connections, clock }: Desk): Promise<Connection> => {
    const { certificatePem, privateKeyPem } = await makeCertificate(wish, 'Tenantry on NB-0815', clock.now())
    tenant.controls.addCertificate(certificatePem)
    const { tenantId, clientId } = tenant
    const credential = { from: 'paste', text: `${certificatePem}\n${privateKeyPem}` } as const
    return connections.testAndSave({ tenantId, clientId, cloud: 'global', credential }, never)
  }
  const restarted = ({ keychain, settings }: Desk) => connectingDesk(tenant, line, { keychain, settings })
  return {
    get tenant() {
      return tenant
    },
    keys,
    connected,
    saveAnother,
    restarted,
  }
}
