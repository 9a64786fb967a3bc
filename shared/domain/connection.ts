export const cloudIds = ['global', 'usGovL4', 'usGovL5', 'china'] as const
export type CloudId = (typeof cloudIds)[number]

/** Where each cloud's Graph answers; GCC is part of global. Source: Microsoft Graph, national cloud deployments. */
export const graphOrigins: Readonly<Record<CloudId, string>> = {
  global: 'https://graph.microsoft.com',
  usGovL4: 'https://graph.microsoft.us',
  usGovL5: 'https://dod-graph.microsoft.us',
  china: 'https://microsoftgraph.chinacloudapi.cn',
}

/** What is known of the credential in use. Never the secret itself; `fingerprint` is enough to tell two apart. */
export type CredentialSummary =
  | {
      readonly kind: 'certificate'
      /** SHA-256 of the DER, upper-case hex. */
      readonly thumbprint: string
      readonly subject: string
      readonly notBefore: string
      readonly notAfter: string
      readonly keyType: string
      readonly keyBits: number | null
    }
  | {
      readonly kind: 'secret'
      /** First three characters, as Entra shows them. */
      readonly hint: string
    }

/** In each of them what was synchronised stays. paused: nothing is read, the credentials are kept; disconnected: none is kept. */
export const connectionStates = ['connected', 'paused', 'disconnected'] as const
export type ConnectionState = (typeof connectionStates)[number]

export interface Connection {
  readonly id: string
  /** As the administrator calls it; null: as the tenant calls itself. */
  readonly name: string | null
  readonly state: ConnectionState
  readonly tenantId: string
  readonly tenantName: string
  readonly defaultDomain: string | null
  readonly clientId: string
  readonly cloud: CloudId
  /** `https://<graph host>/.default` */
  readonly scope: string
  readonly credential: CredentialSummary
  /** Application roles of the last token. */
  readonly roles: readonly string[]
  readonly connectedAt: string
  readonly testedAt: string
  /** Its app registration was removed from here, so that no credential for it signs in any more. */
  readonly registrationRemoved?: boolean | undefined
}

/** What a connection is called wherever it is named. */
export const titleOf = ({ name, tenantName }: Pick<Connection, 'name' | 'tenantName'>): string => name ?? tenantName

/** Every connection of this profile, of which at most one is active: its data is what the pages show. */
export interface ConnectionList {
  readonly connections: readonly Connection[]
  readonly activeId: string | null
}

/** Roles without which nothing can be read; any one of each row is enough. Source: Microsoft's permissions file, application column. */
export const requiredRoles = [
  ['User.Read.All', 'Directory.Read.All'],
  ['GroupMember.Read.All', 'Group.Read.All', 'Directory.Read.All'],
] as const

/** The least role of each requirement that no granted role meets. */
export const missingRoles = (granted: readonly string[]): string[] =>
  requiredRoles.filter((row) => !row.some((role) => granted.includes(role))).map((row) => row[0])
