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
    'q=anna&kind=user&kind=membership&what=removed&attribute=city&run=r1',
    'asOf=r1',
    'q=x&asOf=r1&view=groups&sort=-displayName&open=g1',
  ])('%s leads back to itself', (query) => {
    expect(formatChangesAddress(parse(query)).toString()).toBe(query)
  })

  it('leaves out what it does not understand', () => {
    const address = parse(`kind=device&what=burnt&attribute=password&view=trees&run=&asOf=${'x'.repeat(129)}`)
    expect(formatChangesAddress(address).toString()).toBe('')
    expect(isNarrowed(address)).toBe(false)
  })

  it('asks for what it says', () => {
    const address = parse('kind=group&what=added&attribute=kind&run=r1')
    expect(isNarrowed(address)).toBe(true)
    expect(queryOf(address, ' anna ')).toEqual({
      search: 'anna',
      kinds: ['group'],
      whats: ['added'],
      attributes: ['kind'],
      runId: 'r1',
      from: null,
      to: null,
    })
  })
})
