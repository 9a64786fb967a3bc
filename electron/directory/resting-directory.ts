import { AppError } from '../../shared/ipc/errors.ts'
import type { Directory, DirectoryReader, DirectoryWriter } from './directory-api.ts'

const notFound = (id: string) => Promise.reject(new AppError('not_found', { id }))
const none = async () => ({ total: 0, rows: [] })

/** What a directory answers in which nothing was ever written. */
const emptyReader: DirectoryReader = {
  overview: async () => ({ snapshot: null, departments: [], disabled: 0, guests: 0, duplicateMail: 0 }),
  users: none,
  userIndex: async () => null,
  user: notFound,
  userGroups: notFound,
  userValues: async () => [],
  groups: none,
  groupIndex: async () => null,
  group: notFound,
  members: ({ groupId }) => notFound(groupId),
  changes: none,
  changeRuns: async () => ({ total: 0, changes: 0, rows: [] }),
  changeRun: notFound,
  changeRunBefore: async () => null,
  changesOf: none,
  pending: async () => null,
  usersAsOf: none,
  groupsAsOf: none,
  userAsOf: (_runId, id) => notFound(id),
  groupAsOf: (_runId, id) => notFound(id),
  membersAsOf: (_runId, id) => notFound(id),
  exportBatch: async () => ({ generation: 0, total: 0, rows: [], next: null }),
  lastRun: async () => null,
  runs: async () => [],
  run: notFound,
  ledger: none,
}

/** What is done to a directory by calls that only come to an end of something: nothing, where nothing began. */
const idle = new Set<string>(['markInterrupted'])

/** The directory of a tenant of whom nothing is kept: to look at it makes neither key nor file; the first run does. */
export const restingDirectory = (open: () => Promise<Directory>): Directory => {
  let opening: Promise<Directory> | null = null
  let opened: Directory | null = null
  let isClosed = false
  const awake = async (): Promise<Directory> => {
    if (isClosed) throw new AppError('disk_failed', { problem: 'CLOSED' })
    opening ??= open()
    try {
      opened = await opening
      return opened
    } catch (error) {
      // A locked keychain, say: the next run tries anew.
      opening = null
      throw error
    }
  }
  const read = new Proxy(emptyReader, {
    get: (empty, method: keyof DirectoryReader) => (opened?.read ?? empty)[method],
  })
  const write = new Proxy({} as DirectoryWriter, {
    get:
      (_none, method: keyof DirectoryWriter) =>
      async (...args: readonly never[]) => {
        if (opening === null && idle.has(method)) return
        const { write: writer } = await awake()
        return (writer[method] as (...given: readonly never[]) => Promise<unknown>)(...args)
      },
  })
  return {
    read,
    write,
    get setAside() {
      return opened?.setAside ?? null
    },
    close: async () => {
      isClosed = true
      await (await opening?.catch(() => undefined))?.close()
    },
  }
}
