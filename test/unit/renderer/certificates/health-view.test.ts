import { describe, expect, it } from 'vitest'
import {
  arcsOf,
  departmentBarsOf,
  departmentName,
  effortOf,
  scopeName,
  timeLeft,
  usablePart,
} from '../../../../renderer/features/certificates/health-view.ts'
import { en } from '../../../../shared/text/en/index.ts'

const counts = (usable: number, expiring: number, unusable: number, none: number, unknown: number) => ({
  usable,
  expiring,
  unusable,
  none,
  unknown,
})
const nobody = counts(0, 0, 0, 0, 0)

describe('the picture of a board', () => {
  it('counts a certificate that ends soon as usable until then', () => {
    expect(usablePart(counts(5, 1, 2, 1, 1))).toBe(0.6)
    expect(usablePart(nobody)).toBeNull()
  })

  it('is a ring of what there is, one behind the other and whole', () => {
    const arcs = arcsOf(counts(6, 0, 3, 3, 0))
    expect(arcs).toEqual([
      { kind: 'usable', start: 0, part: 0.5 },
      { kind: 'unusable', start: 0.5, part: 0.25 },
      { kind: 'none', start: 0.75, part: 0.25 },
    ])
    expect(arcsOf(nobody)).toEqual([])
  })

  it('has no bar for a department of which nobody was looked up yet', () => {
    const bars = departmentBarsOf({
      departments: [
        { name: 'Sales', counts: counts(1, 0, 0, 1, 0) },
        { name: 'IT', counts: nobody },
      ],
    })
    expect(bars.map(({ name, total, part }) => [name, total, part])).toEqual([['Sales', 2, 0.5]])
  })

  it('names what has no name', () => {
    const { health } = en.certificates
    expect([null, '', 'Sales'].map((name) => departmentName(name, en.certificates))).toEqual([
      health.otherDepartments,
      health.noDepartment,
      'Sales',
    ])
    expect(scopeName({ scope: { of: 'group', groupId: 'g', name: null } }, en.certificates)).toBe(health.unnamedGroup)
    expect(scopeName({ scope: { of: 'all' } }, en.certificates)).toBe(health.all)
  })
})

describe('how long and how much', () => {
  it('the time left follows from the rate, and is not guessed without one', () => {
    expect(timeLeft({ done: 10, total: 110, rate: 20 })).toBe(5000)
    expect(timeLeft({ done: 10, total: 110, rate: 0 })).toBeUndefined()
    expect(timeLeft({ done: 110, total: 110, rate: 20 })).toBeUndefined()
  })

  it('only sources that are on and ask Microsoft count as requests', () => {
    const sources = (profile: boolean, signedMail: boolean, ldap: boolean) => ({
      sources: [
        { source: 'profile', on: profile },
        { source: 'signedMail', on: signedMail },
        { source: 'ldap', on: ldap },
      ] as const,
    })
    expect(effortOf(100, sources(true, true, false))).toEqual({ users: 100, requests: 300, nothingOn: false })
    expect(effortOf(100, sources(false, false, true))).toEqual({ users: 100, requests: 0, nothingOn: false })
    expect(effortOf(100, sources(false, false, false)).nothingOn).toBe(true)
  })
})
