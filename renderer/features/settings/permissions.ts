import { requiredRoles } from '../../../shared/domain/connection.ts'
import { hiddenMembersRole } from '../../../shared/domain/group.ts'

type Feature = 'users' | 'groups' | 'hidden' | 'certificates'

/** A feature and any one of the roles that open it, the least first. Source of the last: Graph's list group members. */
const features: readonly { readonly feature: Feature; readonly roles: readonly string[]; readonly needed: boolean }[] =
  [
    { feature: 'users', roles: requiredRoles[0], needed: true },
    { feature: 'groups', roles: requiredRoles[1], needed: true },
    { feature: 'hidden', roles: [hiddenMembersRole], needed: false },
    { feature: 'certificates', roles: ['Mail.Read', 'Mail.ReadWrite'], needed: false },
  ]

export interface Permission {
  readonly feature: Feature
  /** The least role that is enough. */
  readonly role: string
  readonly state: 'granted' | 'missing' | 'optional'
  /** A wider role that stands in for the least one. */
  readonly through: string | undefined
}

export interface Permissions {
  readonly rows: readonly Permission[]
  /** Granted although no feature uses it: somebody else's, or more than was needed. */
  readonly surplus: readonly string[]
}

export const permissionsOf = (granted: readonly string[]): Permissions => {
  const used = new Set<string>()
  const rows = features.map(({ feature, roles, needed }): Permission => {
    const [least = ''] = roles
    const by = roles.find((role) => granted.includes(role))
    if (by !== undefined) used.add(by)
    const state = by !== undefined ? 'granted' : needed ? 'missing' : 'optional'
    return { feature, role: least, state, through: by === least ? undefined : by }
  })
  return { rows, surplus: granted.filter((role) => !used.has(role)).toSorted() }
}
