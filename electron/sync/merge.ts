import type { Group, GroupKind } from '../../shared/domain/group.ts'
import type { User } from '../../shared/domain/user.ts'
import type { Changes, MemberChange } from '../directory/directory-api.ts'
import { idOf, toGroup, toMember, toUser } from '../graph/mapping.ts'

type Json = Readonly<Record<string, unknown>>

const object = (item: unknown): Json => (typeof item === 'object' && item !== null ? (item as Json) : {})
const isBlank = (value: unknown): boolean => typeof value !== 'string' || value.trim() === ''

/**
 * Whether an entry says that the object is gone. The reason makes no difference: `changed` lies in the recycle bin and
 * can come back, `deleted` cannot; neither is in the directory.
 */
export const isRemoved = (entry: unknown): boolean => {
  const removed = object(entry)['@removed']
  return removed !== undefined && removed !== null
}

export const isLicensed = (item: unknown): boolean => {
  const { assignedLicenses } = object(item)
  return Array.isArray(assignedLicenses) && assignedLicenses.length > 0
}

/** A user that was read as a whole; null for one without licence or mail. @throws AppError answer_unreadable */
export const wholeUser = (item: unknown): User | null => {
  const user = toUser(item)
  return user === null || user.assignedLicenses.length === 0 ? null : user
}

/** What was absent in the entry stays as it was, what came as null is cleared. Null when licence or mail is lost. */
export const mergedUser = (known: User, entry: unknown): User | null => {
  const assignedLicenses = known.assignedLicenses.map((skuId) => ({ skuId }))
  return wholeUser({ ...known, assignedLicenses, ...object(entry) })
}

/** An entry of a user who is not known, and of whom it tells enough to leave it so. */
export const isForeignUser = (entry: unknown): boolean => {
  const { assignedLicenses, ...user } = object(entry)
  const isUnlicensed = Array.isArray(assignedLicenses) && assignedLicenses.length === 0
  return isUnlicensed || ('mail' in user && isBlank(user['mail']))
}

const flags = ['groupTypes', 'mailEnabled', 'securityEnabled'] as const
const tellsKind = (entry: unknown): boolean => flags.every((flag) => flag in object(entry))

/** What makes a group of that kind. */
const flagsOf: Readonly<Record<GroupKind, Json>> = {
  microsoft365: { mailEnabled: true, securityEnabled: false },
  security: { mailEnabled: false, securityEnabled: true },
  mailSecurity: { mailEnabled: true, securityEnabled: true },
}

const rawGroup = ({ kind, dynamic, ...group }: Group): Json => ({
  ...group,
  ...flagsOf[kind],
  groupTypes: [...(kind === 'microsoft365' ? ['Unified'] : []), ...(dynamic ? ['DynamicMembership'] : [])],
})

/** As for users. `gone`: it is none of ours any more. `unclear`: what came does not tell, so it has to be read as a whole. */
export const mergedGroup = (known: Group, entry: unknown): Group | 'gone' | 'unclear' => {
  const merged = toGroup({ ...rawGroup(known), ...object(entry) })
  return merged ?? (tellsKind(entry) ? 'gone' : 'unclear')
}

/** An entry of a group that is not known, and of which it tells enough to leave it so. */
export const isForeignGroup = (entry: unknown): boolean => tellsKind(entry) && toGroup(entry) === null

/** The name that an entry gives: an unlicensed user is none of ours, but is named as a member. */
export const namesIn = (entry: unknown): Changes['names'] => {
  const { id, displayName } = object(entry)
  if (typeof id !== 'string' || displayName === undefined) return []
  return [{ id, displayName: isBlank(displayName) ? null : String(displayName) }]
}

/** A large group comes again and again, each time with a part. @throws AppError answer_unreadable for a member without id */
export const memberChangesIn = (entry: unknown): readonly MemberChange[] => {
  const members = object(entry)['members@delta']
  if (!Array.isArray(members)) return []
  const groupId = idOf(entry, 'group')
  return members.map((member: unknown) => {
    const { id, type } = toMember(member)
    return { groupId, id, type, removed: isRemoved(member) }
  })
}
