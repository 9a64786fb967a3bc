import type { Handlers } from '../../../shared/ipc/contract.ts'
import type { directoryCalls } from '../../../shared/ipc/directory.ts'
import type { StoredError } from '../../../shared/ipc/errors.ts'
import type { TenantSessions } from '../../connection/tenant-session.ts'

/** The suffix tells why the former file was put aside. */
const setAsideFault = (file: string | null): StoredError | null =>
  file === null
    ? null
    : { code: file.endsWith('.foreign') ? 'directory_foreign' : 'directory_damaged', params: { file } }

export const directoryHandlers = (sessions: TenantSessions): Handlers<typeof directoryCalls> => {
  const read = async () => (await sessions.current()).directory.read
  return {
    'directory.overview': async () => {
      const { directory } = await sessions.current()
      const overview = await directory.read.overview()
      // What a sync has read anew is no loss any more.
      return { ...overview, fault: overview.snapshot === null ? setAsideFault(directory.setAside) : null }
    },
    'directory.users': async ({ query, offset, limit }) => (await read()).users(query, offset, limit),
    'directory.userIndex': async ({ query, prefix, from }) => ({
      index: await (await read()).userIndex(query, prefix, from),
    }),
    'directory.user': async ({ id }) => (await read()).user(id),
    'directory.userGroups': async ({ id, offset, limit }) => (await read()).userGroups(id, offset, limit),
    'directory.userValues': async ({ column, search, limit }) => ({
      rows: await (await read()).userValues(column, search, limit),
    }),
    'directory.groups': async ({ query, offset, limit }) => (await read()).groups(query, offset, limit),
    'directory.groupIndex': async ({ query, prefix, from }) => ({
      index: await (await read()).groupIndex(query, prefix, from),
    }),
    'directory.group': async ({ id }) => (await read()).group(id),
    'directory.members': async (input) => (await read()).members(input),
  }
}
