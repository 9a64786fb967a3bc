/** An app-only token of Graph. It lives in memory alone. */
export interface AccessToken {
  readonly token: string
  /** ISO 8601. */
  readonly expiresAt: string
  /** Application permissions by name, for diagnosis only: Microsoft calls the token opaque and may change it. */
  readonly roles: readonly string[]
  readonly tenantId: string
  readonly applicationId: string
}

export interface TokenSource {
  /**
   * `fresh`: not the token in hand, because Graph refused it. `claims`: a claims challenge (JSON) that Graph answered with.
   * @throws AppError of the sign-in, the way there, or cancelled.
   */
  acquire(options: { readonly fresh?: boolean; readonly claims?: string }, signal: AbortSignal): Promise<AccessToken>
}

/** Reads the claims of a token without checking it; empty when it is not a JWT. */
const claimsOf = (token: string): Readonly<Record<string, unknown>> => {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'))
    return typeof claims === 'object' && claims !== null ? (claims as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

/** Tokens of version 1 name the application `appid`, those of version 2 `azp`. */
export const accessToken = (
  token: string,
  expiresAt: Date,
  asked: { readonly tenantId: string; readonly clientId: string },
): AccessToken => {
  const claims = claimsOf(token)
  const roles = Array.isArray(claims['roles']) ? claims['roles'] : []
  const tenantId = claims['tid']
  const applicationId = claims['appid'] ?? claims['azp']
  return {
    token,
    expiresAt: expiresAt.toISOString(),
    roles: roles.filter((role) => typeof role === 'string'),
    tenantId: typeof tenantId === 'string' ? tenantId : asked.tenantId,
    applicationId: typeof applicationId === 'string' ? applicationId : asked.clientId,
  }
}
