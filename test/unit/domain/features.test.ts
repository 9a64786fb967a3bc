import { describe, expect, it } from 'vitest'
import { missingRoles } from '../../../shared/domain/connection.ts'
import { features, featuresWith, missingFor, rolesFor } from '../../../shared/domain/features.ts'

describe('roles by feature', () => {
  it('never asks for less than reading users and groups, and for no more', () => {
    expect(rolesFor([])).toEqual(['User.Read.All', 'GroupMember.Read.All'])
    expect(missingRoles(rolesFor([]))).toEqual([])
  })

  it('asks for exactly what the chosen features need, each once, in whatever order they were chosen', () => {
    expect(rolesFor(['expiryFromEntra', 'smimeFromMail', 'smimeFromMail', 'usersAndGroups'])).toEqual([
      'User.Read.All',
      'GroupMember.Read.All',
      'Mail.Read',
      'Application.Read.All',
    ])
    expect(rolesFor(features)).toHaveLength(5)
  })

  it('says what is missing for a feature, and takes wider roles for narrower ones', () => {
    expect(missingFor('usersAndGroups', ['User.Read.All'])).toEqual(['GroupMember.Read.All'])
    expect(missingFor('usersAndGroups', ['User.Read.All', 'Group.Read.All'])).toEqual([])
    expect(missingFor('smimeFromMail', ['Directory.Read.All'])).toEqual(['Mail.Read'])
    expect(featuresWith(['Directory.Read.All'])).toEqual(['usersAndGroups', 'groupNotifications', 'expiryFromEntra'])
    expect(featuresWith(rolesFor(features))).toEqual([...features])
  })
})
