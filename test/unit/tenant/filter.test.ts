import { describe, expect, it } from 'vitest'
import { GraphFailure } from '../../tenant/graph/answer.ts'
import { compileFilter } from '../../tenant/graph/filter.ts'

const user = {
  displayName: "Finn O'Brien",
  mail: 'Finn@nordwind.example',
  department: null,
  accountEnabled: true,
  userType: 'Member',
  userPrincipalName: 'finn@nordwind.example',
  assignedLicenses: [{ skuId: '05e9a617-0261-4cee-bb44-138d3ef5d965' }],
  proxyAddresses: ['SMTP:finn@nordwind.example', 'smtp:f@nordwind.example'],
} as Readonly<Record<string, unknown>>
const group = { groupTypes: ['Unified'], securityEnabled: false } as Readonly<Record<string, unknown>>

const matchesUser = (text: string) => compileFilter('user', text).matches((name) => user[name])
const matchesGroup = (text: string) => compileFilter('group', text).matches((name) => group[name])

describe('a filter', () => {
  it.each([
    ['assignedLicenses/$count ne 0', true],
    ['assignedLicenses/$count eq 0', false],
    ["displayName eq 'finn o''brien'", true],
    ["startsWith(userPrincipalName,'FINN')", true],
    ["endswith(mail,'@nordwind.example')", true],
    ['mail ne null', true],
    ['department eq null', true],
    ['accountEnabled eq false', false],
    ["userType in ('Guest', 'Member')", true],
    ["not startswith(displayName,'F')", false],
    ["accountEnabled eq false and userType eq 'Member' or mail ne null", true],
    ["accountEnabled eq false and (userType eq 'Member' or mail ne null)", false],
    ['assignedLicenses/any(l:l/skuId eq 05e9a617-0261-4cee-bb44-138d3ef5d965)', true],
    ['assignedLicenses/any(l:l/skuId eq 06ebc4ee-1bb5-47dd-8120-11324bc54e06)', false],
    ["proxyAddresses/any(p:startswith(p,'smtp:f@'))", true],
  ])('%s is %s for the user', (text, expected) => {
    expect(matchesUser(text)).toBe(expected)
  })

  it.each([
    ["groupTypes/any(c:c eq 'Unified') or securityEnabled eq true", true],
    ["groupTypes/any(c:c eq 'DynamicMembership')", false],
    ["not(groupTypes/any(c:c eq 'Unified'))", false],
  ])('%s is %s for the group', (text, expected) => {
    expect(matchesGroup(text)).toBe(expected)
  })

  it.each([
    ['assignedLicenses/$count ne 0', true],
    ['mail ne null', true],
    ["endswith(mail,'x')", true],
    ["not(department eq 'x')", true],
    ["accountEnabled eq true and (department eq 'x' or mail ne null)", true],
    ["startswith(userPrincipalName,'x')", false],
    ["accountEnabled eq true and userType eq 'Guest'", false],
  ])('%s is advanced: %s', (text, expected) => {
    expect(compileFilter('user', text).advanced).toBe(expected)
  })

  it.each([
    ['department', 'BadRequest'],
    ['department eq', 'BadRequest'],
    ["department eq 'x", 'BadRequest'],
    ["department eq 'x' and", 'BadRequest'],
    ["(department eq 'x'", 'BadRequest'],
    ["department is 'x'", 'BadRequest'],
    ['department eq ;', 'BadRequest'],
    ["colour eq 'x'", 'BadRequest'],
    ["endswith(department,'x')", 'Request_UnsupportedQuery'],
    ['assignedLicenses/$count gt 3', 'Request_UnsupportedQuery'],
    ["skills eq 'x'", 'Request_UnsupportedQuery'],
  ])('%s is refused with %s', (text, code) => {
    expect(() => compileFilter('user', text)).toThrow(GraphFailure)
    try {
      compileFilter('user', text)
    } catch (error) {
      expect((error as GraphFailure).code).toBe(code)
    }
  })
})
