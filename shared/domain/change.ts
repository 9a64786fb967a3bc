import type { Group } from './group.ts'
import { keptProperties, type User } from './user.ts'

export const changeKinds = ['user', 'group', 'membership'] as const
export type ChangeKind = (typeof changeKinds)[number]

/** Of a membership: added is gained, removed is lost. */
export const changeWhats = ['changed', 'added', 'removed'] as const
export type ChangeWhat = (typeof changeWhats)[number]

/** What of a user or a group is compared, in the order in which it is shown. */
export const changeAttributes = [
  ...keptProperties,
  'description',
  'kind',
  'dynamic',
  'membershipRule',
  'visibility',
] as const satisfies readonly (keyof User | keyof Group)[]
export type ChangeAttribute = (typeof changeAttributes)[number]

export type ChangeValue = string | boolean | readonly string[] | null

/** Whom or what a change is about. Names are the last that are known. */
interface ChangedObject {
  readonly id: string
  readonly name: string | null
  readonly mail: string | null
}

/** One attribute that changed, one object that came or went, or one membership gained or lost. */
export interface Change {
  readonly number: number
  readonly runId: string
  readonly at: string
  readonly kind: ChangeKind
  readonly what: ChangeWhat
  /** The user or the group; of a membership the group. */
  readonly object: ChangedObject
  readonly member: (ChangedObject & { readonly type: string }) | null
  /** The first of its run in the list. */
  readonly leads: boolean
  /** Only of what changed. */
  readonly attribute: ChangeAttribute | null
  readonly before: ChangeValue
  readonly after: ChangeValue
  /** A removed user or group as it was last. */
  readonly removedUser: User | null
  readonly removedGroup: Group | null
}

export interface ChangeCounts {
  readonly usersAdded: number
  readonly usersRemoved: number
  readonly usersChanged: number
  readonly groupsAdded: number
  readonly groupsRemoved: number
  readonly groupsChanged: number
  readonly gained: number
  readonly lost: number
}

/** A published run that the history still knows. */
export interface ChangeRun {
  readonly runId: string
  readonly at: string
  /** The history begins here: what this run published is no change. */
  readonly first: boolean
  readonly counts: ChangeCounts
}

/** What a run would change that published nothing: kept until the next run begins. */
export interface PendingChanges {
  readonly runId: string
  readonly at: string
  /** The guard holds it back, and what was read can still be published. */
  readonly held: boolean
  /** It removes more than the guard lets pass: of a rehearsal, such a sync would be held. */
  readonly beyondGuard: boolean
  readonly counts: ChangeCounts
}

/**
 * A run that removes more of the users, or of the groups, than `part` per cent and than `least` is held back; of the
 * memberships more than half.
 */
export interface RemovalGuard {
  readonly part: number
  readonly least: number
}
export const guardBounds = {
  part: { least: 1, usual: 10, most: 100 },
  least: { least: 0, usual: 20, most: 100_000 },
} as const

/** How long changes are kept, in days. */
export const historyDays = { least: 7, usual: 90, most: 730 } as const
