import type { Snapshot } from '../../../shared/domain/sync.ts'

export interface Figure {
  readonly name: 'users' | 'groups' | 'memberships' | 'disabled' | 'guests' | 'withoutMail' | 'withoutLicence'
  /** Undefined where Microsoft gave no count. */
  readonly value: number | undefined
  /** Page and query of the list that is counted. */
  readonly href?: readonly [page: string, query?: Readonly<Record<string, string>>] | undefined
}

/** What is synchronised, then what of it is special, then what is left out. */
export const figuresOf = (
  { disabled, guests }: { readonly disabled: number; readonly guests: number },
  { users, groups, memberships, proof }: Snapshot,
): readonly Figure[] => [
  { name: 'users', value: users, href: ['users'] },
  { name: 'groups', value: groups, href: ['groups'] },
  { name: 'memberships', value: memberships },
  { name: 'disabled', value: disabled, href: ['users', { filter: 'accountEnabled:false' }] },
  { name: 'guests', value: guests, href: ['users', { filter: 'userType:Guest' }] },
  { name: 'withoutMail', value: proof.usersWithoutMail },
  {
    name: 'withoutLicence',
    value: proof.tenantUsers === null ? undefined : Math.max(0, proof.tenantUsers - proof.usersRead),
  },
]
