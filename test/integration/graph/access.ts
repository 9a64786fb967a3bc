import { overridden } from '../../../electron/cloud/cloud-override.ts'
import { type Cloud, clouds } from '../../../electron/cloud/clouds.ts'
import type { Credential } from '../../../electron/cloud/credential.ts'
import { AppTokenSource } from '../../../electron/cloud/token-source.ts'
import { readCredential } from '../../../electron/connection/credential-reader.ts'
import { Graph } from '../../../electron/graph/graph.ts'
import { Limiter } from '../../../electron/graph/limiter.ts'
import type { Clock } from '../../../electron/ports.ts'
import type { LedgerEntry } from '../../../shared/domain/sync.ts'
import { FakeClock } from '../../fakes/fake-clock.ts'
import type { NodeFetch } from '../../fakes/node-fetch.ts'
import { SilentLogger } from '../../fakes/silent-logger.ts'
import type { TenantFacts } from '../../tenant/start.ts'

export interface Changed {
  readonly credential?: Credential
  readonly tenantId?: string
  readonly clientId?: string
  readonly clock?: Clock
  readonly concurrency?: number
}

export interface Access {
  readonly tokens: AppTokenSource
  readonly graph: Graph
  readonly clock: Clock
  readonly logger: SilentLogger
  readonly ledger: LedgerEntry[]
  readonly waits: string[]
  readonly watch: { readonly onRequest: (entry: LedgerEntry) => void; readonly onWait: (until: string) => void }
}

const cloudOf = (tenant: TenantFacts): Cloud =>
  overridden(clouds.global, { authority: tenant.authority, graph: tenant.graph, ca: tenant.caPem })

export const secretOf = (tenant: TenantFacts): Credential => ({ kind: 'secret', secret: tenant.clientSecret })

export const certificateOf = (tenant: TenantFacts): Credential =>
  readCredential([tenant.certificatePem, tenant.privateKeyPem], undefined, new Date())

/** The program's own way to the simulated tenant. Waits pass at once; time limits of requests do not run out. */
export const connect = (tenant: TenantFacts, { fetch }: NodeFetch, changed: Changed = {}): Access => {
  const clock = changed.clock ?? new FakeClock(new Date(), { skip: 25_000 })
  const logger = new SilentLogger()
  const cloud = cloudOf(tenant)
  const tokens = new AppTokenSource({
    cloud,
    tenantId: changed.tenantId ?? tenant.tenantId,
    clientId: changed.clientId ?? tenant.clientId,
    credential: changed.credential ?? secretOf(tenant),
    fetch,
    clock,
    logger,
  })
  const { concurrency } = changed
  const limiter = new Limiter({ clock, ...(concurrency === undefined ? {} : { concurrency, most: concurrency }) })
  const graph = new Graph({ cloud, tokens, fetch, clock, logger, limiter })
  const ledger: LedgerEntry[] = []
  const waits: string[] = []
  const watch = { onRequest: (entry: LedgerEntry) => ledger.push(entry), onWait: (until: string) => waits.push(until) }
  return { tokens, graph, clock, logger, ledger, waits, watch }
}

/** The list that a synchronisation reads. */
export const licensed =
  '/users?$select=id,displayName,mail,userPrincipalName&$filter=assignedLicenses/$count ne 0&$count=true'
export const eventual = { ConsistencyLevel: 'eventual' }
