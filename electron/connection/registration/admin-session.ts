import { AppError } from '../../../shared/ipc/errors.ts'
import { type AccessToken, accessToken, type TokenSource } from '../../cloud/access-token.ts'

/** Template ids of the roles that may grant Graph's application roles. Source: "Microsoft Entra built-in roles". */
const mayGrantRoles: ReadonlySet<string> = new Set([
  '62e90394-69f5-4237-9190-012177145e10', // Global Administrator
  'e8611ab8-c189-46e8-94e1-60213ab1f814', // Privileged Role Administrator
])

export interface SignedIn {
  readonly token: string
  readonly expiresAt: Date
  readonly tenantId: string
  readonly clientId: string
  /** Of the account, as the sign-in page showed it. */
  readonly userName: string
  /** Of the token and id token; for hints only. */
  readonly directoryRoles: readonly string[] | null
}

/**
 * An administrator who signed in for the set-up. The token is in memory alone and cannot be renewed: when it has ended, or
 * was forgotten, the administrator signs in again.
 */
export class AdminSession implements TokenSource {
  readonly tenantId: string
  readonly userName: string
  /** Whether the account holds a role that may grant permissions; null when the sign-in did not tell. */
  readonly mayGrant: boolean | null
  #token: AccessToken | null
  readonly #now: () => Date

  constructor(signedIn: SignedIn, now: () => Date) {
    const { token, expiresAt, tenantId, clientId, userName, directoryRoles } = signedIn
    this.tenantId = tenantId
    this.userName = userName
    this.mayGrant = directoryRoles?.some((role) => mayGrantRoles.has(role)) ?? null
    this.#token = accessToken(token, expiresAt, { tenantId, clientId })
    this.#now = now
  }

  get isOpen(): boolean {
    return this.#token !== null && this.#now().toISOString() < this.#token.expiresAt
  }

  /** @throws AppError admin_signed_out */
  async acquire({
    fresh = false,
    claims,
  }: {
    readonly fresh?: boolean
    readonly claims?: string
  }): Promise<AccessToken> {
    // Nothing newer can be had without the browser; the same token again would only be refused again.
    if (this.#token === null || !this.isOpen || fresh || claims !== undefined) throw new AppError('admin_signed_out')
    return this.#token
  }

  forget(): void {
    this.#token = null
  }
}
