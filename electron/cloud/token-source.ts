import { randomUUID } from 'node:crypto'
import { AuthError, ConfidentialClientApplication, type Configuration, LogLevel } from '@azure/msal-node'
import { AppError, isAppError } from '../../shared/ipc/errors.ts'
import type { Clock, Fetch, Logger } from '../ports.ts'
import { type AccessToken, accessToken, type TokenSource } from './access-token.ts'
import { type Cloud, isMicrosoftAuthority, scopeOf } from './clouds.ts'
import type { Credential } from './credential.ts'
import { type EntraRequest, entraError } from './entra-errors.ts'
import { FetchNetworkModule } from './network-module.ts'
import { backoff } from './retry-after.ts'
import { SharedRequest } from './shared-request.ts'

export type { AccessToken, TokenSource } from './access-token.ts'

/** A token is renewed so long before its end, as MSAL does; a short-lived one (tests) after half its life. */
const renewalMargin = 300_000
/** A sign-in is tried again after a hiccup of the service or the line, not after a refusal. */
const maxTries = 3
const maxWait = 60_000

interface Needs {
  readonly cloud: Cloud
  /** Id or verified domain. */
  readonly tenantId: string
  readonly clientId: string
  readonly credential: Credential
  readonly fetch: Fetch
  readonly clock: Clock
  readonly logger: Logger
}

/**
 * App-only tokens by MSAL's client credentials grant: the assertion, the trust in the authority and the protocol are
 * MSAL's. Each request gets a client application of its own, so MSAL keeps nothing between them: no cache (the one token
 * is held here), no assertion signed under an old clock, no remembered refusal.
 */
export class AppTokenSource implements TokenSource {
  readonly #needs: Needs
  #credential: Credential
  /** By claims challenge; '' for none. */
  readonly #requests = new Map<string, SharedRequest<AccessToken>>()
  #current: { readonly token: AccessToken; readonly renewAt: number } | null = null

  constructor(needs: Needs) {
    this.#needs = needs
    this.#credential = needs.credential
  }

  /** From the next request on. The token in hand stays good: it belongs to the application, not to the credential. */
  use(credential: Credential): void {
    this.#credential = credential
  }

  acquire(
    { fresh = false, claims }: { readonly fresh?: boolean; readonly claims?: string },
    signal: AbortSignal,
  ): Promise<AccessToken> {
    const now = this.#needs.clock.now().getTime()
    if (!fresh && claims === undefined && this.#current !== null && now < this.#current.renewAt) {
      return Promise.resolve(this.#current.token)
    }
    const key = claims ?? ''
    const running = this.#requests.get(key)
    if (running?.open === true) return running.wait(signal)
    for (const [old, { open }] of this.#requests) if (!open) this.#requests.delete(old)
    const request = new SharedRequest((shared) => this.#persist(claims, shared))
    this.#requests.set(key, request)
    return request.wait(signal)
  }

  async #persist(claims: string | undefined, signal: AbortSignal): Promise<AccessToken> {
    const { clock, logger, tenantId, clientId } = this.#needs
    for (let attempt = 1; ; attempt++) {
      const network = this.#network(signal)
      try {
        return await this.#request(claims, network)
      } catch (error) {
        const failure = network.failure ?? this.#explain(error)
        logger.warn('cloud.sign-in-failed', { tenantId, clientId, attempt, code: failure.code, ...failure.params })
        const transient = failure.code === 'sign_in_unavailable' || failure.code === 'connection_lost'
        const wait = network.retryAt === null ? backoff(attempt) : network.retryAt.getTime() - clock.now().getTime()
        if (!transient || attempt === maxTries || wait > maxWait) throw failure
        await clock.sleep(wait, signal)
      }
    }
  }

  async #request(claims: string | undefined, network: FetchNetworkModule): Promise<AccessToken> {
    const { cloud, tenantId, clientId, clock, logger } = this.#needs
    const application = new ConfidentialClientApplication(this.#configuration(network))
    const asked = clock.now().getTime()
    const correlationId = randomUUID()
    const result = await application.acquireTokenByClientCredential({
      scopes: [scopeOf(cloud)],
      correlationId,
      skipCache: true,
      // Otherwise MSAL_FORCE_REGION in the environment would send the credential to a host of its choice.
      azureRegion: 'DisableMsalForceRegion',
      ...(claims === undefined ? {} : { claims }),
    })
    if (!result?.accessToken || result.expiresOn === null) throw new AppError('sign_in_unavailable', { status: '200' })
    const token = accessToken(result.accessToken, result.expiresOn, { tenantId, clientId })
    const life = result.expiresOn.getTime() - asked
    this.#current = { token, renewAt: result.expiresOn.getTime() - Math.min(renewalMargin, life / 2) }
    logger.info('cloud.signed-in', {
      tenantId,
      clientId,
      correlationId,
      expiresAt: token.expiresAt,
      roles: token.roles,
    })
    return token
  }

  #network(signal: AbortSignal): FetchNetworkModule {
    const { fetch, clock, tenantId, clientId } = this.#needs
    const credential = this.#credential
    const request: EntraRequest = {
      tenant: tenantId,
      client: clientId,
      thumbprint: credential.kind === 'certificate' ? credential.thumbprint : null,
    }
    return new FetchNetworkModule({
      fetch,
      clock,
      signal,
      explain: (answer) => entraError(answer, request, clock.now()),
    })
  }

  #configuration(networkClient: FetchNetworkModule): Configuration {
    const { cloud, tenantId, clientId } = this.#needs
    const credential = this.#credential
    const host = new URL(cloud.authority).host
    return {
      auth: {
        clientId,
        authority: `${cloud.authority}/${encodeURIComponent(tenantId)}`,
        knownAuthorities: isMicrosoftAuthority(cloud.authority) ? [] : [host],
        // Announces that a claims challenge is understood, which continuous access evaluation asks for.
        clientCapabilities: ['CP1'],
        ...(credential.kind === 'secret'
          ? { clientSecret: credential.secret }
          : {
              clientCertificate: { thumbprintSha256: credential.thumbprint, privateKey: credential.privateKeyPem },
            }),
      },
      system: {
        networkClient,
        loggerOptions: { loggerCallback: () => undefined, logLevel: LogLevel.Error, piiLoggingEnabled: false },
      },
    }
  }

  /** What MSAL itself objects to, before or after the network. */
  #explain(error: unknown): AppError {
    if (isAppError(error)) return error
    const { tenantId, clientId } = this.#needs
    const params = { tenant: tenantId, client: clientId }
    if (!(error instanceof AuthError)) return new AppError('internal', params, { cause: error })
    const oauth = { ...params, oauth: error.errorCode }
    if (error.errorCode === 'missing_tenant_id_error') return new AppError('tenant_not_found', oauth, { cause: error })
    return new AppError('sign_in_refused', oauth, { cause: error })
  }
}
