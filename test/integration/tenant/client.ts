import { createHash, createPrivateKey, randomUUID, X509Certificate } from 'node:crypto'
import { SignJWT } from 'jose'
import { Agent, buildConnector, fetch } from 'undici'
import type { TenantFacts } from '../../tenant/start.ts'

export interface Reply {
  readonly status: number
  readonly headers: { get(name: string): string | null }
  readonly text: string
  // biome-ignore lint/suspicious/noExplicitAny: answers of every shape are looked into by the tests
  readonly body: any
}

/** Whatever the host's name, the connection goes to the tenant; its certificate must have that name. */
const connectorTo = ({ caPem, url }: TenantFacts): buildConnector.connector => {
  const connect = buildConnector({ ca: caPem })
  const { port } = new URL(url)
  return (options, callback) =>
    options.port !== ''
      ? connect(options, callback)
      : connect({ ...options, hostname: 'localhost', port, servername: options.hostname }, callback)
}

/** Speaks to the simulated tenant as a stranger would: real HTTPS, its authority trusted, nothing else shared. */
export class Client {
  readonly #facts: TenantFacts
  readonly #agent: Agent
  #token = ''

  constructor(facts: TenantFacts) {
    this.#facts = facts
    this.#agent = new Agent({ connect: connectorTo(facts) })
  }

  close(): Promise<void> {
    return this.#agent.destroy()
  }

  async send(
    url: string,
    init: {
      method?: string
      headers?: Record<string, string>
      body?: string
      signal?: AbortSignal
      redirect?: 'manual'
    } = {},
  ): Promise<Reply> {
    const { graph, authority } = this.#facts
    const absolute = url.startsWith('https:') ? url : `${url.startsWith('/v1.0') ? graph : authority}${url}`
    const response = await fetch(absolute, { ...init, dispatcher: this.#agent })
    const text = await response.text()
    const body: unknown =
      /json/.test(response.headers.get('content-type') ?? '') && text !== '' ? JSON.parse(text) : text
    return { status: response.status, headers: response.headers, text, body }
  }

  /** The token endpoint, with the right fields unless others are given; null leaves a field out. */
  token(fields: Readonly<Record<string, string | null>> = {}, tenant = this.#facts.tenantId): Promise<Reply> {
    const form = {
      client_id: this.#facts.clientId,
      grant_type: 'client_credentials',
      scope: `${this.#facts.graph}/.default`,
      client_secret: this.#facts.clientSecret,
      ...fields,
    }
    const body = new URLSearchParams(
      Object.entries(form).filter((entry): entry is [string, string] => entry[1] !== null),
    )
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    return this.send(`/${tenant}/oauth2/v2.0/token`, { method: 'POST', headers, body: body.toString() })
  }

  /** A token by client assertion instead of a secret. */
  async tokenByAssertion(assertion: string): Promise<Reply> {
    return this.token({
      client_secret: null,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
    })
  }

  /** The right assertion unless told otherwise. Times are seconds from now. */
  assertion(
    options: {
      readonly algorithm?: 'PS256' | 'RS256'
      readonly audience?: string
      readonly issuer?: string
      readonly certificatePem?: string
      readonly privateKeyPem?: string
      readonly notBefore?: number
      readonly expires?: number
    } = {},
  ): Promise<string> {
    const facts = this.#facts
    const { algorithm = 'PS256', issuer = facts.clientId } = options
    const der = new X509Certificate(options.certificatePem ?? facts.certificatePem).raw
    const thumbprint = (name: string) => createHash(name).update(der).digest('base64url')
    const header = algorithm === 'PS256' ? { 'x5t#S256': thumbprint('sha256') } : { x5t: thumbprint('sha1') }
    const now = Math.floor(Date.now() / 1000)
    return new SignJWT({})
      .setProtectedHeader({ alg: algorithm, typ: 'JWT', ...header })
      .setIssuer(issuer)
      .setSubject(issuer)
      .setAudience(options.audience ?? `${facts.authority}/${facts.tenantId}/oauth2/v2.0/token`)
      .setJti(randomUUID())
      .setNotBefore(now + (options.notBefore ?? 0))
      .setExpirationTime(now + (options.expires ?? 600))
      .sign(createPrivateKey(options.privateKeyPem ?? facts.privateKeyPem))
  }

  async signIn(): Promise<void> {
    const reply = await this.token()
    if (reply.status !== 200) throw new Error(reply.text)
    this.#token = reply.body.access_token
  }

  graph(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Reply> {
    const url = path.startsWith('https:') ? path : `/v1.0${path}`
    return this.send(url, { headers: { authorization: `Bearer ${this.#token}`, ...headers } })
  }

  /** One call of Graph with a token of one's own. */
  call(token: string, method: string, path: string, body?: unknown): Promise<Reply> {
    const headers = { authorization: `Bearer ${token}` }
    return body === undefined
      ? this.send(`/v1.0${path}`, { method, headers })
      : this.send(`/v1.0${path}`, {
          method,
          headers: { ...headers, 'content-type': 'application/json' },
          body: JSON.stringify(body),
        })
  }

  /** The whole body as it is. */
  async bytes(path: string): Promise<Uint8Array> {
    return Buffer.concat(await this.pieces(path))
  }

  /** The body as it arrives. */
  async pieces(path: string): Promise<readonly Uint8Array[]> {
    const headers = { authorization: `Bearer ${this.#token}` }
    const { body } = await fetch(`${this.#facts.url}${path}`, { headers, dispatcher: this.#agent })
    const pieces: Uint8Array[] = []
    for await (const piece of body ?? []) pieces.push(piece as Uint8Array)
    return pieces
  }

  batch(requests: readonly unknown[]): Promise<Reply> {
    const headers = { authorization: `Bearer ${this.#token}`, 'content-type': 'application/json' }
    return this.send('/v1.0/$batch', { method: 'POST', headers, body: JSON.stringify({ requests }) })
  }

  /** All pages of a list or of a delta round, in order. */
  async pages(path: string, headers: Readonly<Record<string, string>> = {}): Promise<readonly Reply['body'][]> {
    const pages: Reply['body'][] = []
    for (let next: string | undefined = path; next !== undefined; ) {
      const reply = await this.graph(next, headers)
      if (reply.status !== 200) throw new Error(reply.text)
      pages.push(reply.body)
      next = reply.body['@odata.nextLink']
    }
    return pages
  }
}

export const eventual = { ConsistencyLevel: 'eventual' } as const
export const licensedUsers = '/users?$filter=assignedLicenses/$count ne 0&$count=true'
export const syncedGroups = "/groups?$filter=groupTypes/any(c:c eq 'Unified') or securityEnabled eq true"
