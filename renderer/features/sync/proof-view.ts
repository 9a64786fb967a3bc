import type { SyncProof } from '../../../shared/domain/sync.ts'
import type { SyncText } from '../../../shared/text/en/sync.ts'

type Result = SyncText['proof']['results']

/** What Microsoft counted beside what was read, and what that means. */
export interface ProofRow {
  readonly row: keyof SyncText['proof']['rows']
  readonly counted: number | undefined
  readonly read: number
  readonly level: 'ok' | 'warn' | 'error' | 'off' | 'unknown'
  readonly result: keyof Result
  /** Fills the result's sentence where it has one. */
  readonly by: number
}

const compared = (row: 'users' | 'groups', counted: number | null, read: number): ProofRow => {
  if (counted === null) return { row, counted: undefined, read, level: 'unknown', result: 'notCounted', by: 0 }
  const by = Math.abs(counted - read)
  if (by === 0) return { row, counted, read, level: 'ok', result: 'equal', by }
  return { row, counted, read, level: 'warn', result: read < counted ? 'fewer' : 'more', by }
}

const memberLists = (proof: SyncProof): ProofRow => {
  const { groupsRead, memberListsRead: read, memberListsFailed: failed, memberListsHidden: hidden } = proof
  const row = { row: 'members', counted: groupsRead, read } as const
  if (failed > 0) return { ...row, level: 'error', result: 'failed', by: failed }
  const open = openLists(proof)
  if (open > 0) return { ...row, level: 'warn', result: 'fewer', by: open }
  if (hidden > 0) return { ...row, level: 'off', result: 'hidden', by: hidden }
  return { ...row, level: 'ok', result: 'allRead', by: 0 }
}

/** Groups whose list was neither read nor refused nor hidden. */
const openLists = (proof: SyncProof): number =>
  Math.max(0, proof.groupsRead - proof.memberListsRead - proof.memberListsFailed - proof.memberListsHidden)

export const proofRowsOf = (proof: SyncProof): readonly ProofRow[] => [
  compared('users', proof.usersCounted, proof.usersRead),
  { row: 'withoutMail', counted: undefined, read: proof.usersWithoutMail, level: 'off', result: 'leftOut', by: 0 },
  compared('groups', proof.groupsCounted, proof.groupsRead),
  memberLists(proof),
]

interface Reason {
  readonly reason: keyof SyncText['proof']['reasons']
  readonly by: number
}

const difference = (row: ProofRow, fewer: Reason['reason'], more: Reason['reason']): readonly Reason[] => {
  if (row.result === 'fewer') return [{ reason: fewer, by: row.by }]
  return row.result === 'more' ? [{ reason: more, by: row.by }] : []
}

/** Why a run is not complete; empty when it is. */
export const reasonsOf = (proof: SyncProof): readonly Reason[] => {
  if (proof.complete) return []
  const failed: Reason = { reason: 'membersFailed', by: proof.memberListsFailed }
  if (proof.one !== undefined) return [failed]
  const users = compared('users', proof.usersCounted, proof.usersRead)
  const groups = compared('groups', proof.groupsCounted, proof.groupsRead)
  const reasons = [...difference(users, 'usersFewer', 'usersMore'), ...difference(groups, 'groupsFewer', 'groupsMore')]
  if (users.counted === undefined || groups.counted === undefined) reasons.push({ reason: 'notCounted', by: 0 })
  if (failed.by > 0) reasons.push(failed)
  const open = openLists(proof)
  if (open > 0) reasons.push({ reason: 'membersOpen', by: open })
  return reasons
}
