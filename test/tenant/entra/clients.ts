import { type Redirect, redirectsOf } from '../applications/redirects.ts'
import type { EntraContext } from './context.ts'

/** Who may ask at the authorize endpoint: one of Microsoft's own clients or a registration of the tenant. */
export interface Client {
  readonly appId: string
  readonly displayName: string
  readonly redirects: readonly Redirect[]
  /** Whether people of any tenant may sign in to it. */
  readonly multiTenant: boolean
  /** Graph scopes that Microsoft has agreed to beforehand; any other is refused. Null for a client that asks for consent. */
  readonly preauthorised: readonly string[] | null
}

const native = (...uris: readonly string[]): readonly Redirect[] =>
  uris.map((uri) => ({ uri, platform: 'publicClient' }))

/** Microsoft's own public clients. Source: the scopes and redirects that are publicly known of them. */
const firstParty: readonly Client[] = [
  {
    appId: '04b07795-8ddb-461a-bbee-02f9e1bf7b46',
    displayName: 'Microsoft Azure CLI',
    redirects: native('http://localhost', 'https://login.microsoftonline.com/common/oauth2/nativeclient'),
    multiTenant: true,
    preauthorised: [
      'Application.ReadWrite.All',
      'AppRoleAssignment.ReadWrite.All',
      'DelegatedPermissionGrant.ReadWrite.All',
      'Directory.AccessAsUser.All',
      'Group.ReadWrite.All',
      'User.Read.All',
    ],
  },
  {
    appId: '14d82eec-204b-4c2f-b7e8-296a70dab67e',
    displayName: 'Microsoft Graph Command Line Tools',
    redirects: native('http://localhost'),
    multiTenant: true,
    preauthorised: null,
  },
  {
    appId: '1950a258-227b-4e31-a9cf-717495945fc2',
    displayName: 'Microsoft Azure PowerShell',
    redirects: native('http://localhost'),
    multiTenant: true,
    preauthorised: [],
  },
]

export const bootstrapClientId = '04b07795-8ddb-461a-bbee-02f9e1bf7b46'

export const clientOf = ({ applications }: EntraContext, appId: string): Client | null => {
  const known = firstParty.find((client) => client.appId === appId.toLowerCase())
  if (known !== undefined) return known
  const application = applications.application('appId', appId)
  if (application === null || application.tokenDelay.hides()) return null
  return {
    appId: application.appId,
    displayName: application.displayName,
    redirects: redirectsOf(application),
    multiTenant: application.properties.signInAudience !== 'AzureADMyOrg',
    preauthorised: null,
  }
}
