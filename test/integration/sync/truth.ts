import type { Group, Member } from '../../../shared/domain/group.ts'
import type { User } from '../../../shared/domain/user.ts'
import { kindOf, refOf } from '../../tenant/model/ids.ts'
import { type GroupRecord, qualifies, type UserRecord } from '../../tenant/model/records.ts'
import type { Tenant } from '../../tenant/start.ts'

/** What a snapshot holds, in an order that does not depend on how it was read. */
export interface Content {
  readonly users: readonly User[]
  readonly groups: readonly Group[]
  /** By group; members as `type id`. */
  readonly members: Readonly<Record<string, readonly string[]>>
}

export const byId = <Item extends { readonly id: string }>(items: readonly Item[]): readonly Item[] =>
  [...items].sort((one, other) => (one.id < other.id ? -1 : 1))

export const memberLine = ({ type, id }: Pick<Member, 'type' | 'id'>): string => `${type} ${id}`

/** What a correct sync without Member.Read.Hidden ends with, from the model itself. */
export const truthOf = ({ model }: Tenant): Content => {
  const users = range(model.end('user'))
    .filter((index) => model.exists(refOf('user', index)))
    .map((index) => model.user(index))
    .filter(({ mail, assignedLicenses }) => mail !== null && assignedLicenses.length > 0)
  const groups = range(model.end('group'))
    .filter((index) => model.exists(refOf('group', index)) && qualifies(model.group(index)))
    .map((index) => ({ index, group: model.group(index) }))
  const members = groups.map(({ index, group }) => [
    group.id,
    model
      .members(index)
      .filter((ref) => ref !== null && group.visibility !== 'HiddenMembership')
      .map((ref) => memberLine({ type: kindOf(ref!), id: model.ids.of(ref!) }))
      .sort(),
  ])
  return {
    users: byId(users.map(userOf)),
    groups: byId(groups.map(({ group }) => groupOf(group))),
    members: Object.fromEntries(members),
  }
}

const range = (end: number) => Array.from({ length: end }, (_, index) => index)

const userOf = (user: UserRecord): User => ({
  id: user.id,
  displayName: user.displayName,
  mail: user.mail!,
  userPrincipalName: user.userPrincipalName,
  mobilePhone: user.mobilePhone,
  jobTitle: user.jobTitle,
  department: user.department,
  officeLocation: user.officeLocation,
  companyName: user.companyName,
  city: user.city,
  country: user.country,
  postalCode: user.postalCode,
  streetAddress: user.streetAddress,
  businessPhones: user.businessPhones,
  accountEnabled: user.accountEnabled,
  userType: user.userType,
  assignedLicenses: user.assignedLicenses.map(({ skuId }) => skuId),
})

const groupOf = (group: GroupRecord): Group => ({
  id: group.id,
  displayName: group.displayName,
  description: group.description,
  mail: group.mail,
  kind: group.groupTypes.includes('Unified') ? 'microsoft365' : group.mailEnabled ? 'mailSecurity' : 'security',
  dynamic: group.groupTypes.includes('DynamicMembership'),
  membershipRule: group.membershipRule,
  visibility: group.visibility,
})
