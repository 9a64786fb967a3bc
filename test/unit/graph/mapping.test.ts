import { describe, expect, it } from 'vitest'
import { toGroup, toMember, toUser } from '../../../electron/graph/mapping.ts'

describe('a user from Graph', () => {
  const full = {
    id: 'u1',
    displayName: 'Jörg Ærø',
    mail: 'joerg@contoso.example',
    userPrincipalName: 'joerg@contoso.example',
    mobilePhone: '+49 1',
    jobTitle: 'Smith',
    department: 'Forge',
    officeLocation: '3.14',
    companyName: 'Contoso',
    city: 'Köln',
    country: 'Germany',
    postalCode: '50667',
    streetAddress: 'Ring 1\nHinterhaus',
    businessPhones: ['+49 2', '+49 3'],
    accountEnabled: false,
    userType: 'Guest',
    assignedLicenses: [{ skuId: 'e3', disabledPlans: [] }, { skuId: 'e5' }],
  }

  it('keeps every attribute to the letter', () => {
    expect(toUser(full)).toEqual({ ...full, assignedLicenses: ['e3', 'e5'] })
  })

  it.each([undefined, null, '', '   ', 7, {}, ['x']])('takes %j for no value', (nothing) => {
    const { id, mail, userPrincipalName } = full
    const names = Object.keys(full).filter((name) => !['id', 'mail', 'userPrincipalName'].includes(name))
    const user = toUser({ id, mail, userPrincipalName, ...Object.fromEntries(names.map((name) => [name, nothing])) })
    expect(user).toEqual({
      ...Object.fromEntries(names.map((name) => [name, null])),
      ...{ id, mail, userPrincipalName },
      accountEnabled: true,
      businessPhones: Array.isArray(nothing) ? ['x'] : [],
      assignedLicenses: [],
    })
  })

  it('is not kept without a mail address', () => {
    for (const mail of [undefined, null, '', ' ', 3]) expect(toUser({ ...full, mail })).toBeNull()
  })

  it('drops what is no number among several, and licences without sku', () => {
    const user = toUser({
      ...full,
      businessPhones: ['1', '', null, 2, '3'],
      assignedLicenses: [null, {}, 'e3', { skuId: 'e5' }],
    })
    expect(user).toMatchObject({ businessPhones: ['1', '3'], assignedLicenses: ['e5'] })
  })

  it.each([null, undefined, 'u1', {}, { ...full, id: '' }, { ...full, id: 5 }, { ...full, userPrincipalName: null }])(
    'is unreadable as %j',
    (item) => {
      expect(() => toUser(item)).toThrow(expect.objectContaining({ code: 'answer_unreadable' }))
    },
  )
})

describe('a group from Graph', () => {
  it.each([
    [['Unified'], true, false, 'microsoft365'],
    [['Unified', 'DynamicMembership'], true, true, 'microsoft365'],
    [[], false, true, 'security'],
    [[], true, true, 'mailSecurity'],
    [['DynamicMembership'], false, true, 'security'],
    [undefined, null, true, 'security'],
  ])('with types %j, mail %j and security %j is %s', (groupTypes, mailEnabled, securityEnabled, kind) => {
    const group = toGroup({ id: 'g', groupTypes, mailEnabled, securityEnabled })
    const dynamic = groupTypes?.includes('DynamicMembership') ?? false
    expect(group).toEqual({
      ...{ id: 'g', kind, dynamic, displayName: null, description: null, mail: null },
      ...{ membershipRule: null, visibility: null },
    })
  })

  it('is not kept when it is a distribution list', () => {
    expect(toGroup({ id: 'g', groupTypes: [], mailEnabled: true, securityEnabled: false })).toBeNull()
  })

  it('is unreadable without id', () => {
    expect(() => toGroup({ securityEnabled: true })).toThrow(expect.objectContaining({ code: 'answer_unreadable' }))
  })
})

describe('a member from Graph', () => {
  it.each([
    ['#microsoft.graph.user', 'user'],
    ['microsoft.graph.group', 'group'],
    ['#microsoft.graph.device', 'device'],
    ['#microsoft.graph.orgContact', 'orgContact'],
    ['#microsoft.graph.servicePrincipal', 'servicePrincipal'],
    ['#microsoft.graph.agentIdentity', 'other'],
    [undefined, 'other'],
    [12, 'other'],
  ])('of type %s is a %s', (type, expected) => {
    expect(toMember({ '@odata.type': type, id: 'm', displayName: null })).toEqual({
      id: 'm',
      type: expected,
      displayName: null,
    })
  })

  it('is unreadable without id', () => {
    expect(() => toMember({ '@odata.type': '#microsoft.graph.user' })).toThrow(
      expect.objectContaining({ code: 'answer_unreadable', params: { problem: 'member without id' } }),
    )
  })
})
