import type { Caller } from '../entra/access-tokens.ts'
import type { Account } from '../entra/accounts.ts'
import type { Kind } from '../model/ids.ts'
import { GraphFailure } from './answer.ts'

/** Permissions by what they open. Source: Microsoft's published list of Graph permissions. */
const directoryWide = ['Directory.Read.All', 'Directory.ReadWrite.All'] as const
const roles = {
  users: ['User.Read.All', 'User.ReadWrite.All', ...directoryWide],
  basicUsers: ['User.ReadBasic.All'],
  groups: [
    'Group.ReadBasic.All',
    'GroupMember.Read.All',
    'GroupMember.ReadWrite.All',
    'Group.Read.All',
    'Group.ReadWrite.All',
    ...directoryWide,
  ],
  members: [
    'GroupMember.ReadBasic.All',
    'Group.ReadBasic.All',
    'GroupMember.Read.All',
    'GroupMember.ReadWrite.All',
    'Group.Read.All',
    'Group.ReadWrite.All',
    ...directoryWide,
  ],
  device: ['Device.Read.All', ...directoryWide],
  orgContact: ['OrgContact.Read.All', ...directoryWide],
  servicePrincipal: ['Application.Read.All', 'Application.ReadWrite.All', ...directoryWide],
  organization: [
    'Organization.Read.All',
    'Organization.ReadWrite.All',
    'User.Read.All',
    'User.ReadWrite.All',
    ...directoryWide,
  ],
  applications: [
    'Application.Read.All',
    'Application.ReadWrite.OwnedBy',
    'Application.ReadWrite.All',
    ...directoryWide,
  ],
  mail: ['Mail.Read', 'Mail.ReadWrite'],
  hiddenMembers: ['Member.Read.Hidden'],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type Area = keyof typeof roles

/** These open it to an application with a person behind it, beside the permissions of the same names. */
const delegatedOnly: Readonly<Partial<Record<Area, readonly string[]>>> = { organization: ['User.Read'] }
/** The person's own rights decide. */
const asTheUser = 'Directory.AccessAsUser.All'

export const denied = () =>
  new GraphFailure(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.')

/** What the holder of one access token may do. */
export class Access {
  readonly caller: Caller
  /** Who is behind the token; null for an application by itself. */
  readonly account: Account | null
  readonly #permissions: ReadonlySet<string>

  constructor(caller: Caller, account: Account | null) {
    this.caller = caller
    this.account = account
    this.#permissions = new Set(caller.scopes ?? caller.roles)
  }

  has(area: Area): boolean {
    if (roles[area].some((role) => this.#permissions.has(role))) return true
    if (this.caller.scopes === null) return false
    return this.holds(asTheUser, ...(delegatedOnly[area] ?? []))
  }

  /** Whether the token has one of these permissions by name. */
  holds(...names: readonly string[]): boolean {
    return names.some((name) => this.#permissions.has(name))
  }

  /** Throws Graph's 403 unless one of the areas is open. */
  need(...areas: readonly Area[]): void {
    if (!areas.some((area) => this.has(area))) throw denied()
  }

  /** Whether members of this type come with their properties or only with their id. */
  reads(kind: Kind): boolean {
    if (kind === 'user') return this.has('users') || this.has('basicUsers')
    return this.has(kind === 'group' ? 'groups' : kind)
  }

  /** Whether applications may be created: by permission, and for a person by the directory as well. */
  mayRegister(usersMayRegister: boolean): boolean {
    if (this.caller.scopes === null) return this.holds('Application.ReadWrite.All', 'Application.ReadWrite.OwnedBy')
    return this.holds('Application.ReadWrite.All', asTheUser) && (usersMayRegister || this.account?.role != null)
  }

  /** Whether an application with this owner may be changed. Source: Graph, "application: update", and Entra's roles. */
  mayManage(ownerId: string | null): boolean {
    const owns = ownerId !== null && ownerId === this.caller.id
    if (this.caller.scopes === null)
      return this.holds('Application.ReadWrite.All') || (owns && this.holds('Application.ReadWrite.OwnedBy'))
    return this.holds('Application.ReadWrite.All', asTheUser) && (owns || this.account?.role != null)
  }

  /**
   * Whether Graph's own roles may be granted: two permissions, and for a person the highest role too.
   * Source: Graph, "Grant an appRoleAssignment to a service principal"; Entra, "Grant tenant-wide admin consent".
   */
  mayGrant(): boolean {
    if (!this.holds('AppRoleAssignment.ReadWrite.All') || !this.has('applications')) return false
    return this.caller.scopes === null || this.account?.role === 'Global Administrator'
  }
}
