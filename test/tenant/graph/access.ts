import type { Kind } from '../model/ids.ts'
import { GraphFailure } from './answer.ts'

/** Application roles by what they open. Source: Microsoft's published list of Graph permissions, application column. */
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
  hiddenMembers: ['Member.Read.Hidden'],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type Area = keyof typeof roles

const denied = () =>
  new GraphFailure(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.')

/** The roles of one access token. */
export class Access {
  readonly #roles: ReadonlySet<string>

  constructor(granted: readonly string[]) {
    this.#roles = new Set(granted)
  }

  has(area: Area): boolean {
    return roles[area].some((role) => this.#roles.has(role))
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
}
