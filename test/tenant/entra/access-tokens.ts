import { generateKeyPair as generate, type KeyObject, randomUUID } from 'node:crypto'
import { promisify } from 'node:util'
import { exportJWK, type JWK, type JWTPayload, jwtVerify, SignJWT } from 'jose'
import { graphAppId } from '../applications/graph-permissions.ts'
import { GraphFailure } from '../graph/answer.ts'
import type { TenantState } from '../server/state.ts'
import { type Account, roleIdsOf } from './accounts.ts'

export const generateRsa = () => promisify(generate)('rsa', { modulusLength: 2048 })

/** Who calls Graph: an application by itself, or with a person behind it. */
export interface Caller {
  readonly tenantId: string
  /** Client id. */
  readonly appId: string
  /** The person's object id, or the service principal's. */
  readonly id: string
  /** Application permissions; empty with a person. */
  readonly roles: readonly string[]
  /** Delegated permissions; null for an application by itself. */
  readonly scopes: readonly string[] | null
}

interface Held extends Caller {
  readonly audience: string
  readonly exp: number
  readonly nbf: number
}

/** Signs tokens as Entra does and checks access tokens as Graph does. A verified token is remembered by its text. */
export class AccessTokens {
  readonly #state: TenantState
  readonly #keys: { readonly privateKey: KeyObject; readonly publicKey: KeyObject }
  readonly #keyId = randomUUID()
  readonly #verified = new Map<string, Held>()
  /** Issued and not revoked since. */
  readonly #live = new Set<string>()

  constructor(state: TenantState, keys: { readonly privateKey: KeyObject; readonly publicKey: KeyObject }) {
    this.#state = state
    this.#keys = keys
  }

  async jwks(): Promise<{ readonly keys: readonly JWK[] }> {
    const jwk = await exportJWK(this.#keys.publicKey)
    return { keys: [{ ...jwk, kid: this.#keyId, use: 'sig', alg: 'RS256' }] }
  }

  /** App-only. Without consent there is no `roles` claim, and yet a token. */
  issueToApplication(subject: {
    readonly appId: string
    readonly displayName: string
    readonly principalId: string
    readonly roles: readonly string[]
    readonly tenantId: string
    readonly audience: string
  }): Promise<string> {
    const claims = {
      appid: subject.appId,
      app_displayname: subject.displayName,
      appidacr: '2',
      idtyp: 'app',
      oid: subject.principalId,
      ...(subject.roles.length === 0 ? {} : { roles: subject.roles }),
    }
    return this.#access({ ...subject, subject: subject.principalId }, claims)
  }

  /** Delegated: what the client may do for the person, who may be allowed less. */
  issueForPerson(subject: {
    readonly appId: string
    readonly displayName: string
    readonly account: Account
    readonly scopes: readonly string[]
    readonly audience: string
  }): Promise<string> {
    const { account } = subject
    const claims = {
      appid: subject.appId,
      app_displayname: subject.displayName,
      appidacr: '0',
      idtyp: 'user',
      oid: account.id,
      name: account.name,
      upn: account.userPrincipalName,
      unique_name: account.userPrincipalName,
      scp: subject.scopes.join(' '),
      wids: roleIdsOf(account),
    }
    return this.#access({ tenantId: account.tenantId, audience: subject.audience, subject: account.id }, claims)
  }

  async #access(
    about: { readonly tenantId: string; readonly audience: string; readonly subject: string },
    claims: JWTPayload,
  ): Promise<string> {
    const issuer = `https://sts.windows.net/${about.tenantId}/`
    const token = await this.#sign({ ...claims, tid: about.tenantId, ver: '1.0' }, { ...about, issuer, early: 300 })
    this.#live.add(token)
    return token
  }

  /** Source: Microsoft identity platform, "ID token claims reference". */
  issueIdToken(origin: string, clientId: string, account: Account, nonce: string | null): Promise<string> {
    const claims = {
      name: account.name,
      oid: account.id,
      preferred_username: account.userPrincipalName,
      tid: account.tenantId,
      ver: '2.0',
      ...(nonce === null ? {} : { nonce }),
    }
    const issuer = `${origin}/${account.tenantId}/v2.0`
    return this.#sign(claims, { audience: clientId, issuer, subject: account.id, early: 0 })
  }

  #sign(
    claims: JWTPayload,
    about: {
      readonly audience: string
      readonly issuer: string
      readonly subject: string
      readonly early: number
    },
  ): Promise<string> {
    const now = this.#state.seconds()
    return new SignJWT({ ...claims, uti: randomUUID() })
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: this.#keyId })
      .setAudience(about.audience)
      .setIssuer(about.issuer)
      .setSubject(about.subject)
      .setIssuedAt(now)
      .setNotBefore(now - about.early)
      .setExpirationTime(now + this.#state.tokenLifetimeSeconds)
      .sign(this.#keys.privateKey)
  }

  /** Graph refuses every token issued so far, as after a continuous access evaluation. */
  revokeAll(): void {
    this.#live.clear()
  }

  /** Who the token speaks for. Throws Graph's 401. */
  async check(authorization: string | undefined, audiences: readonly string[]): Promise<Caller> {
    const token = /^Bearer (.+)$/i.exec(authorization ?? '')?.[1]
    if (token === undefined) throw unauthorised('Access token is empty.')
    const held = this.#verified.get(token) ?? (await this.#verify(token))
    const now = this.#state.seconds()
    if (held.exp <= now || held.nbf > now) throw unauthorised('Lifetime validation failed, the token is expired.')
    if (!this.#live.has(token)) throw unauthorised('Access token has been revoked.')
    if (!audiences.includes(held.audience)) throw unauthorised('Access token validation failure. Invalid audience.')
    return held
  }

  async #verify(token: string): Promise<Held> {
    const result = await jwtVerify(token, this.#keys.publicKey, {
      currentDate: new Date(0),
      clockTolerance: Number.MAX_SAFE_INTEGER,
    }).catch(() => null)
    if (result === null) throw unauthorised('Access token validation failure. Invalid signature or format.')
    const held = heldBy(result.payload)
    if (this.#verified.size >= 1000) this.#verified.clear()
    this.#verified.set(token, held)
    return held
  }
}

const heldBy = (payload: JWTPayload): Held => ({
  tenantId: String(payload['tid']),
  appId: String(payload['appid']),
  roles: Array.isArray(payload['roles']) ? payload['roles'].map(String) : [],
  id: String(payload['oid']),
  scopes: payload['idtyp'] === 'user' ? String(payload['scp'] ?? '').split(' ') : null,
  audience: String(payload.aud),
  exp: payload.exp ?? 0,
  nbf: payload.nbf ?? 0,
})

const unauthorised = (message: string) =>
  new GraphFailure(401, 'InvalidAuthenticationToken', message, {
    'WWW-Authenticate': `Bearer realm="", client_id="${graphAppId}", error="invalid_token"`,
  })
