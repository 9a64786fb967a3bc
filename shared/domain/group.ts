/** The three kinds that are synchronised; distribution lists are not. Source: Graph's group resource, groupTypes and flags. */
export const groupKinds = ['microsoft365', 'security', 'mailSecurity'] as const
export type GroupKind = (typeof groupKinds)[number]

export interface Group {
  readonly id: string
  readonly displayName: string | null
  readonly description: string | null
  readonly mail: string | null
  readonly kind: GroupKind
  /** Members come from `membershipRule` instead of being assigned. */
  readonly dynamic: boolean
  readonly membershipRule: string | null
  /** Public, Private or HiddenMembership. */
  readonly visibility: string | null
}

/** The visibility of groups whose members need a permission of their own. */
export const hiddenMembership = 'HiddenMembership'
/** The role that lets an application read members of groups with hidden membership. Source: Graph's list group members. */
export const hiddenMembersRole = 'Member.Read.Hidden'

export const memberTypes = ['user', 'group', 'device', 'orgContact', 'servicePrincipal', 'other'] as const
export type MemberType = (typeof memberTypes)[number]

/** A direct member as Graph lists it. The name is null where the granted roles do not cover the type. */
export interface Member {
  readonly id: string
  readonly type: MemberType
  readonly displayName: string | null
}

/** Null for a distribution list, which is not synchronised. */
export const groupKindOf = (group: {
  readonly groupTypes: readonly string[]
  readonly mailEnabled: boolean
  readonly securityEnabled: boolean
}): GroupKind | null => {
  if (group.groupTypes.includes('Unified')) return 'microsoft365'
  if (!group.securityEnabled) return null
  return group.mailEnabled ? 'mailSecurity' : 'security'
}
