import { describe, expect, it } from 'vitest'
import {
  type ChangesAddress,
  formatChangesAddress,
  isNarrowed,
  parseChangesAddress,
  queryOf,
} from '../../../../renderer/features/changes/changes-address.ts'

const parse = (query: string): ChangesAddress => parseChangesAddress(new URLSearchParams(query))

describe('the address of the Changes page', () => {
  it.each([
    '',
    'q=anna&kind=user&kind=membership&what=removed&attribute=city&run=r1&last=30d',
    'from=2026-11-01&to=2026-11-09',
    'asOf=r1',
    'q=x&asOf=r1&view=groups&sort=-displayName&open=g1',
  ])('%s leads back to itself', (query) => {
    expect(formatChangesAddress(parse(query)).toString()).toBe(query)
  })

  it('leaves out what it does not understand', () => {
    const address = parse(`kind=device&what=burnt&attribute=password&view=trees&run=&last=2y&asOf=${'x'.repeat(129)}`)
    expect(formatChangesAddress(address).toString()).toBe('')
    expect(isNarrowed(address)).toBe(false)
  })

  it('is narrowed by a time alone', () => {
    expect(isNarrowed(parse('last=7d'))).toBe(true)
    expect(isNarrowed(parse('from=2026-02-30'))).toBe(false)
  })

  it('asks for what it says', () => {
    const address = parse('kind=group&what=added&attribute=kind&run=r1&last=24h')
    expect(isNarrowed(address)).toBe(true)
    expect(queryOf(address, ' anna ', Date.parse('2026-11-23T09:12:00.000Z'))).toEqual({
      search: 'anna',
      kinds: ['group'],
      whats: ['added'],
      attributes: ['kind'],
      runId: 'r1',
      from: '2026-11-22T09:12:00.000Z',
      to: null,
    })
  })
})
