import type { KeyCredential, PasswordCredential } from './credentials.ts'
import { Delay, type Lag } from './delay.ts'

export const audiences = [
  'AzureADMyOrg',
  'AzureADMultipleOrgs',
  'AzureADandPersonalMicrosoftAccount',
  'PersonalMicrosoftAccount',
] as const
type Audience = (typeof audiences)[number]

interface ResourceAccess {
  readonly resourceAppId: string
  readonly resourceAccess: readonly { readonly id: string; readonly type: 'Role' | 'Scope' }[]
}

/** What may be written beside the credentials. */
export interface ApplicationProperties {
  readonly displayName: string
  readonly description: string | null
  readonly notes: string | null
  readonly signInAudience: Audience
  readonly identifierUris: readonly string[]
  readonly tags: readonly string[]
  readonly isFallbackPublicClient: boolean | null
  readonly publicClient: { readonly redirectUris: readonly string[] }
  readonly web: { readonly redirectUris: readonly string[] }
  readonly spa: { readonly redirectUris: readonly string[] }
  readonly requiredResourceAccess: readonly ResourceAccess[]
}

export const emptyProperties: Omit<ApplicationProperties, 'displayName'> = {
  description: null,
  notes: null,
  signInAudience: 'AzureADMyOrg',
  identifierUris: [],
  tags: [],
  isFallbackPublicClient: null,
  publicClient: { redirectUris: [] },
  web: { redirectUris: [] },
  spa: { redirectUris: [] },
  requiredResourceAccess: [],
}

/** An application object: what an administrator calls the app registration. */
export class Application {
  readonly id: string
  /** The client id. */
  readonly appId: string
  readonly createdDateTime: Date
  /** The person who registered it; null when nobody in particular did. */
  readonly ownerId: string | null
  properties: ApplicationProperties
  readonly keys: KeyCredential[] = []
  readonly passwords: PasswordCredential[] = []
  deletedAt: Date | null = null
  /** Hides it from Graph. */
  readonly graphDelay: Delay
  /** Hides it from the token endpoint. */
  readonly tokenDelay: Delay

  constructor(given: Pick<Application, 'id' | 'appId' | 'createdDateTime' | 'ownerId' | 'properties'>, lag: Lag = {}) {
    this.id = given.id
    this.appId = given.appId
    this.createdDateTime = given.createdDateTime
    this.ownerId = given.ownerId
    this.properties = given.properties
    this.graphDelay = new Delay(lag.applications)
    this.tokenDelay = new Delay(lag.clients)
  }

  get displayName(): string {
    return this.properties.displayName
  }
}

/** An application as an enterprise application of this tenant: who is granted to and who can be disabled. */
export interface ServicePrincipal {
  readonly id: string
  readonly appId: string
  readonly displayName: string
  /** The tenant that has the application object. */
  readonly ownerTenantId: string
  readonly createdDateTime: Date
  accountEnabled: boolean
  deletedAt: Date | null
  readonly delay: Delay
}

/** One application role granted to one service principal. */
export interface Assignment {
  readonly id: string
  readonly appRoleId: string
  readonly principalId: string
  readonly resourceId: string
  readonly createdDateTime: Date
  /** Hides it from lists. */
  readonly listDelay: Delay
  /** Hides it from tokens. */
  readonly tokenDelay: Delay
}
