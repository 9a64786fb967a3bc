import type { Directory } from './directory.ts'
import { indexOf, kindOf, type Ref, refOf } from './ids.ts'
import type { GroupRecord, UserRecord } from './records.ts'
import { licenseSets } from './work.ts'

/** Changes the directory as an administrator would, and notes each change for delta queries. Unknown ids throw RangeError. */
export class Editor {
  readonly #directory: Directory

  /** What a removed object was a member of, and held: it has that again when it is restored. */
  readonly #bin = new Map<Ref, { readonly groups: readonly Ref[]; readonly members: readonly Ref[] }>()

  constructor(directory: Directory) {
    this.#directory = directory
  }

  /** A licensed user with mail unless the properties say otherwise. Returns the id. */
  addUser(properties: Partial<Omit<UserRecord, 'id'>> = {}): string {
    const ref = this.#directory.append('user')
    const name = properties.mailNickname ?? `new.user${indexOf(ref)}`
    const address = `${name}@${this.#directory.domain}`
    const record: UserRecord = {
      ...emptyUser,
      assignedLicenses: licenseSets[0],
      displayName: `New User ${indexOf(ref)}`,
      mail: address,
      mailNickname: name,
      userPrincipalName: address,
      ...properties,
      id: this.#directory.ids.of(ref),
    }
    return this.#created(ref, record)
  }

  /** A security group without members unless the properties say otherwise. Returns the id. */
  addGroup(properties: Partial<Omit<GroupRecord, 'id'>> = {}): string {
    const ref = this.#directory.append('group')
    const record: GroupRecord = {
      ...emptyGroup,
      displayName: `New Group ${indexOf(ref)}`,
      mailNickname: `new-group-${indexOf(ref)}`,
      ...properties,
      id: this.#directory.ids.of(ref),
    }
    return this.#created(ref, record)
  }

  #created(ref: Ref, record: UserRecord | GroupRecord): string {
    this.#directory.store(ref, record)
    this.#directory.changes.add({ what: 'created', ref })
    return record.id
  }

  changeUser(id: string, properties: Partial<Omit<UserRecord, 'id'>>): void {
    const ref = this.#find(id, 'user')
    this.#directory.store(ref, { ...this.#directory.user(indexOf(ref)), ...properties })
    this.#directory.changes.add({ what: 'properties', ref, properties: Object.keys(properties) })
  }

  changeGroup(id: string, properties: Partial<Omit<GroupRecord, 'id'>>): void {
    const ref = this.#find(id, 'group')
    this.#directory.store(ref, { ...this.#directory.group(indexOf(ref)), ...properties })
    this.#directory.changes.add({ what: 'properties', ref, properties: Object.keys(properties) })
  }

  /** Takes all licences away, so that the user leaves the filtered list but stays in the directory. */
  revokeLicenses(userId: string): void {
    this.changeUser(userId, { assignedLicenses: [] })
  }

  /** Removes a user or group, its members and its memberships; into the recycle bin, unless for good. */
  remove(id: string, purge = false): void {
    const ref = this.#find(id, 'user', 'group')
    const groups: Ref[] = []
    for (let index = 0; index < this.#directory.end('group'); index++) {
      if (!this.#directory.members(index).includes(ref)) continue
      groups.push(refOf('group', index))
      this.#takeOut(refOf('group', index), ref)
    }
    const list = kindOf(ref) === 'group' ? this.#directory.memberList(indexOf(ref)) : []
    if (!purge) this.#bin.set(ref, { groups, members: list.filter((member) => member !== null) })
    list.fill(null)
    this.#directory.drop(ref, purge ? 'purged' : 'restorable')
    this.#directory.changes.add({ what: 'removed', ref })
  }

  /** Out of the recycle bin, with its memberships and members as far as those are there. False when it does not lie there. */
  restore(id: string): boolean {
    const ref = this.#directory.ids.parse(id)
    const kept = ref === null ? undefined : this.#bin.get(ref)
    if (ref === null || kept === undefined) return false
    this.#bin.delete(ref)
    this.#directory.bringBack(ref)
    this.#directory.changes.add({ what: 'created', ref })
    for (const group of kept.groups) if (this.#directory.exists(group)) this.#putIn(group, ref)
    for (const member of kept.members) if (this.#directory.exists(member)) this.#putIn(ref, member)
    return true
  }

  /** False when it is a member already. */
  addMember(groupId: string, memberId: string): boolean {
    return this.#putIn(this.#find(groupId, 'group'), this.#find(memberId))
  }

  #putIn(group: Ref, member: Ref): boolean {
    const list = this.#directory.memberList(indexOf(group))
    if (list.includes(member)) return false
    list.push(member)
    this.#directory.changes.add({ what: 'member', ref: group, member, added: true })
    return true
  }

  /** False when it was none. */
  removeMember(groupId: string, memberId: string): boolean {
    return this.#takeOut(this.#find(groupId, 'group'), this.#find(memberId))
  }

  #takeOut(group: Ref, member: Ref): boolean {
    const list = this.#directory.memberList(indexOf(group))
    const at = list.indexOf(member)
    if (at < 0) return false
    list[at] = null
    this.#directory.changes.add({ what: 'member', ref: group, member, added: false })
    return true
  }

  #find(id: string, ...kinds: readonly ('user' | 'group')[]): Ref {
    const ref = this.#directory.find(id, ...kinds)
    if (ref === null) throw new RangeError(`No ${kinds.join(' or ') || 'object'} has the id ${id}`)
    return ref
  }
}

const emptyUser: Omit<UserRecord, 'id' | 'displayName' | 'mail' | 'mailNickname' | 'userPrincipalName'> = {
  accountEnabled: true,
  assignedLicenses: [],
  businessPhones: [],
  city: null,
  companyName: null,
  country: null,
  createdDateTime: '2026-07-01T08:00:00Z',
  department: null,
  employeeId: null,
  givenName: null,
  jobTitle: null,
  mobilePhone: null,
  officeLocation: null,
  onPremisesSyncEnabled: null,
  otherMails: [],
  postalCode: null,
  preferredLanguage: null,
  proxyAddresses: [],
  streetAddress: null,
  surname: null,
  usageLocation: null,
  userType: 'Member',
}

const emptyGroup: Omit<GroupRecord, 'id' | 'displayName' | 'mailNickname'> = {
  createdDateTime: '2026-07-01T08:00:00Z',
  description: null,
  groupTypes: [],
  isAssignableToRole: null,
  mail: null,
  mailEnabled: false,
  membershipRule: null,
  membershipRuleProcessingState: null,
  onPremisesSyncEnabled: null,
  proxyAddresses: [],
  renewedDateTime: '2026-07-01T08:00:00Z',
  securityEnabled: true,
  visibility: null,
}
