import { describe, expect, it } from 'vitest'
import { type Evidence, incomplete, needsCount, prove } from '../../../electron/sync/prove.ts'

const evidence: Evidence = {
  users: { counted: 12 },
  groups: { counted: 7, foreign: 0, read: 6, hidden: 1, gone: 0, failed: 0, refusal: null },
  staged: { users: 10, groups: 7, withoutMail: 2 },
  tenantUsers: 40,
}
const users = (changes: Partial<Evidence['users']>): Evidence => ({
  ...evidence,
  users: { ...evidence.users, ...changes },
})
const groups = (changes: Partial<Evidence['groups']>, staged = 7): Evidence => ({
  ...evidence,
  groups: { ...evidence.groups, ...changes },
  staged: { ...evidence.staged, groups: staged },
})
const problem = (of: Evidence) => incomplete(prove(of), of.groups).params['problem']

describe('the proof of a read', () => {
  it('is complete when everything that Graph counted was read', () => {
    expect(prove(evidence)).toEqual({
      complete: true,
      usersCounted: 12,
      usersRead: 12,
      usersWithoutMail: 2,
      groupsCounted: 7,
      groupsRead: 7,
      memberListsRead: 6,
      memberListsFailed: 0,
      memberListsHidden: 1,
      tenantUsers: 40,
    })
  })

  it.each([
    [users({ counted: 13 }), 'users 12/13'],
    [users({ counted: 11 }), 'users 12/11'],
    [users({ counted: null }), 'users 12/?'],
    [groups({ counted: 8 }), 'groups 7/8'],
    [groups({ counted: null }), 'groups 7/?'],
  ])('is not complete when the counts differ', (of, expected) => {
    expect(prove(of).complete).toBe(false)
    expect(problem(of)).toBe(expected)
  })

  it('is not complete when a member list failed, and says what Graph answered', () => {
    const refusal = { status: '403', graphCode: 'Authorization_RequestDenied', requestId: 'r' }
    const failed = groups({ read: 3, failed: 3, refusal })
    expect(prove(failed)).toMatchObject({ complete: false, memberListsFailed: 3 })
    expect(incomplete(prove(failed), failed.groups)).toMatchObject({
      code: 'sync_incomplete',
      params: { problem: 'members 3 × 403', ...refusal },
    })
  })

  it('is not complete when a member list was forgotten', () => {
    expect(prove(groups({ read: 5 })).complete).toBe(false)
  })

  it('takes groups that were deleted meanwhile, and those that are none of ours, off the count', () => {
    expect(prove(groups({ read: 4, gone: 1, foreign: 1 }, 5))).toMatchObject({ complete: true, groupsCounted: 5 })
    expect(prove(groups({ read: 6, gone: 1 })).complete).toBe(false)
  })

  it('wants another count exactly where one does not fit', () => {
    const wanted = (of: Evidence) => (['users', 'groups'] as const).filter((one) => needsCount(prove(of), one))
    expect(wanted(evidence)).toEqual([])
    expect(wanted(users({ counted: null }))).toEqual(['users'])
    expect(wanted(groups({ counted: 9 }))).toEqual(['groups'])
  })
})
