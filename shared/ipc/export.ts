import { z } from 'zod'
import { call } from './call.ts'
import { changesQuery, pastQuery } from './changes.ts'
import { groupQuery, userQuery } from './directory.ts'
import { nothing, objectId, searchText } from './schemas.ts'

const tableFormats = ['csv', 'json', 'xlsx'] as const
export type TableFormat = (typeof tableFormats)[number]

/** What a page shows, whole: everything that matches, in the order of the page. */
const exported = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('users'), query: userQuery }),
  z.strictObject({ of: z.literal('groups'), query: groupQuery }),
  /** Of one group. */
  z.strictObject({ of: z.literal('members'), groupId: objectId, transitive: z.boolean(), search: searchText }),
  /** Direct ones of every group that matches, one row each. */
  z.strictObject({ of: z.literal('memberships'), query: groupQuery }),
  z.strictObject({ of: z.literal('changes'), query: changesQuery }),
  z.strictObject({ of: z.literal('usersAsOf'), query: pastQuery }),
  z.strictObject({ of: z.literal('groupsAsOf'), query: pastQuery }),
])
export type ExportWhat = z.infer<typeof exported>

/** Made by the page, so that it can tell its progress from another's and cancel before an answer has come. */
const jobId = z.string().min(8).max(64)

export const exportCalls = {
  /** Opens the system's dialog; null when the administrator cancels it. Progress comes as `export.progress`. */
  'export.write': call(
    z.strictObject({ jobId, what: exported, format: z.enum(tableFormats) }),
    z.object({ written: z.object({ name: z.string(), rows: z.number() }).nullable() }),
  ),
  /** The job answers with `cancelled`. One that has ended already is no error. */
  'export.cancel': call(z.strictObject({ jobId }), nothing),
}

export type ExportEvents = {
  'export.progress': { readonly jobId: string; readonly done: number; readonly total: number }
}
