/** One side of the comparison in a process of its own: reads a task from standard input, prints what it measured. */
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { overridden } from '../../electron/cloud/cloud-override.ts'
import { clouds } from '../../electron/cloud/clouds.ts'
import { AppTokenSource } from '../../electron/cloud/token-source.ts'
import { type Directory, openDirectory } from '../../electron/directory/directory.ts'
import { Graph } from '../../electron/graph/graph.ts'
import { Limiter } from '../../electron/graph/limiter.ts'
import { systemClock } from '../../electron/shell/clock.ts'
import { syncedUsers } from '../../electron/sync/delta-run.ts'
import { syncedGroups } from '../../electron/sync/read-groups.ts'
import { licensedUsers } from '../../electron/sync/read-users.ts'
import { SyncService } from '../../electron/sync/sync-service.ts'
import type { Snapshot } from '../../shared/domain/sync.ts'
import type { SyncStatus } from '../../shared/ipc/sync.ts'
import { nodeFetch } from '../fakes/node-fetch.ts'
import { SilentLogger } from '../fakes/silent-logger.ts'
import type { Mutation } from '../tenant/server/controls.ts'
import type { TenantFacts } from '../tenant/start.ts'
import { bareLoop } from './bare-loop.ts'
import { changeSome } from './change-some.ts'
import { measure } from './measure.ts'

interface Task {
  readonly side: 'ours' | 'bare' | 'delta'
  readonly tenant: TenantFacts
}

const { side, tenant } = JSON.parse(await text(process.stdin)) as Task
const line = nodeFetch(tenant.caPem)
const logger = new SilentLogger()
const clock = systemClock
const cloud = overridden(clouds.global, { authority: tenant.authority, graph: tenant.graph, ca: tenant.caPem })
const tokens = new AppTokenSource({
  cloud,
  tenantId: tenant.tenantId,
  clientId: tenant.clientId,
  credential: { kind: 'secret', secret: tenant.clientSecret },
  fetch: line.fetch,
  clock,
  logger,
})
const never = new AbortController().signal

const bare = () => bareLoop(tenant.graph, line.fetch, async () => (await tokens.acquire({}, never)).token)

const tell = async ({ url }: TenantFacts, change: Mutation): Promise<void> => {
  const answer = await line.fetch(`${url}/__control/mutate`, {
    method: 'POST',
    body: JSON.stringify(change),
    signal: never,
  })
  if (!answer.ok) throw new Error(`The tenant did not change: ${await answer.text()}`)
}

/**
 * What the full run has left for afterwards is done, and the tenant has counted: Graph has an index for that, while the
 * simulated one looks through everyone when something has changed.
 */
const rested = async ({ write }: Directory): Promise<void> => {
  await write.staged()
  const graph = new Graph({ cloud, tokens, fetch: line.fetch, clock, logger, limiter: new Limiter({ clock }) })
  for (const path of ['/users', licensedUsers, syncedUsers, syncedGroups]) await graph.count(path, {}, never)
}

const folder = mkdtempSync(join(tmpdir(), 'tenantry-bench-'))
// Open when a sync starts, as in the application, which opens it with the connection.
const openOurs = () =>
  openDirectory({
    script: new URL('../../electron/directory/thread.ts', import.meta.url),
    file: join(folder, 'directory.db'),
    key: randomBytes(32),
  })

/** From an empty directory, or from the one of the last run, to the published, searchable, encrypted one. */
const ours = async (directory: Directory): Promise<Pick<Snapshot, 'users' | 'groups' | 'memberships'>> => {
  const graph = new Graph({ cloud, tokens, fetch: line.fetch, clock, logger, limiter: new Limiter({ clock }) })
  const ended = Promise.withResolvers<SyncStatus>()
  const sync = new SyncService({
    graph: async () => graph,
    directory,
    clock,
    logger,
    newId: randomUUID,
    onStatus: (status) => status.progress === null && status.last !== null && ended.resolve(status),
    onPublished: () => undefined,
  })
  await sync.start('manual')
  const { last } = await ended.promise
  const { snapshot } = await directory.read.overview()
  if (snapshot === null) throw new Error(`The sync ended ${last?.outcome}: ${JSON.stringify(last?.error)}`)
  return snapshot
}

// The sign-in is the same for all and not what is compared.
await tokens.acquire({}, never)
const directory = side === 'bare' ? null : await openOurs()
if (side === 'delta' && directory !== null) {
  await ours(directory)
  await changeSome(directory, (change) => tell(tenant, change))
  await rested(directory)
}
const { value, ...measured } = await measure(directory === null ? bare : () => ours(directory))
const kind = (await directory?.read.lastRun())?.kind
if (side === 'delta' && kind !== 'delta') throw new Error(`The run that was to read the changes alone was ${kind}`)
await directory?.close()
rmSync(folder, { recursive: true })
const { users, groups, memberships } = value
process.stdout.write(JSON.stringify({ ...measured, users, groups, memberships }))
await line.close()
