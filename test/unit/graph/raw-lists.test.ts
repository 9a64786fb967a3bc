import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isItems } from '../../../electron/graph/page.ts'
import { itemsOf, type RawItems, rawLists } from '../../../electron/graph/raw-lists.ts'

const bytesOf = (text: string): ArrayBuffer => new TextEncoder().encode(text).buffer

interface RawList {
  readonly value: RawItems
}

/** Null where it is none. */
const listIn = (bytes: ArrayBuffer): RawList | null => {
  const body = rawLists(bytes) as RawList | null | undefined
  return isItems(body?.value) ? (body ?? null) : null
}
const read = (text: string) => listIn(bytesOf(text))

const itemsIn = ({ value }: RawList): readonly unknown[] => value.parts.flatMap((part) => itemsOf(value.bytes, part))

const isList = (sent: string): boolean => {
  try {
    return Array.isArray((JSON.parse(sent) as { readonly value?: unknown } | null)?.value)
  } catch {
    return false
  }
}

/** Names that a list's body has beside its items, and texts that look like its structure. */
const text = fc.oneof(
  fc.constantFrom('"value":[', '\\', '\\"', ']}', '{', '}', ',', '"', 'ä"😀', '\u2028', '\ud800'),
  fc.string({ unit: 'grapheme' }),
)
const json = fc.jsonValue({ stringUnit: 'grapheme' })
const item = fc.oneof(fc.dictionary(text, fc.oneof(text, json), { maxKeys: 4 }), json)
const annotations = fc.dictionary(
  fc.constantFrom('@odata.context', '@odata.count', '@odata.nextLink', 'a"value":[', 'values'),
  fc.oneof(text, json),
)
const body = fc
  .record({ before: annotations, value: fc.array(item, { maxLength: 5 }), after: annotations, indent: fc.nat(3) })
  .map(({ before, value, after, indent }) => ({
    told: { ...before, ...after, value },
    text: JSON.stringify({ ...before, value, ...after }, null, indent),
  }))

describe('a list that is not parsed', () => {
  it('is what parsing it would give, wherever its items stand', () => {
    fc.assert(
      fc.property(body, ({ told, text: sent }) => {
        const list = read(sent)
        expect(list).not.toBeNull()
        const { value, ...rest } = list!
        expect({ ...rest, value: itemsIn(list!) }).toEqual(JSON.parse(JSON.stringify(told)))
        expect(value).toHaveLength(told.value.length)
      }),
      { numRuns: 500 },
    )
  })

  it('is none when it ends before its end', () => {
    fc.assert(
      fc.property(body, ({ text: sent }) => {
        const bytes = bytesOf(sent)
        for (let length = 0; length < bytes.byteLength; length++)
          expect(rawLists(bytes.slice(0, length))).toBeUndefined()
      }),
      { numRuns: 40 },
    )
  })

  it('is one exactly where parsing finds one, whatever byte is another', () => {
    const other = fc.constantFrom(...'"\\\n{}[],:-+.019eEtfnu \x00\x1fx'.split(''), 'ä', '')
    fc.assert(
      fc.property(body, fc.nat(), fc.nat(3), other, ({ text: sent }, where, length, instead) => {
        const at = where % sent.length
        const altered = sent.slice(0, at) + instead + sent.slice(at + length)
        expect(read(altered) !== null).toBe(isList(altered))
      }),
      { numRuns: 3_000 },
    )
  })

  it.each(['-0', '1.50', '2e3', '-1.5E+10', '7E-2', '"\\u00e9\\ud800\\/"', '[[],{}]', '{"a":{"b":[null,true,false]}}'])(
    'may hold %s',
    (value) => {
      const list = read(`{"value":[${value}]}`)
      expect(itemsIn(list!)).toEqual([JSON.parse(value)])
    },
  )

  it.each([
    '01',
    '1.',
    '.5',
    '+1',
    '-',
    '1e',
    '0x1',
    'NaN',
    '"\\u00g0"',
    '"\\x"',
    '"a\nb"',
    'tru',
    'truex',
    '{"a" "b"}',
    "'a'",
  ])('is none where there is %j in an item', (value) => {
    expect(read(`{"value":[${value}]}`)).toBeNull()
  })

  it('is none where it is nested so deep that it can be no answer', () => {
    expect(read(`{"value":[${'['.repeat(100_000)}${']'.repeat(100_000)}]}`)).toBeNull()
  })

  it.each([
    ['', 'nothing'],
    ['<html>', 'a page'],
    ['[]', 'a list alone'],
    ['{"value":{}}', 'a value that is no list'],
    ['{"error":{"code":"x","message":"\\"value\\":[]"}}', 'a refusal'],
    ['{"value":[]} {}', 'more behind it'],
    ['{"value":[1,]}', 'an item that is missing'],
    ['{"value":[],}', 'a name that is missing'],
    ['{"value" []}', 'no colon'],
    ['{"value":[{"id":nil}]}', 'an item that is none'],
    ['{"value":[{"id":"a"]}]}', 'an item that ends otherwise'],
    ['{"@odata.count":nought,"value":[]}', 'a word that is none'],
  ])('is none where there is %j: %s', (sent) => {
    expect(read(sent)).toBeNull()
  })

  it('may begin with a byte order mark', () => {
    const list = read('\ufeff{"value":[{"id":"a"}]}')
    expect(itemsIn(list!)).toEqual([{ id: 'a' }])
  })

  it('tells its items a hundred at a time', () => {
    const items = Array.from({ length: 250 }, (_, at) => ({ id: `ü${at}` }))
    const list = read(JSON.stringify({ value: items }))
    expect(list!.value.parts.map((part) => itemsOf(list!.value.bytes, part).length)).toEqual([100, 100, 50])
    expect(itemsIn(list!)).toEqual(items)
  })
})
