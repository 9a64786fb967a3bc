import { describe, expect, it } from 'vitest'
import { answerLevel, pageOf } from '../../../../renderer/features/sync/ledger-view.ts'
import { proofRowsOf, reasonsOf } from '../../../../renderer/features/sync/proof-view.ts'
import type { SyncProof } from '../../../../shared/domain/sync.ts'

const proof = (part: Partial<SyncProof> = {}): SyncProof => ({
  complete: true,
  usersCounted: 100,
  usersRead: 100,
  usersWithoutMail: 4,
  groupsCounted: 20,
  groupsRead: 20,
  memberListsRead: 20,
  memberListsFailed: 0,
  memberListsHidden: 0,
  tenantUsers: 130,
  ...part,
})
const resultOf = (row: string, part: Partial<SyncProof>) => proofRowsOf(proof(part)).find((each) => each.row === row)

describe('the proof of a run', () => {
  it('sets what was read beside what was counted', () => {
    expect(proofRowsOf(proof()).map(({ row, counted, read, result }) => [row, counted, read, result])).toEqual([
      ['users', 100, 100, 'equal'],
      ['withoutMail', undefined, 4, 'leftOut'],
      ['groups', 20, 20, 'equal'],
      ['members', 20, 20, 'allRead'],
    ])
  })

  it('says how many are too few or too many', () => {
    expect(resultOf('users', { usersRead: 97 })).toMatchObject({ level: 'warn', result: 'fewer', by: 3 })
    expect(resultOf('groups', { groupsRead: 21 })).toMatchObject({ level: 'warn', result: 'more', by: 1 })
  })

  it('does not call a missing count equal', () => {
    expect(resultOf('users', { usersCounted: null })).toMatchObject({ level: 'unknown', result: 'notCounted' })
  })

  it('names failed lists before hidden ones, and hidden ones without alarm', () => {
    expect(resultOf('members', { memberListsRead: 15, memberListsFailed: 2, memberListsHidden: 3 })).toMatchObject({
      level: 'error',
      result: 'failed',
      by: 2,
    })
    expect(resultOf('members', { memberListsRead: 17, memberListsHidden: 3 })).toMatchObject({
      level: 'off',
      result: 'hidden',
      by: 3,
    })
  })
})

describe('why a run is not complete', () => {
  it('has no reason when it is', () => {
    expect(reasonsOf(proof({ memberListsHidden: 3, memberListsRead: 17 }))).toEqual([])
  })

  it('gives every reason with its number', () => {
    const open = { complete: false, usersRead: 97, groupsRead: 21, memberListsRead: 10, memberListsFailed: 2 }
    expect(reasonsOf(proof(open))).toEqual([
      { reason: 'usersFewer', by: 3 },
      { reason: 'groupsMore', by: 1 },
      { reason: 'membersFailed', by: 2 },
      { reason: 'membersOpen', by: 9 },
    ])
  })

  it('says so when there was no count at all', () => {
    expect(reasonsOf(proof({ complete: false, groupsCounted: null }))).toEqual([{ reason: 'notCounted', by: 0 }])
  })

  it('does not miss a count for a single object', () => {
    const one = { kind: 'group', id: 'g', found: 'read', members: 7 } as const
    const lists = { usersCounted: null, groupsCounted: null, groupsRead: 1, memberListsRead: 0, memberListsFailed: 1 }
    expect(reasonsOf(proof({ ...lists, complete: false, one }))).toEqual([{ reason: 'membersFailed', by: 1 }])
  })
})

describe('the ledger', () => {
  it('holds a throttled, unavailable or missing answer for a delay, other refusals for a fault', () => {
    expect([200, 304, 429, 503, 403, 0].map((status) => answerLevel({ status }))).toEqual([
      'ok',
      'ok',
      'warn',
      'warn',
      'error',
      'warn',
    ])
  })

  it('turns page by page and stops at both ends', () => {
    expect(pageOf(0, 120)).toEqual({ offset: 0, first: 1, last: 50, newer: undefined, older: 50 })
    expect(pageOf(100, 120)).toEqual({ offset: 100, first: 101, last: 120, newer: 50, older: undefined })
    expect(pageOf(0, 0)).toEqual({ offset: 0, first: 0, last: 0, newer: undefined, older: undefined })
  })

  it('comes back to the last page when the list has become shorter', () => {
    expect(pageOf(150, 50).offset).toBe(0)
  })
})
