import { overridden } from '../../electron/cloud/cloud-override.ts'
import { clouds } from '../../electron/cloud/clouds.ts'
import { AppTokenSource } from '../../electron/cloud/token-source.ts'
import { Graph } from '../../electron/graph/graph.ts'
import { Limiter } from '../../electron/graph/limiter.ts'
import { systemClock } from '../../electron/shell/clock.ts'
import { BoardRun } from '../../electron/smime/board/board-run.ts'
import type { BoardUser } from '../../electron/smime/board/health-row.ts'
import { type Judge, ThreadJudge } from '../../electron/smime/judge.ts'
import { Lookups } from '../../electron/smime/lookups.ts'
import { MailboxGate } from '../../electron/smime/mailbox-gate.ts'
import { usualSettings } from '../../electron/smime/settings-file.ts'
import { LdapSource } from '../../electron/smime/sources/ldap.ts'
import { ProfileSource } from '../../electron/smime/sources/profile.ts'
import { SignedMailSource } from '../../electron/smime/sources/signed-mail.ts'
import type { HealthBoard } from '../../shared/domain/certificates.ts'
import { nodeFetch } from '../fakes/node-fetch.ts'
import { SilentLogger } from '../fakes/silent-logger.ts'
import { type SpawnedTenant, spawnTenant } from '../tenant/spawn.ts'
import { median } from './measure.ts'
import { type Row, row } from './row.ts'

const roles = ['User.Read.All', 'GroupMember.Read.All', 'Mail.Read']
const never = new AbortController().signal

export const certificatesName = (latencyMs: number): string => `certificates/1k/${latencyMs}ms`

/**
 * A health board of so many users, each asked live and judged, against a loop that does the same for one user after
 * another: addresses, list of signed messages, the newest message, verdict.
 */
export const benchCertificates = async (users: number, latencyMs: number, runs: number): Promise<readonly Row[]> => {
  const tenant = await spawnTenant({ users, groups: 1, memberships: 1, roles })
  const line = nodeFetch(tenant.caPem)
  const judge = new ThreadJudge({ script: new URL('../../electron/smime/judge-thread.ts', import.meta.url) })
  try {
    const graph = graphOf(tenant, line.fetch)
    const people = await everyone(graph)
    if (people.length !== users) throw new Error(`The tenant has ${people.length} users`)
    // The tenant makes its mail, and the thread begins, when they are first asked for, which is not to be measured.
    await board(graph, judge, people)
    await tenant.control('POST', 'set', { latencyMs })
    const seconds: readonly [number[], number[]] = [[], []]
    for (let run = 0; run < runs; run++) {
      seconds[0].push(await timed(async () => check(await board(graphOf(tenant, line.fetch), judge, people), users)))
      seconds[1].push(await timed(() => naive(graphOf(tenant, line.fetch), judge, people)))
    }
    return [row(certificatesName(latencyMs), median(seconds[0]), 's', median(seconds[1]))]
  } finally {
    await judge.close()
    await line.close()
    await tenant.stop()
  }
}

const timed = async (task: () => Promise<unknown>): Promise<number> => {
  const began = performance.now()
  await task()
  return (performance.now() - began) / 1_000
}

const graphOf = (tenant: SpawnedTenant, fetch: ReturnType<typeof nodeFetch>['fetch']): Graph => {
  const cloud = overridden(clouds.global, { authority: tenant.authority, graph: tenant.graph, ca: tenant.caPem })
  const logger = new SilentLogger()
  const clock = systemClock
  const credential = { kind: 'secret', secret: tenant.clientSecret } as const
  const { tenantId, clientId } = tenant
  const tokens = new AppTokenSource({ cloud, tenantId, clientId, credential, fetch, clock, logger })
  return new Graph({ cloud, tokens, fetch, clock, logger, limiter: new Limiter({ clock }) })
}

const everyone = async (graph: Graph): Promise<BoardUser[]> => {
  const path = 'users?$select=id,displayName,mail,department&$filter=assignedLicenses/$count ne 0&$count=true'
  const people: BoardUser[] = []
  for await (const { value } of graph.list<BoardUser>(path, { headers: { ConsistencyLevel: 'eventual' } }, never))
    people.push(...value.filter(({ mail }) => mail !== null))
  return people
}

const board = (graph: Graph, judge: Judge, users: readonly BoardUser[]): Promise<HealthBoard> => {
  const gate = new MailboxGate()
  const sources = {
    profile: new ProfileSource(),
    signedMail: new SignedMailSource({ gate, scan: () => usualSettings.scan }),
    ldap: new LdapSource({ access: async () => null, authorities: () => [] }),
  }
  const order = () => usualSettings.sources
  const clock = systemClock
  const lookups = new Lookups({ graph: async () => graph, judge, gate, sources, order, roots: () => [], clock })
  return new BoardRun({
    boardId: 'bench',
    scope: { of: 'all' },
    users,
    lookups,
    clock,
    onChange: () => undefined,
  }).run()
}

/** A fast board of something else would be no result. */
const check = ({ state, done, counts }: HealthBoard, users: number): void => {
  const isWhole = state === 'done' && done === users && counts.unknown === 0
  if (!isWhole) throw new Error(`The board asked about ${done} of ${users}: ${JSON.stringify(counts)}`)
}

const signed =
  "$filter=singleValueExtendedProperties/any(ep: ep/id eq 'String 0x001A' and startswith(ep/value,'IPM.Note.SMIME'))"

const naive = async (graph: Graph, judge: Judge, users: readonly BoardUser[]): Promise<void> => {
  for (const { id } of users) {
    const { mail } = await graph.get<{ mail: string }>(`users/${id}?$select=id,mail,proxyAddresses`, {}, never)
    const path = `users/${id}/mailFolders/sentitems/messages?$select=id&$top=1&${signed}`
    const list = await graph.get<{ value: { id: string }[] }>(path, {}, never).catch(() => ({ value: [] }))
    const [newest] = list.value
    if (newest === undefined) continue
    const bytes = await graph.bytes(`users/${id}/messages/${newest.id}/$value`, 10_000_000, {}, never)
    const material = [
      { source: 'signedMail', kind: 'message', bytes: bytes ?? Buffer.alloc(0), messageAt: null },
    ] as const
    await judge.judge({ material, addresses: [mail], at: new Date().toISOString(), roots: [] }, never)
  }
}
