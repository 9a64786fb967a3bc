import { randomUUID } from 'node:crypto'
import {
  AuthError,
  type AuthenticationResult,
  type Configuration,
  CryptoProvider,
  LogLevel,
  PublicClientApplication,
} from '@azure/msal-node'
import type { CloudId } from '../../../shared/domain/connection.ts'
import { delegatedScopes } from '../../../shared/domain/setup.ts'
import { AppError, isAppError } from '../../../shared/ipc/errors.ts'
import { type Cloud, isMicrosoftAuthority } from '../../cloud/clouds.ts'
import { entraError, redirectError } from '../../cloud/entra-errors.ts'
import { FetchNetworkModule } from '../../cloud/network-module.ts'
import type { Fetch, OpenExternal } from '../../ports.ts'
import { awaitBrowser, type LoopbackNeeds } from '../consent/loopback-server.ts'
import { checkTenant } from '../consent/tenant-id.ts'
import { AdminSession } from './admin-session.ts'

interface Needs extends LoopbackNeeds {
  readonly clouds: Readonly<Record<CloudId, Cloud>>
  readonly openExternal: OpenExternal
  readonly fetch: Fetch
  /** The public client that the sign-in goes through. */
  readonly clientId: () => string
}

/**
 * Signs an administrator in with the system's browser: authorization code with PKCE over the loopback server, the code
 * exchanged by MSAL over our own way to the network. MSAL's interactive flow is not used, because its loopback server
 * takes answers by POST alone and looks neither at the Host header nor at limits.
 * Source: "Microsoft identity platform and OAuth 2.0 authorization code flow".
 */
export class AdminSignIn {
  readonly #needs: Needs

  constructor(needs: Needs) {
    this.#needs = needs
  }

  /**
   * `tenant` (id or domain) where a certain one is meant, else null.
   * @throws AppError consent_declined, wrong_account, bootstrap_refused, browser_unanswered, browser_unavailable,
   * loopback_unavailable, cancelled, what an AADSTS code means, and the errors of the way there.
   */
  async signIn(cloudId: CloudId, tenant: string | null, signal: AbortSignal): Promise<AdminSession> {
    if (tenant !== null) checkTenant(tenant)
    const { clouds, openExternal, logger } = this.#needs
    const attempt = new Attempt(this.#needs, clouds[cloudId], tenant ?? 'organizations', signal)
    let redirect = ''
    const parameters = await awaitBrowser(
      this.#needs,
      '/',
      async ({ redirectUri, state }) => {
        redirect = redirectUri
        await openExternal(await attempt.begin(redirectUri, state))
      },
      signal,
    )
    const session = await attempt.finish(parameters, redirect)
    logger.info('registration.signed-in', { tenantId: session.tenantId, mayGrant: session.mayGrant })
    return session
  }
}

/** One sign-in: its own MSAL application, whose cache goes with it, and its own proof keys. */
class Attempt {
  readonly #needs: Needs
  readonly #cloud: Cloud
  readonly #tenant: string
  readonly #clientId: string
  readonly #network: FetchNetworkModule
  readonly #application: PublicClientApplication
  readonly #nonce = randomUUID()
  readonly #correlationId = randomUUID()
  #verifier = ''

  constructor(needs: Needs, cloud: Cloud, tenant: string, signal: AbortSignal) {
    this.#needs = needs
    this.#cloud = cloud
    this.#tenant = tenant
    this.#clientId = needs.clientId()
    const { fetch, clock } = needs
    const request = { tenant, client: this.#clientId, thumbprint: null }
    const explain = (answer: Parameters<typeof entraError>[0]) => entraError(answer, request, clock.now())
    this.#network = new FetchNetworkModule({ fetch, clock, signal, explain })
    this.#application = new PublicClientApplication(this.#configuration())
  }

  /** The address of the sign-in page. */
  async begin(redirectUri: string, state: string): Promise<string> {
    const { verifier, challenge } = await new CryptoProvider().generatePkceCodes()
    this.#verifier = verifier
    return this.#explained(() =>
      this.#application.getAuthCodeUrl({
        scopes: this.#scopes(),
        redirectUri,
        state,
        responseMode: 'query',
        codeChallenge: challenge,
        codeChallengeMethod: 'S256',
        // The browser may be signed in as somebody else than the administrator.
        prompt: 'select_account',
        nonce: this.#nonce,
        correlationId: this.#correlationId,
      }),
    )
  }

  async finish(parameters: URLSearchParams, redirectUri: string): Promise<AdminSession> {
    const code = parameters.get('code') ?? ''
    if (parameters.has('error') || parameters.has('error_subcode') || code === '') {
      throw this.#named(redirectError(parameters, { tenant: this.#tenant, client: this.#clientId }))
    }
    const result = await this.#explained(() =>
      this.#application.acquireTokenByCode(
        {
          code,
          redirectUri,
          scopes: this.#scopes(),
          codeVerifier: this.#verifier,
          nonce: this.#nonce,
          correlationId: this.#correlationId,
        },
        { code, nonce: this.#nonce },
      ),
    )
    return this.#session(result)
  }

  #session(result: AuthenticationResult): AdminSession {
    const { accessToken: token, expiresOn, tenantId, account, idTokenClaims } = result
    if (!token || expiresOn === null || !tenantId) throw new AppError('sign_in_unavailable')
    const wids = (idTokenClaims as { readonly wids?: unknown }).wids ?? widsOf(token)
    const { clock } = this.#needs
    const signedIn = {
      token,
      expiresAt: expiresOn,
      tenantId,
      clientId: this.#clientId,
      userName: account?.username ?? '',
      directoryRoles: Array.isArray(wids) ? wids.map(String) : null,
    }
    return new AdminSession(signedIn, () => clock.now())
  }

  #scopes(): string[] {
    return delegatedScopes.map((name) => `${this.#cloud.graph}/${name}`)
  }

  async #explained<Value>(task: () => Promise<Value>): Promise<Value> {
    try {
      return await task()
    } catch (error) {
      const { failure } = this.#network
      if (failure !== null) throw this.#named(failure)
      if (isAppError(error)) throw error
      const params = { client: this.#clientId, tenant: this.#tenant }
      // MSAL's own text can quote what it was given, the code included: only its code goes on.
      if (error instanceof AuthError) throw new AppError('sign_in_refused', { ...params, oauth: error.errorCode })
      throw new AppError('internal', params)
    }
  }

  /** Entra refuses one of Microsoft's own clients that it has not agreed to beforehand as missing consent. */
  #named(error: AppError): AppError {
    const isBlocked = error.params['aadsts'] === 'AADSTS65002'
    return isBlocked ? new AppError('bootstrap_refused', error.params, { cause: error }) : error
  }

  #configuration(): Configuration {
    const { authority } = this.#cloud
    return {
      auth: {
        clientId: this.#clientId,
        authority: `${authority}/${encodeURIComponent(this.#tenant)}`,
        knownAuthorities: isMicrosoftAuthority(authority) ? [] : [new URL(authority).host],
      },
      system: {
        networkClient: this.#network,
        loggerOptions: { loggerCallback: () => undefined, logLevel: LogLevel.Error, piiLoggingEnabled: false },
      },
    }
  }
}

/** The directory roles in an access token, which is read for this hint alone. */
const widsOf = (token: string): unknown => {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'))
    return (claims as { readonly wids?: unknown } | null)?.wids
  } catch {
    return undefined
  }
}
