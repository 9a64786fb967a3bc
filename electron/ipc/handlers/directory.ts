import type { Handlers } from '../../../shared/ipc/contract.ts'
import type { directoryCalls } from '../../../shared/ipc/directory.ts'
import type { StoredError } from '../../../shared/ipc/errors.ts'
import type { TenantSessions } from '../../connection/tenant-session.ts'
import type { DirectoryReader } from '../../directory/directory-api.ts'

/** The suffix tells why the former file was put aside. */
const setAsideFault = (file: string | null): StoredError | null =>
  file === null
    ? null
    : { code: file.endsWith('.foreign') ? 'directory_foreign' : 'directory_damaged', params: { file } }

export const directoryHandlers = (sessions: Pick<TenantSessions, 'read'>): Handlers<typeof directoryCalls> => {
  const read = <Value>(work: (reader: DirectoryReader) => Promise<Value>): Promise<Value> =>
    sessions.read(({ directory }) => work(directory.read))
  return {
    'directory.overview': () =>
      sessions.read(async ({ directory }) => {
        const overview = await directory.read.overview()
        // What a sync has read anew is no loss any more.
        return { ...overview, fault: overview.snapshot === null ? setAsideFault(directory.setAside) : null }
      }),
    'directory.users': ({ query, offset, limit }) => read((reader) => reader.users(query, offset, limit)),
    'directory.userIndex': async ({ query, prefix, from }) => ({
      index: await read((reader) => reader.userIndex(query, prefix, from)),
    }),
    'directory.user': ({ id }) => read((reader) => reader.user(id)),
    'directory.userGroups': ({ id, offset, limit }) => read((reader) => reader.userGroups(id, offset, limit)),
    'directory.userValues': async ({ column, search, limit }) => ({
      rows: await read((reader) => reader.userValues(column, search, limit)),
    }),
    'directory.groups': ({ query, offset, limit }) => read((reader) => reader.groups(query, offset, limit)),
    'directory.groupIndex': async ({ query, prefix, from }) => ({
      index: await read((reader) => reader.groupIndex(query, prefix, from)),
    }),
    'directory.group': ({ id }) => read((reader) => reader.group(id)),
    'directory.members': (input) => read((reader) => reader.members(input)),
  }
}
