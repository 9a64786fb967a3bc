import { describe, expect, it } from 'vitest'
import { toGroup, toUser } from '../../../electron/graph/mapping.ts'
import {
  isForeignGroup,
  isForeignUser,
  isRemoved,
  memberChangesIn,
  mergedGroup,
  mergedUser,
  namesIn,
  wholeUser,
} from '../../../electron/sync/merge.ts'
import { member, person, team } from './small-tenant.ts'

const anna = toUser(
  person('u1', { department: 'IT', city: 'Kiel', businessPhones: ['1', '2'], accountEnabled: false }),
)!
const group = (more = {}) => toGroup(team('g1', { description: 'd', visibility: 'Private', ...more }))!

describe('an entry of a user who is known', () => {
  it('leaves what it does not name as it was', () => {
    expect(mergedUser(anna, { id: 'u1' })).toEqual(anna)
    expect(mergedUser(anna, { id: 'u1', city: 'Lübeck' })).toEqual({ ...anna, city: 'Lübeck' })
  })

  it('clears what it names as null, as an empty text or as an empty list', () => {
    const entry = { id: 'u1', department: null, city: '', businessPhones: [] }
    expect(mergedUser(anna, entry)).toEqual({ ...anna, department: null, city: null, businessPhones: [] })
  })

  it.each([
    ['the last licence is gone', { assignedLicenses: [] }],
    ['the mail address is cleared', { mail: null }],
  ])('lets the user go when %s', (_when, entry) => {
    expect(mergedUser(anna, { id: 'u1', ...entry })).toBeNull()
  })

  it('keeps the user whose licences, address or name for signing in change', () => {
    const entry = {
      id: 'u1',
      assignedLicenses: [{ skuId: 'f3' }],
      mail: 'x@y.example',
      userPrincipalName: 'z@y.example',
    }
    expect(mergedUser(anna, entry)).toEqual({
      ...anna,
      assignedLicenses: ['f3'],
      mail: 'x@y.example',
      userPrincipalName: 'z@y.example',
    })
  })

  it('cannot be relied on when the name for signing in is cleared', () => {
    expect(() => mergedUser(anna, { id: 'u1', userPrincipalName: null })).toThrow('answer_unreadable')
  })
})

describe('a user who is not known', () => {
  it.each([
    ['no licence', { assignedLicenses: [] }, true],
    ['no mail address', { mail: null, assignedLicenses: [{ skuId: 'e3' }] }, true],
    ['both', { mail: 'a@b.example', assignedLicenses: [{ skuId: 'e3' }] }, false],
    ['neither named', { city: 'Kiel' }, false],
  ])('is left alone only where the entry tells that there is %s: %o', (_name, entry, foreign) => {
    expect(isForeignUser({ id: 'u9', ...entry })).toBe(foreign)
  })

  it('counts with licence and mail alone', () => {
    expect(wholeUser(person('u1'))).toMatchObject({ id: 'u1' })
    expect(wholeUser(person('u1', { assignedLicenses: [] }))).toBeNull()
    expect(wholeUser(person('u1', { mail: null }))).toBeNull()
  })
})

describe('an entry of a group that is known', () => {
  it.each([
    ['security', {}],
    ['mail-enabled security', { mailEnabled: true }],
    ['Microsoft 365', { groupTypes: ['Unified'], mailEnabled: true, securityEnabled: false }],
    ['dynamic', { groupTypes: ['DynamicMembership'], membershipRule: 'r' }],
  ])('leaves its kind alone where it does not name it: %s', (_kind, more) => {
    const known = group(more)
    expect(mergedGroup(known, { id: 'g1', description: null })).toEqual({ ...known, description: null })
  })

  it('changes the kind that it names', () => {
    expect(mergedGroup(group(), { id: 'g1', mailEnabled: true })).toMatchObject({ kind: 'mailSecurity' })
    expect(mergedGroup(group(), { id: 'g1', groupTypes: ['DynamicMembership'] })).toMatchObject({ dynamic: true })
  })

  it('lets it go when it is none of ours any more, if the entry tells all that decides it', () => {
    expect(mergedGroup(group(), { id: 'g1', groupTypes: [], mailEnabled: true, securityEnabled: false })).toBe('gone')
    expect(mergedGroup(group(), { id: 'g1', securityEnabled: false })).toBe('unclear')
  })
})

describe('a group that is not known', () => {
  it('is left alone only where the entry tells that it is none of ours', () => {
    const flags = { groupTypes: [], mailEnabled: true, securityEnabled: false }
    expect(isForeignGroup({ id: 'g9', ...flags })).toBe(true)
    expect(isForeignGroup({ id: 'g9', ...flags, securityEnabled: true })).toBe(false)
    expect(isForeignGroup({ id: 'g9', displayName: 'x' })).toBe(false)
  })
})

describe('what else an entry says', () => {
  it('is that the object is gone, for a while or for good', () => {
    expect(isRemoved({ id: 'u1', '@removed': { reason: 'changed' } })).toBe(true)
    expect(isRemoved({ id: 'u1', '@removed': { reason: 'deleted' } })).toBe(true)
    expect(isRemoved({ id: 'u1' })).toBe(false)
  })

  it('is a name, where it names one', () => {
    expect(namesIn({ id: 'u1', displayName: 'Anna' })).toEqual([{ id: 'u1', displayName: 'Anna' }])
    expect(namesIn({ id: 'u1', displayName: null })).toEqual([{ id: 'u1', displayName: null }])
    expect(namesIn({ id: 'u1', city: 'Kiel' })).toEqual([])
    expect(namesIn(null)).toEqual([])
  })

  it('is who came into a group and who left it', () => {
    const entry = {
      id: 'g1',
      'members@delta': [member('u1'), { ...member('g2', 'group'), '@removed': { reason: 'deleted' } }],
    }
    expect(memberChangesIn(entry)).toEqual([
      { groupId: 'g1', id: 'u1', type: 'user', removed: false },
      { groupId: 'g1', id: 'g2', type: 'group', removed: true },
    ])
    expect(memberChangesIn({ id: 'g1' })).toEqual([])
    expect(() => memberChangesIn({ id: 'g1', 'members@delta': [{}] })).toThrow('answer_unreadable')
  })
})
