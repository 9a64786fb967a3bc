import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Directory, openDirectory } from '../../../electron/directory/directory.ts'
import { SyncService } from '../../../electron/sync/sync-service.ts'
import type { GroupKind } from '../../../shared/domain/group.ts'
import type { Snapshot, SyncProgress, SyncRun } from '../../../shared/domain/sync.ts'
import type { NodeFetch } from '../../fakes/node-fetch.ts'
import type { TenantFacts } from '../../tenant/start.ts'
import { type Changed, connect } from '../graph/access.ts'
import { everything } from './everything.ts'
import { byId, type Content, memberLine } from './truth.ts'

export interface SyncDesk {
  readonly directory: Directory
  readonly sync: SyncService
  readonly progress: SyncProgress[]
  readonly published: Snapshot[]
  /** Asked at each status of a run under way. */
  onProgress: (progress: SyncProgress) => void
  /** Starts a run over everything and resolves when it has ended. */
  run(): Promise<SyncRun>
  /** The same as the program does it by itself: over what changed, where that will do. */
  update(): Promise<SyncRun>
  content(): Promise<Content>
  close(): Promise<void>
}

/** The program's own sync from the simulated tenant into a real directory. */
export const openDesk = async (
  tenant: TenantFacts,
  line: NodeFetch,
  changed: Changed & { readonly file?: string; readonly key?: Uint8Array } = {},
): Promise<SyncDesk> => {
  // A process that is killed takes nothing away: its file is not its own.
  const folder = changed.file === undefined ? mkdtempSync(join(tmpdir(), 'tenantry-sync-')) : null
  const directory = await openDirectory({
    script: new URL('../../../electron/directory/thread.ts', import.meta.url),
    file: changed.file ?? join(folder!, 'directory.db'),
    key: changed.key ?? randomBytes(32),
  })
  const { graph, clock, logger } = connect(tenant, line, changed)
  let ended = Promise.withResolvers<SyncRun>()
  const sync = new SyncService({
    settings: () => ({ historyDays: 90, guard: { part: 10, least: 20 } }),
    graph: async () => graph,
    directory,
    clock,
    logger,
    newId: randomUUID,
    onStatus: ({ progress, last }) => {
      if (progress === null) return ended.resolve(last!)
      desk.progress.push(progress)
      desk.onProgress(progress)
    },
    onPublished: (snapshot) => desk.published.push(snapshot),
  })
  const start = async (full: boolean): Promise<SyncRun> => {
    ended = Promise.withResolvers()
    await sync.start('manual', { full })
    return ended.promise
  }
  const desk: SyncDesk = {
    directory,
    sync,
    progress: [],
    published: [],
    onProgress: () => undefined,
    run: () => start(true),
    update: () => start(false),
    content: () => contentOf(directory),
    close: async () => {
      await sync.stop()
      await directory.close()
      if (folder !== null) rmSync(folder, { recursive: true, force: true })
    },
  }
  return desk
}

const sort = { column: 'displayName', descending: false } as const

/** The published snapshot as the pages see it. */
const contentOf = async ({ read }: Directory): Promise<Content> => {
  const users = await everything((offset, limit) => read.users({ search: '', filters: [], sort }, offset, limit))
  const kinds: GroupKind[] = []
  const groups = await everything((offset, limit) => read.groups({ search: '', kinds, sort }, offset, limit))
  const members: [string, string[]][] = []
  for (const { id } of groups) {
    const query = { groupId: id, transitive: false, search: '' }
    const rows = await everything((offset, limit) => read.members({ ...query, offset, limit }))
    members.push([id, rows.map(memberLine).sort()])
  }
  return {
    users: byId(users),
    groups: byId(groups.map(({ direct, transitive, ...group }) => group)),
    members: Object.fromEntries(members),
  }
}
