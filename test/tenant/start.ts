import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AccessTokens, generateRsa } from './entra/access-tokens.ts'
import { registeredCertificate } from './entra/assertion.ts'
import { defaultRoles, makeSecret, Registration } from './entra/registration.ts'
import { OpaqueTokens } from './graph/opaque.ts'
import { Routes } from './graph/routes.ts'
import type { Counts } from './model/counts.ts'
import { Directory } from './model/directory.ts'
import { guid } from './model/ids.ts'
import { hash } from './model/random.ts'
import { makeClientCertificate, makeServerCertificate } from './server/certificates.ts'
import { Controls } from './server/controls.ts'
import { Dispatcher } from './server/dispatch.ts'
import { Faults } from './server/faults.ts'
import { Listener } from './server/listener.ts'
import { RequestLog } from './server/log.ts'
import { TenantState } from './server/state.ts'

export interface TenantOptions {
  /** Users that qualify: licensed and with a mail address. 2,000 when not given. */
  readonly users?: number
  /** Groups that qualify: security and Microsoft 365. A tenth of the users when not given, at least ten. */
  readonly groups?: number
  /** Direct memberships of those groups that a correct synchronisation ends with. Five a user when not given. */
  readonly memberships?: number
  readonly seed?: number
  readonly latencyMs?: number
  /** 0 or absent for any free port. */
  readonly port?: number
  /** Where to write the file for TENANTRY_CLOUD at once. */
  readonly directory?: string
  /** Application roles with consent; User.Read.All and Group.Read.All when not given. */
  readonly roles?: readonly string[]
  /** Serve with a certificate that `caPem` did not issue. */
  readonly untrusted?: boolean
}

/** What a client needs to know to connect. */
export interface TenantFacts {
  readonly url: string
  readonly authority: string
  readonly graph: string
  readonly caPem: string
  readonly tenantId: string
  readonly domain: string
  readonly displayName: string
  readonly clientId: string
  readonly clientSecret: string
  readonly certificatePem: string
  /** PKCS#8, not encrypted. */
  readonly privateKeyPem: string
}

export interface Tenant extends TenantFacts {
  /** As of now, changes included. */
  readonly counts: Counts
  readonly model: Directory
  readonly controls: Controls
  readonly faults: Faults
  readonly log: RequestLog
  /** Writes the file that TENANTRY_CLOUD names and returns its path. */
  cloudFile(directory: string): Promise<string>
  close(): Promise<void>
}

export const startTenant = async (options: TenantOptions = {}): Promise<Tenant> => {
  const { users = 2_000, seed = 1 } = options
  const groups = options.groups ?? Math.max(10, Math.round(users / 10))
  const memberships = options.memberships ?? users * 5
  const domain = 'nordwind.example'
  const [certificate, otherAuthority, client, signing] = await Promise.all([
    makeServerCertificate(),
    options.untrusted === true ? makeServerCertificate() : null,
    makeClientCertificate(),
    generateRsa(),
  ])
  const model = new Directory({ seed, users, groups, memberships, domain })
  const state = new TenantState({
    tenantId: guid(hash(seed, 0x7e4a), seed),
    displayName: 'Nordwind Logistik SE',
    domain,
  })
  state.latencyMs = options.latencyMs ?? 0
  const registration = new Registration(seed, options.roles ?? defaultRoles)
  const clientSecret = makeSecret(seed)
  registration.secrets.push({ value: clientSecret, notAfter: new Date(Date.now() + 180 * 24 * 3600 * 1000) })
  registration.certificates.push(registeredCertificate(client.certificatePem))
  const tokens = new AccessTokens(state, registration, signing)
  const faults = new Faults()
  const log = new RequestLog()
  const controls = new Controls({ directory: model, faults, log, registration, state, tokens })
  const listener = new Listener()
  const url = `https://localhost:${await listener.listen(certificate, options.port ?? 0)}`
  const routes = new Routes({ directory: model, state, tokens: new OpaqueTokens(), origin: url })
  const dispatcher = new Dispatcher({ entra: { state, registration, tokens, origin: url }, routes, faults, log })
  listener.serve({ dispatcher, controls, faults, log, state })
  const facts: TenantFacts = {
    url,
    authority: url,
    graph: url,
    caPem: (otherAuthority ?? certificate).caPem,
    tenantId: state.tenantId,
    domain,
    displayName: state.displayName,
    clientId: registration.clientId,
    clientSecret,
    ...client,
  }
  if (options.directory !== undefined) await writeCloudFile(facts, options.directory)
  return {
    ...facts,
    get counts() {
      return controls.counts()
    },
    model,
    controls,
    faults,
    log,
    cloudFile: (directory) => writeCloudFile(facts, directory),
    close: () => listener.close(),
  }
}

/** Source of its form: the program's override of cloud addresses, which an unpackaged run reads. */
export const writeCloudFile = async (facts: TenantFacts, directory: string): Promise<string> => {
  const path = join(directory, 'cloud.json')
  await writeFile(path, JSON.stringify({ authority: facts.authority, graph: facts.graph, ca: facts.caPem }, null, 2))
  return path
}
