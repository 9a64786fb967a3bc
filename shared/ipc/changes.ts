import { z } from 'zod'
import { changeAttributes, changeKinds, changeWhats, guardBounds, historyDays } from '../domain/change.ts'
import { call } from './call.ts'
import { group, limit, memberType, nothing, objectId, offset, searchText, user } from './schemas.ts'

/** Empty lists stand for everything. `from` is inclusive, `to` exclusive. */
export const changesQuery = z.strictObject({
  search: searchText,
  kinds: z.array(z.enum(changeKinds)).max(changeKinds.length).readonly(),
  whats: z.array(z.enum(changeWhats)).max(changeWhats.length).readonly(),
  attributes: z.array(z.enum(changeAttributes)).max(changeAttributes.length).readonly(),
  runId: objectId.nullable(),
  from: z.iso.datetime().nullable(),
  to: z.iso.datetime().nullable(),
})
export type ChangesQuery = z.infer<typeof changesQuery>

/** The directory as it was after a run, sorted by name. */
export const pastQuery = z.strictObject({ runId: objectId, search: searchText, descending: z.boolean() })
export type PastQuery = z.infer<typeof pastQuery>

const changed = { id: z.string(), name: z.string().nullable(), mail: z.string().nullable() }
const value = z.union([z.string(), z.boolean(), z.array(z.string()).readonly()]).nullable()

export const change = z.object({
  number: z.number(),
  runId: z.string(),
  at: z.string(),
  kind: z.enum(changeKinds),
  what: z.enum(changeWhats),
  object: z.object(changed),
  leads: z.boolean(),
  member: z.object({ ...changed, type: z.string() }).nullable(),
  attribute: z.enum(changeAttributes).nullable(),
  before: value,
  after: value,
  removedUser: user.nullable(),
  removedGroup: group.nullable(),
})

const counts = z.object({
  usersAdded: z.number(),
  usersRemoved: z.number(),
  usersChanged: z.number(),
  groupsAdded: z.number(),
  groupsRemoved: z.number(),
  groupsChanged: z.number(),
  gained: z.number(),
  lost: z.number(),
})
export const changeRun = z.object({ runId: z.string(), at: z.string(), first: z.boolean(), counts })
export const pendingChanges = z.object({
  runId: z.string(),
  at: z.string(),
  held: z.boolean(),
  beyondGuard: z.boolean(),
  counts,
})

const between = ({ least, most }: { readonly least: number; readonly most: number }) =>
  z.number().int().min(least).max(most)
const guard = { part: between(guardBounds.part), least: between(guardBounds.least) }

/** `direct`: members of every kind. */
const pastGroup = group.extend({ direct: z.number() })
export type PastGroup = z.infer<typeof pastGroup>

/** A direct member of then. */
const pastMember = z.object({
  id: z.string(),
  type: memberType,
  displayName: z.string().nullable(),
  mail: z.string().nullable(),
})
export type PastMember = z.infer<typeof pastMember>

const windowed = { offset, limit }
const rowsOf = <Row extends z.ZodType>(row: Row) => z.object({ total: z.number(), rows: z.array(row).readonly() })

export const changeCalls = {
  /** Newest run first. */
  'changes.list': call(z.strictObject({ query: changesQuery, ...windowed }), rowsOf(change)),
  /** Runs that changed something, and the one that the history begins with; newest first. `changes`: all that are kept. */
  'changes.runs': call(
    z.strictObject(windowed),
    z.object({ total: z.number(), changes: z.number(), rows: z.array(changeRun).readonly() }),
  ),
  /** One that is kept, whether it changed something or not. */
  'changes.run': call(z.strictObject({ runId: objectId }), changeRun),
  /** The newest one that ended before; `changed`: of those that changed something. Null where none is kept. */
  'changes.runBefore': call(
    z.strictObject({ before: z.iso.datetime(), changed: z.boolean() }),
    z.object({ run: changeRun.nullable() }),
  ),
  /** What changed of one user or group, its memberships included, newest first. */
  'changes.of': call(z.strictObject({ id: objectId, ...windowed }), rowsOf(change)),
  /** Null when the last run published what it read, or read nothing to publish. `changes.list` with its run shows them. */
  'changes.pending': call(nothing, z.object({ pending: pendingChanges.nullable() })),
  'changes.settings': call(nothing, z.object({ historyDays: z.number() })),
  'changes.setDays': call(z.strictObject({ historyDays: between(historyDays) }), z.object({ historyDays: z.number() })),
  'changes.guard': call(nothing, z.object(guard)),
  'changes.setGuard': call(z.strictObject(guard), z.object(guard)),
  'directory.usersAsOf': call(z.strictObject({ query: pastQuery, ...windowed }), rowsOf(user)),
  'directory.groupsAsOf': call(z.strictObject({ query: pastQuery, ...windowed }), rowsOf(pastGroup)),
  'directory.userAsOf': call(z.strictObject({ runId: objectId, id: objectId }), user),
  'directory.groupAsOf': call(z.strictObject({ runId: objectId, id: objectId }), pastGroup),
  /** By name. */
  'directory.membersAsOf': call(z.strictObject({ runId: objectId, id: objectId, ...windowed }), rowsOf(pastMember)),
}
