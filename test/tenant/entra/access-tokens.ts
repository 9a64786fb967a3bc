import { generateKeyPair as generate, type KeyObject, randomUUID } from 'node:crypto'
import { promisify } from 'node:util'
import { exportJWK, type JWK, jwtVerify, SignJWT } from 'jose'
import { GraphFailure } from '../graph/answer.ts'
import type { TenantState } from '../server/state.ts'
import type { Registration } from './registration.ts'

export const generateRsa = () => promisify(generate)('rsa', { modulusLength: 2048 })

/** Microsoft Graph's application id, the same in every tenant. */
export const graphAppId = '00000003-0000-0000-c000-000000000000'

interface Held {
  readonly roles: readonly string[]
  readonly audience: string
  readonly exp: number
  readonly nbf: number
}

/** Signs access tokens as Entra does and checks them as Graph does. A verified token is remembered by its text. */
export class AccessTokens {
  readonly #state: TenantState
  readonly #registration: Registration
  readonly #keys: { readonly privateKey: KeyObject; readonly publicKey: KeyObject }
  readonly #keyId = randomUUID()
  readonly #verified = new Map<string, Held>()
  /** Issued and not revoked since. */
  readonly #live = new Set<string>()

  constructor(
    state: TenantState,
    registration: Registration,
    keys: { readonly privateKey: KeyObject; readonly publicKey: KeyObject },
  ) {
    this.#state = state
    this.#registration = registration
    this.#keys = keys
  }

  async jwks(): Promise<{ readonly keys: readonly JWK[] }> {
    const jwk = await exportJWK(this.#keys.publicKey)
    return { keys: [{ ...jwk, kid: this.#keyId, use: 'sig', alg: 'RS256' }] }
  }

  /** Without consent there is no `roles` claim, and yet a token. */
  async issue(audience: string): Promise<string> {
    const now = this.#state.seconds()
    const { clientId, servicePrincipalId, displayName, roles, tokenLifetimeSeconds } = this.#registration
    const token = await new SignJWT({
      appid: clientId,
      app_displayname: displayName,
      appidacr: '2',
      idtyp: 'app',
      oid: servicePrincipalId,
      ...(roles.size === 0 ? {} : { roles: [...roles] }),
      tid: this.#state.tenantId,
      uti: randomUUID(),
      ver: '1.0',
    })
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: this.#keyId })
      .setAudience(audience)
      .setIssuer(`https://sts.windows.net/${this.#state.tenantId}/`)
      .setSubject(servicePrincipalId)
      .setIssuedAt(now)
      .setNotBefore(now - 300)
      .setExpirationTime(now + tokenLifetimeSeconds)
      .sign(this.#keys.privateKey)
    this.#live.add(token)
    return token
  }

  /** Graph refuses every token issued so far, as after a continuous access evaluation. */
  revokeAll(): void {
    this.#live.clear()
  }

  /** The token's roles. Throws Graph's 401. */
  async check(authorization: string | undefined, audiences: readonly string[]): Promise<readonly string[]> {
    const token = /^Bearer (.+)$/i.exec(authorization ?? '')?.[1]
    if (token === undefined) throw unauthorised('Access token is empty.')
    const held = this.#verified.get(token) ?? (await this.#verify(token))
    const now = this.#state.seconds()
    if (held.exp <= now || held.nbf > now) throw unauthorised('Lifetime validation failed, the token is expired.')
    if (!this.#live.has(token)) throw unauthorised('Access token has been revoked.')
    if (!audiences.includes(held.audience)) throw unauthorised('Access token validation failure. Invalid audience.')
    return held.roles
  }

  async #verify(token: string): Promise<Held> {
    const result = await jwtVerify(token, this.#keys.publicKey, {
      currentDate: new Date(0),
      clockTolerance: Number.MAX_SAFE_INTEGER,
    }).catch(() => null)
    if (result === null) throw unauthorised('Access token validation failure. Invalid signature or format.')
    const { payload } = result
    const held = {
      roles: Array.isArray(payload['roles']) ? payload['roles'].map(String) : [],
      audience: String(payload.aud),
      exp: payload.exp ?? 0,
      nbf: payload.nbf ?? 0,
    }
    if (this.#verified.size >= 1000) this.#verified.clear()
    this.#verified.set(token, held)
    return held
  }
}

const unauthorised = (message: string) =>
  new GraphFailure(401, 'InvalidAuthenticationToken', message, {
    'WWW-Authenticate': `Bearer realm="", client_id="${graphAppId}", error="invalid_token"`,
  })
