import type { SyncProof } from '../../shared/domain/sync.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import type { StagedWhole } from '../directory/directory-api.ts'
import type { GroupsRead } from './read-groups.ts'
import type { UsersRead } from './user-intake.ts'

/** Everything that a run read, against what Graph counted. */
export interface Evidence {
  readonly users: UsersRead
  readonly groups: GroupsRead
  readonly staged: Pick<StagedWhole, 'users' | 'groups' | 'withoutMail'>
  readonly tenantUsers: number | null
}

/** Whether the count that there is says something else than what was read. */
export const needsCount = (proof: SyncProof, of: 'users' | 'groups'): boolean =>
  of === 'users' ? proof.usersCounted !== proof.usersRead : proof.groupsCounted !== proof.groupsRead

/**
 * Complete when as many users and groups were read as Graph counts, each once, and every member list came to its end.
 * That the lists themselves ended is certain: reading one stops at its last page or with an error.
 * A group that Graph listed and then denied is not counted; neither is one that is none of ours.
 */
export const prove = ({ users, groups, staged, tenantUsers }: Evidence): SyncProof => {
  const usersRead = staged.users + staged.withoutMail
  const groupsCounted = groups.counted === null ? null : groups.counted - groups.gone - groups.foreign
  const lists = groups.read + groups.hidden + groups.failed
  return {
    complete:
      users.counted === usersRead && groupsCounted === staged.groups && groups.failed === 0 && lists === staged.groups,
    usersCounted: users.counted,
    usersRead,
    usersWithoutMail: staged.withoutMail,
    groupsCounted,
    groupsRead: staged.groups,
    memberListsRead: groups.read,
    memberListsFailed: groups.failed,
    memberListsHidden: groups.hidden,
    tenantUsers,
    ...(users.by === undefined ? {} : { usersBy: users.by }),
  }
}

const compared = (name: string, read: number, counted: number | null): string | null =>
  read === counted ? null : `${name} ${read}/${counted ?? '?'}`

/** Why a proof is not complete. `problem`: what was read of what was counted, as `users 1199/1200, members 3 × 403`. */
export const incomplete = (proof: SyncProof, { refusal }: Pick<GroupsRead, 'refusal'>): AppError => {
  const { memberListsFailed: failed } = proof
  const isOne = proof.one !== undefined
  const problems = [
    isOne ? null : compared('users', proof.usersRead, proof.usersCounted),
    isOne ? null : compared('groups', proof.groupsRead, proof.groupsCounted),
    failed === 0 ? null : `members ${failed} × ${refusal?.status ?? '?'}`,
  ]
  const problem = problems.filter((one) => one !== null).join(', ')
  return new AppError('sync_incomplete', { problem, ...refusal })
}
