import { describe, expect, it } from 'vitest'
import {
  formatCertificatesAddress,
  healthQueryOf,
  isNarrowed,
  parseCertificatesAddress,
} from '../../../../renderer/features/certificates/certificates-address.ts'

const read = (text: string) => parseCertificatesAddress(new URLSearchParams(text))
const again = (text: string) => formatCertificatesAddress(read(text)).toString()

describe('the address of the certificates', () => {
  it('opens the lookup, and leaves out what is as usual', () => {
    expect(read('')).toMatchObject({ tab: 'lookup', user: undefined, against: undefined, list: false })
    expect(again('')).toBe('')
    expect(again('tab=nowhere&list=1&kind=usable&q=x')).toBe('')
  })

  it('keeps whom to look up and whom to judge against', () => {
    expect(again('user=u1&against=u2&tab=file')).toBe('tab=file&user=u1&against=u2')
    expect(read(`user=${'x'.repeat(129)}`).user).toBeUndefined()
  })

  it('keeps the filters of the list of a board, and blank departments apart from all', () => {
    const text = 'tab=health&list=1&q=an&kind=unusable&reason=expired&reason=weak&department='
    expect(again(text)).toBe(text)
    expect(healthQueryOf(read(text))).toEqual({
      search: 'an',
      kinds: ['unusable'],
      reasons: ['expired', 'weak'],
      department: '',
    })
    expect(healthQueryOf(read('tab=health&list=1')).department).toBeNull()
    expect(isNarrowed(read('tab=health&list=1'))).toBe(false)
    expect(isNarrowed(read('tab=health&list=1&department='))).toBe(true)
  })

  it('has filters only where there is a list', () => {
    expect(again('tab=health&kind=unusable')).toBe('tab=health')
    expect(read('tab=health&list=1&kind=nothing&reason=none').kinds).toEqual([])
  })
})
