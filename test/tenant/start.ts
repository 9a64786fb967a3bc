import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeSecret } from './applications/credentials.ts'
import { graphAppId } from './applications/graph-permissions.ts'
import { defaultRoles, register } from './applications/registered.ts'
import { Applications } from './applications/store.ts'
import { AccessTokens, generateRsa } from './entra/access-tokens.ts'
import { type Account, makeAccounts, otherTenant } from './entra/accounts.ts'
import { bootstrapClientId } from './entra/clients.ts'
import { Codes } from './entra/codes.ts'
import { Flows } from './entra/flows.ts'
import { OpaqueTokens } from './graph/opaque.ts'
import { Routes } from './graph/routes.ts'
import { MailGate } from './mail/gate.ts'
import { Mailboxes } from './mail/mailboxes.ts'
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
import { type CloudId, hostsOf } from './server/national-clouds.ts'
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
  /** The cloud it stands for; the global one when not given. */
  readonly cloud?: CloudId
  /**
   * Speak of itself by that cloud's real host names, for clients that resolve those to `url`: tokens, links and the
   * file for TENANTRY_CLOUD have them.
   */
  readonly realNames?: boolean
  readonly displayName?: string
  readonly domain?: string
  /** Whether Graph has userCertificate and userSMIMECertificate of users; without, it answers 400. */
  readonly offersCertificates?: boolean
  /** Serve with a certificate that `caPem` did not issue. */
  readonly untrusted?: boolean
}

/** What a client needs to know to connect. */
export interface TenantFacts {
  /** Where it listens; everything below it is reached there, whatever name it has. */
  readonly url: string
  readonly cloud: CloudId
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
  /** The registration's object id. */
  readonly applicationId: string
  readonly servicePrincipalId: string
  /** The root of the certificates that people of the tenant sign their mail with. */
  readonly mailRootPem: string
  /** Microsoft's public client that Graph's permissions for a registration are agreed with beforehand. */
  readonly bootstrapClientId: string
  /** Who can sign in on the pages. */
  readonly accounts: readonly Account[]
  /** Where the stranger among them is at home. */
  readonly otherTenantId: string
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
  const domain = options.domain ?? 'nordwind.example'
  const [certificate, otherAuthority, client, signing] = await Promise.all([
    makeServerCertificate(),
    options.untrusted === true ? makeServerCertificate() : null,
    makeClientCertificate(),
    generateRsa(),
  ])
  const model = new Directory({ seed, users, groups, memberships, domain })
  const other = otherTenant(seed)
  const state = new TenantState({
    tenantId: guid(hash(seed, 0x7e4a), seed),
    displayName: options.displayName ?? 'Nordwind Logistik SE',
    domain,
    other,
  })
  state.latencyMs = options.latencyMs ?? 0
  state.offersCertificates = options.offersCertificates ?? false
  const applications = new Applications(seed, () => state.now())
  const clientSecret = makeSecret(seed)
  const registered = register(applications, state.tenantId, {
    seed,
    roles: options.roles ?? defaultRoles,
    clientSecret,
    certificatePem: client.certificatePem,
  })
  const tokens = new AccessTokens(state, signing)
  const codes = new Codes()
  const accounts = makeAccounts(seed, state, other)
  const faults = new Faults()
  const log = new RequestLog()
  const mailboxes = new Mailboxes(seed, model, state.displayName)
  const gate = new MailGate()
  const controls = new Controls({
    directory: model,
    mailboxes,
    gate,
    faults,
    log,
    applications,
    registered,
    state,
    tokens,
    codes,
  })
  const listener = new Listener()
  const url = `https://localhost:${await listener.listen(certificate, options.port ?? 0)}`
  const cloud = options.cloud ?? 'global'
  const { login, graph } = hostsOf[cloud]
  const authority = options.realNames === true ? `https://${login}` : url
  const graphOrigin = options.realNames === true ? `https://${graph}` : url
  const graphAudiences = [graphOrigin, `https://${graph}`, graphAppId] as const
  const entra = { state, applications, tokens, accounts, flows: new Flows(), codes, origin: authority, graphAudiences }
  const opaque = new OpaqueTokens()
  const routes = new Routes({
    directory: model,
    mailboxes,
    state,
    tokens: opaque,
    origin: graphOrigin,
    applications,
    accounts,
  })
  const dispatcher = new Dispatcher({ entra, routes, faults, log })
  listener.serve({ dispatcher, controls, faults, log, state, gate })
  const facts: TenantFacts = {
    url,
    cloud,
    authority,
    graph: graphOrigin,
    caPem: (otherAuthority ?? certificate).caPem,
    tenantId: state.tenantId,
    domain,
    displayName: state.displayName,
    clientId: registered.application.appId,
    clientSecret,
    ...client,
    applicationId: registered.application.id,
    servicePrincipalId: registered.principal.id,
    mailRootPem: mailboxes.authority.rootPem,
    bootstrapClientId,
    accounts,
    otherTenantId: other.tenantId,
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
export const writeCloudFile = async (
  facts: TenantFacts,
  directory: string,
  others: readonly TenantFacts[] = [],
): Promise<string> => {
  const path = join(directory, 'cloud.json')
  const addresses = ({ authority, graph, caPem: ca, cloud }: TenantFacts) => ({ authority, graph, ca, cloud })
  const further = others.length === 0 ? {} : { others: others.map(addresses) }
  await writeFile(path, JSON.stringify({ ...addresses(facts), ...further }, null, 2))
  return path
}
