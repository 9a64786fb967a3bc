import { deepStrictEqual } from 'node:assert'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCodec } from '../../electron-host/codec.ts'

const { encode, decode } = createCodec()
const through = <T>(value: T) => decode(encode(value)) as T

/** Keys that could be mistaken for the codec's own marks, among others. */
const key = fc.oneof(fc.string(), fc.constantFrom('\u0001', '__proto__', 'constructor', 'v'))
const anything = fc.anything({
  key,
  maxDepth: 4,
  ...{ withBigInt: true, withBoxedValues: true, withDate: true, withMap: true, withSet: true },
  ...{ withSparseArray: true, withTypedArray: true, withUnicodeString: true },
})

describe('the codec', () => {
  it('gives what a structured clone would give', () => {
    fc.assert(
      fc.property(anything, (value) => {
        deepStrictEqual(through(value), structuredClone(value))
      }),
      { numRuns: 2000 },
    )
  })

  it('keeps cycles and shared references', () => {
    const shared = { n: 1 }
    const value = { list: [shared, shared], map: new Map<unknown, unknown>([[shared, shared]]), self: null as unknown }
    value.self = value
    const got = through(value)
    expect(got.self).toBe(got)
    expect(got.list[0]).toBe(got.list[1])
    expect(got.map.get(got.list[0])).toBe(got.list[0])
  })

  it('keeps errors with name, message, stack and cause', () => {
    const error = new TypeError('boom', { cause: new Date(5) })
    const got = through(error)
    expect(got).toBeInstanceOf(TypeError)
    expect([got.message, got.stack, got.cause]).toEqual([error.message, error.stack, new Date(5)])
  })

  it('keeps an ArrayBuffer, a regular expression and an invalid date', () => {
    expect(through(new Uint8Array([1, 2, 255]).buffer)).toEqual(new Uint8Array([1, 2, 255]).buffer)
    expect(String(through(/a\/b/giu))).toBe('/a\\/b/giu')
    expect(through(new Date(Number.NaN)).getTime()).toBeNaN()
  })

  it.each([
    ['a function', () => 1],
    ['a symbol', Symbol('s')],
    ['a promise', Promise.resolve()],
    ['a weak map', new WeakMap()],
    ['a function deep inside', { a: [new Map([[1, () => 1]])] }],
  ])('refuses %s', (_, value) => {
    expect(() => encode(value)).toThrow('An object could not be cloned.')
  })

  it('is self-contained, so that its text can run in a page', () => {
    const again = new Function('globalThis', 'process', `return (${createCodec})()`)({}, undefined)
    const value = { when: new Date(7), map: new Map([[1, -0]]) }
    expect(decode(again.encode(value))).toEqual(value)
  })
})
