import { createHash } from 'node:crypto'
import { guid } from '../model/ids.ts'
import { hash } from '../model/random.ts'

export interface Secret {
  readonly value: string
  readonly notAfter: Date
}

export interface RegisteredCertificate {
  /** PEM of the certificate's public half. */
  readonly pem: string
  readonly der: Uint8Array
  readonly notBefore: Date
  readonly notAfter: Date
}

export const defaultRoles: readonly string[] = ['User.Read.All', 'Group.Read.All']

/** The application as the tenant knows it: credentials, consent, and what stops it. */
export class Registration {
  readonly clientId: string
  readonly servicePrincipalId: string
  readonly displayName = 'Tenantry'
  readonly secrets: Secret[] = []
  readonly certificates: RegisteredCertificate[] = []
  /** Application roles with admin consent. A token holds those of the moment it was issued. */
  readonly roles: Set<string>
  enabled = true
  /** A Conditional Access policy for workload identities refuses every token. */
  blockedByPolicy = false
  tokenLifetimeSeconds = 3599

  constructor(seed: number, roles: readonly string[]) {
    this.clientId = guid(hash(seed, 0xc11e), seed)
    this.servicePrincipalId = guid(hash(seed, 0x5e1f), seed)
    this.roles = new Set(roles)
  }
}

/** In the shape that Entra gives its secrets: forty characters, `~` among them. */
export const makeSecret = (seed: number): string => {
  const text = createHash('sha256').update(`secret ${seed}`).digest('base64').replace(/[+/=]/g, '-').slice(0, 35)
  return `${text.slice(0, 3)}8Q~${text.slice(3)}x`
}
