import { type Group, groupKindOf, type Member, type MemberType } from '../../shared/domain/group.ts'
import { keptProperties, type User } from '../../shared/domain/user.ts'
import { AppError } from '../../shared/ipc/errors.ts'

type Json = Readonly<Record<string, unknown>>

/** The 13 attributes of templates, the key, and what decides whether someone counts. Most come only when selected. */
export const userProperties = ['id', ...keptProperties] as const

export const groupProperties = [
  'id',
  'displayName',
  'description',
  'mail',
  'groupTypes',
  'mailEnabled',
  'securityEnabled',
  'membershipRule',
  'visibility',
] as const

const object = (item: unknown): Json => (typeof item === 'object' && item !== null ? (item as Json) : {})

/** Graph leaves out what was never set, and sends null or an empty text for what was cleared: all the same here. Half a
 * surrogate pair is no character, and would be another one when it comes back from the disk. */
const text = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.toWellFormed() : null

const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.map(text).filter((one) => one !== null) : []

const relied = (item: Json, name: string, kind: string): string => {
  const value = text(item[name])
  if (value === null) throw new AppError('answer_unreadable', { problem: `${kind} without ${name}` })
  return value
}

/** The id of anything that Graph lists. @throws AppError answer_unreadable without one. */
export const idOf = (item: unknown, kind: string): string => relied(object(item), 'id', kind)

/** A user as Graph lists it; null without a mail address. @throws AppError answer_unreadable without id or UPN. */
export const toUser = (item: unknown): User | null => {
  const user = object(item)
  const id = relied(user, 'id', 'user')
  const userPrincipalName = relied(user, 'userPrincipalName', 'user')
  const mail = text(user['mail'])
  if (mail === null) return null
  const licenses = Array.isArray(user['assignedLicenses']) ? user['assignedLicenses'] : []
  return {
    id,
    displayName: text(user['displayName']),
    mail,
    userPrincipalName,
    mobilePhone: text(user['mobilePhone']),
    jobTitle: text(user['jobTitle']),
    department: text(user['department']),
    officeLocation: text(user['officeLocation']),
    companyName: text(user['companyName']),
    city: text(user['city']),
    country: text(user['country']),
    postalCode: text(user['postalCode']),
    streetAddress: text(user['streetAddress']),
    businessPhones: texts(user['businessPhones']),
    // Entra demands a value; null only says that the granted roles do not cover it.
    accountEnabled: user['accountEnabled'] !== false,
    userType: text(user['userType']),
    assignedLicenses: texts(licenses.map((license) => object(license)['skuId'])),
  }
}

/** A group as Graph lists it; null for a distribution list. @throws AppError answer_unreadable without id. */
export const toGroup = (item: unknown): Group | null => {
  const group = object(item)
  const id = relied(group, 'id', 'group')
  const groupTypes = texts(group['groupTypes'])
  const kind = groupKindOf({
    groupTypes,
    mailEnabled: group['mailEnabled'] === true,
    securityEnabled: group['securityEnabled'] === true,
  })
  if (kind === null) return null
  return {
    id,
    displayName: text(group['displayName']),
    description: text(group['description']),
    mail: text(group['mail']),
    kind,
    dynamic: groupTypes.includes('DynamicMembership'),
    membershipRule: text(group['membershipRule']),
    visibility: text(group['visibility']),
  }
}

/** By the name of the type in Graph's schema, without its namespace. */
const memberTypesByName: ReadonlyMap<string, MemberType> = new Map([
  ['user', 'user'],
  ['group', 'group'],
  ['device', 'device'],
  ['orgContact', 'orgContact'],
  ['servicePrincipal', 'servicePrincipal'],
])

/** By its `@odata.type`; one that is not known here is `other`. */
export const memberTypeOf = (type: unknown): MemberType =>
  memberTypesByName.get(text(type)?.replace(/^#?microsoft\.graph\./, '') ?? '') ?? 'other'

/** A direct member. @throws AppError answer_unreadable without id. */
export const toMember = (item: unknown): Member => {
  const member = object(item)
  return {
    id: relied(member, 'id', 'member'),
    type: memberTypeOf(member['@odata.type']),
    displayName: text(member['displayName']),
  }
}
