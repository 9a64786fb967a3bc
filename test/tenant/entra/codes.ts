import { randomBytes } from 'node:crypto'
import type { Account } from './accounts.ts'

/** What an authorization code stands for. */
export interface Grant {
  readonly clientId: string
  readonly redirectUri: string
  readonly account: Account
  /** As asked for, `openid` and the like among them. */
  readonly scopes: readonly string[]
  readonly nonce: string | null
  readonly challenge: { readonly method: 'S256' | 'plain'; readonly value: string } | null
}

interface Held<T> {
  readonly grant: T
  readonly expires: number
  redeemed: boolean
}

/** Ten minutes. Source: Microsoft identity platform, "OAuth 2.0 authorization code flow". */
const lifetime = 600

/** Codes and refresh tokens; opaque, in memory. */
export class Codes {
  readonly #codes = new Map<string, Held<Grant>>()
  readonly #refresh = new Map<string, Grant>()

  issue(grant: Grant, now: number): string {
    const code = `1.${randomBytes(96).toString('base64url')}`
    this.#codes.set(code, { grant, expires: now + lifetime, redeemed: false })
    return code
  }

  find(code: string): Held<Grant> | null {
    return this.#codes.get(code) ?? null
  }

  issueRefreshToken(grant: Grant): string {
    const token = `1.${randomBytes(96).toString('base64url')}`
    this.#refresh.set(token, grant)
    return token
  }

  findRefreshToken(token: string): Grant | null {
    return this.#refresh.get(token) ?? null
  }

  revokeRefreshTokens(): void {
    this.#refresh.clear()
  }
}
