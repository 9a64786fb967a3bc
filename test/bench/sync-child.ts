/** One side of the comparison in a process of its own: reads a task from standard input, prints what it measured. */
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
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
import { keepHeapLean } from '../../electron/shell/lean-heap.ts'
import { syncedUsers } from '../../electron/sync/delta-run.ts'
import { licensedUsers } from '../../electron/sync/licensed-users.ts'
import { readUsers } from '../../electron/sync/read-users.ts'
import { Run } from '../../electron/sync/run.ts'
import { SyncService } from '../../electron/sync/sync-service.ts'
import { syncedGroups } from '../../electron/sync/synced-groups.ts'
import type { SyncStatus } from '../../shared/ipc/sync.ts'
import { nodeFetch } from '../fakes/node-fetch.ts'
import { SilentLogger } from '../fakes/silent-logger.ts'
import type { Mutation } from '../tenant/server/controls.ts'
import type { TenantFacts } from '../tenant/start.ts'
import { bareLoop, bareUsers } from './bare-loop.ts'
import { changeSome } from './change-some.ts'
import { measure } from './measure.ts'
import { recording, replay, type Sent } from './replay.ts'

/**
 * ours, bare: everything. oursUsers, bareUsers: the users alone, read and kept but not published. replay: what ours sent,
 * fetched and parsed. delta: only what one user in a thousand has changed since the run before.
 */
export type SideName = 'ours' | 'bare' | 'delta' | 'oursUsers' | 'bareUsers' | 'replay'

export interface Task {
  readonly side: SideName
  readonly tenant: TenantFacts
  /** Address of the directory's thread. */
  readonly thread: string
  /** Where ours notes its requests for replay. */
  readonly requests: string | null
}

export interface Figures {
  readonly users: number
  readonly groups: number
  readonly memberships: number
  readonly requests: number
}

const { side, tenant, thread, requests } = JSON.parse(await text(process.stdin)) as Task
// As the application does at its start; a bare loop does not.
const isOurs = side === 'ours' || side === 'oursUsers' || side === 'delta'
if (isOurs) keepHeapLean()
const line = nodeFetch(tenant.caPem)
const recorded = side === 'ours' && requests !== null ? recording(line.fetch, tenant.graph) : null
const fetch = recorded?.fetch ?? line.fetch
const logger = new SilentLogger()
const clock = systemClock
const cloud = overridden(clouds.global, { authority: tenant.authority, graph: tenant.graph, ca: tenant.caPem })
const tokens = new AppTokenSource({
  cloud,
  tenantId: tenant.tenantId,
  clientId: tenant.clientId,
  credential: { kind: 'secret', secret: tenant.clientSecret },
  fetch,
  clock,
  logger,
})
const never = new AbortController().signal
const token = async () => (await tokens.acquire({}, never)).token
const none = { users: 0, groups: 0, memberships: 0, requests: 0 }

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
    script: new URL(thread),
    file: join(folder, 'directory.db'),
    key: randomBytes(32),
  })

const graphOf = () => new Graph({ cloud, tokens, fetch, clock, logger, limiter: new Limiter({ clock }) })

/** From an empty directory, or from the one of the last run, to the published, searchable, encrypted one. */
const ours = async (directory: Directory): Promise<Figures> => {
  const graph = graphOf()
  const ended = Promise.withResolvers<SyncStatus>()
  const sync = new SyncService({
    settings: () => ({ historyDays: 90, guard: { part: 10, least: 20 } }),
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
  return { ...snapshot, requests: last?.requests ?? 0 }
}

/** To the last page in the staging, encrypted on disk. */
const oursUsers = async ({ write }: Directory): Promise<Figures> => {
  const run = new Run({ runId: randomUUID(), trigger: 'manual', write, clock, tell: () => undefined })
  await write.beginRun(run.begun())
  const { staging, progress, watch, signal, abort: fail } = run
  await readUsers({ graph: graphOf(), staging, progress, clock, watch, fail }, { isTold: true }, signal)
  await staging.idle()
  run.leave()
  return { ...(await write.staged()), requests: progress.requests }
}

const bare = async (): Promise<Figures> => ({ ...none, ...(await bareLoop(tenant.graph, fetch, token)) })
const usersOnly = async (): Promise<Figures> => ({ ...none, users: await bareUsers(tenant.graph, fetch, token) })

const replayed = async (): Promise<Figures> => {
  const sent = JSON.parse(readFileSync(requests ?? '', 'utf8')) as readonly Sent[]
  await replay(fetch, sent, await token())
  return { ...none, requests: sent.length }
}

const runsOverChanges = 5

/** Of several runs, each over what changed since the one before, the one of the median time. */
const increments = async (directory: Directory) => {
  await ours(directory)
  const runs: Awaited<ReturnType<typeof measure<Figures>>>[] = []
  for (let round = 0; round < runsOverChanges; round++) {
    await changeSome(directory, (change) => tell(tenant, change), round)
    await rested(directory)
    runs.push(await measure(() => ours(directory)))
    const kind = (await directory.read.lastRun())?.kind
    if (kind !== 'delta') throw new Error(`The run that was to read the changes alone was ${kind}`)
  }
  const [middle] = runs.sort((one, other) => one.seconds - other.seconds).slice(Math.floor(runs.length / 2))
  if (middle === undefined) throw new Error('No run')
  return middle
}

const once = (directory: Directory | null): Promise<Figures> => {
  if (directory !== null) return side === 'oursUsers' ? oursUsers(directory) : ours(directory)
  if (side === 'replay') return replayed()
  return side === 'bare' ? bare() : usersOnly()
}

// The sign-in is the same for all and not what is compared.
await token()
const directory = isOurs ? await openOurs() : null
const { value, ...measured } = await (side === 'delta' && directory !== null
  ? increments(directory)
  : measure(() => once(directory)))
await directory?.close()
rmSync(folder, { recursive: true })
if (recorded !== null && requests !== null) writeFileSync(requests, JSON.stringify(recorded.sent))
const { users, groups, memberships } = value
process.stdout.write(JSON.stringify({ ...measured, users, groups, memberships, requests: value.requests }))
await line.close()
