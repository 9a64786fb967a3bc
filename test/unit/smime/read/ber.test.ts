import { describe, expect, it } from 'vitest'
import { octetsOf, oidOf, readBer, toDer, walkThrough } from '../../../../electron/smime/read/ber.ts'
import { Budget, limits } from '../../../../electron/smime/read/budget.ts'

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex')
const budget = () => new Budget()
const through = (bytes: Uint8Array) => walkThrough(readBer(bytes, budget()), budget())

describe('ASN.1 as it lies in the bytes', () => {
  it('reads definite and indefinite lengths alike', () => {
    const definite = hex('30 08 24 06 0401 61 0401 62')
    const indefinite = hex('30 80 24 80 0401 61 0401 62 0000 0000')
    for (const bytes of [definite, indefinite]) {
      const element = readBer(bytes, budget())
      const [octets] = element.children
      expect(octets && Buffer.from(octetsOf(octets, budget())).toString()).toBe('ab')
      expect(Buffer.from(toDer(element, budget())).toString('hex')).toBe('300404026162')
      expect(element.end).toBe(bytes.length)
    }
  })

  it('takes lengths with leading zeros, which BER allows', () => {
    expect(Buffer.from(readBer(hex('04 84 00000002 6162'), budget()).content).toString()).toBe('ab')
  })

  it('writes object identifiers as people do, the largest arcs included', () => {
    expect(oidOf(readBer(hex('06 09 2a864886f70d010702'), budget()))).toBe('1.2.840.113549.1.7.2')
    expect(oidOf(readBer(hex('06 03 883703'), budget()))).toBe('2.999.3')
    expect(oidOf(readBer(hex('04 01 2a'), budget()))).toBeNull()
  })

  it.each([
    ['nothing', ''],
    ['a tag alone', '30'],
    ['a length that is longer than what follows', '30 05 0401 61'],
    ['a length of more bytes than there are', '04 89 ffffffffffffffffff'],
    ['a child that is longer than its parent', '30 03 0405 61 62 63 64 65'],
    ['an indefinite length without its end', '30 80 0401 61'],
    ['an indefinite length of something primitive', '04 80 61 0000'],
    ['a tag number without its end', '1f ff ff ff ff ff ff 00'],
  ])('refuses %s', (_, bytes) => {
    expect(() => through(hex(bytes))).toThrow('damaged')
  })

  it('ends at its depth, whichever form the nesting has', () => {
    const nested = (depth: number) => Buffer.concat([Buffer.alloc(depth * 2, hex('3080')), Buffer.alloc(depth * 2)])
    expect(() => through(nested(limits.depth))).not.toThrow()
    expect(() => through(nested(limits.depth + 2))).toThrow('damaged')
    expect(() => through(nested(1_000_000))).toThrow('damaged')
  })

  it('ends at its number of elements', () => {
    const nulls = Buffer.alloc(limits.elements * 2 + 2, hex('0500'))
    const sequence = Buffer.concat([hex('30 83'), hex(nulls.length.toString(16).padStart(6, '0')), nulls])
    expect(() => through(sequence)).toThrow('tooLarge')
  })
})
