import { guid } from '../model/ids.ts'
import { hash } from '../model/random.ts'
import { type Application, emptyProperties, type ServicePrincipal } from './application.ts'
import { keyCredential, passwordCredential } from './credentials.ts'
import { graphAppId, roleNamed } from './graph-permissions.ts'
import type { Applications } from './store.ts'

export const defaultRoles: readonly string[] = ['User.Read.All', 'Group.Read.All']
const day = 24 * 3600 * 1000

export interface Registered {
  readonly application: Application
  readonly principal: ServicePrincipal
}

/** The registration that the tenant has from the start, as an administrator would have made it by hand, with consent. */
export const register = (
  applications: Applications,
  tenantId: string,
  given: {
    readonly seed: number
    readonly roles: readonly string[]
    readonly clientSecret: string
    readonly certificatePem: string
  },
): Registered => {
  const resourceAccess = given.roles.map((name) => ({ id: roleNamed(name).id, type: 'Role' as const }))
  const properties = {
    ...emptyProperties,
    displayName: 'Tenantry',
    signInAudience: 'AzureADMultipleOrgs' as const,
    publicClient: { redirectUris: ['http://localhost', 'http://localhost/consent'] },
    requiredResourceAccess: [{ resourceAppId: graphAppId, resourceAccess }],
  }
  const appId = guid(hash(given.seed, 0xc11e), given.seed)
  const application = applications.create(properties, null, { appId })
  application.keys.push(keyCredential(given.certificatePem))
  const startDateTime = new Date(Date.now() - day)
  const endDateTime = new Date(Date.now() + 180 * day)
  application.passwords.push(passwordCredential(given.clientSecret, { startDateTime, endDateTime }))
  const { displayName } = application
  const principal = applications.addPrincipal({ appId, displayName, ownerTenantId: tenantId })
  applications.setRoles(principal, given.roles)
  return { application, principal }
}
