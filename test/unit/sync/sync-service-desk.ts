import { expect } from 'vitest'
import type { Graph } from '../../../electron/graph/graph.ts'
import { SyncService } from '../../../electron/sync/sync-service.ts'
import type { Snapshot } from '../../../shared/domain/sync.ts'
import type { SyncStatus } from '../../../shared/ipc/sync.ts'
import { MemoryDirectory } from '../../fakes/memory-directory.ts'
import { RecordingLogger } from '../../fakes/recording-logger.ts'
import { type Asked, desk, silence } from '../graph/graph-desk.ts'
import { answering, type SmallTenant, smallTenant } from './small-tenant.ts'

/** The service over a small tenant and a directory in memory. */
export const setUp = (changes: Partial<SmallTenant> = {}, graph?: () => Promise<Graph>, skip = 99_000) => {
  const tenant = smallTenant(changes)
  const bench = desk([answering(tenant)], { skip })
  const directory = new MemoryDirectory()
  const logger = new RecordingLogger()
  const statuses: SyncStatus[] = []
  const published: Snapshot[] = []
  let serial = 0
  const sync = new SyncService({
    settings: () => ({ historyDays: 90, guard: { part: 10, least: 20 } }),
    graph: graph ?? (async () => bench.graph),
    directory: { read: directory, write: directory },
    clock: bench.clock,
    logger,
    newId: () => `run${++serial}`,
    onStatus: (status) => statuses.push(status),
    onPublished: (snapshot) => published.push(snapshot),
  })
  /** Runs to the end and returns the final status. */
  const whole = async () => {
    const { runId } = await sync.start('manual')
    await over()
    const { last, progress } = statuses.at(-1)!
    expect(progress).toBeNull()
    expect(last?.runId).toBe(runId)
    return last!
  }
  const over = () => expect.poll(async () => (await sync.status()).progress).toBeNull()
  return { tenant, bench, directory, logger, statuses, published, sync, whole, over }
}

export const phaseOf = async (sync: SyncService) => (await sync.status()).progress?.phase
export const hangs = (match: RegExp) => (asked: Asked) =>
  match.test(decodeURIComponent(asked.url)) ? silence() : undefined
export const gate = () => Promise.withResolvers<void>()
