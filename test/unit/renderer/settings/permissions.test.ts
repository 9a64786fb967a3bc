import { describe, expect, it } from 'vitest'
import { permissionsOf } from '../../../../renderer/features/settings/permissions.ts'
import { parseSettingsAddress } from '../../../../renderer/features/settings/settings-address.ts'

describe('permissions by feature', () => {
  const states = (roles: readonly string[]) => permissionsOf(roles).rows.map(({ state }) => state)

  it('are missing where nothing can be read without them, and optional elsewhere', () => {
    expect(states([])).toEqual(['missing', 'missing', 'optional', 'optional'])
    expect(states(['User.Read.All', 'GroupMember.Read.All', 'Member.Read.Hidden', 'Mail.Read'])).toEqual([
      'granted',
      'granted',
      'granted',
      'granted',
    ])
  })

  it('name the wider role that stands in for the least one', () => {
    expect(permissionsOf(['Directory.Read.All']).rows.map(({ through }) => through)).toEqual([
      'Directory.Read.All',
      'Directory.Read.All',
      undefined,
      undefined,
    ])
  })

  it('tell what nothing here needs', () => {
    const roles = ['User.Read.All', 'GroupMember.Read.All', 'Mail.Send', 'Directory.Read.All']
    expect(permissionsOf(roles).surplus).toEqual(['Directory.Read.All', 'Mail.Send'])
  })
})

describe('the address of the settings', () => {
  const read = (text: string) => parseSettingsAddress(new URLSearchParams(text))

  it('opens the connection unless a section is named', () => {
    expect(read('')).toEqual({ section: 'entra', edit: undefined })
    expect(read('section=about')).toEqual({ section: 'about', edit: undefined })
    expect(read('section=nowhere').section).toBe('entra')
  })

  it('opens the form only over the connection', () => {
    expect(read('edit=credential').edit).toBe('credential')
    expect(read('edit=everything').edit).toBeUndefined()
    expect(read('section=general&edit=connection').edit).toBeUndefined()
  })
})
