import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { packedMembers } from '../../../electron/directory/staged-members.ts'
import { toMember } from '../../../electron/graph/mapping.ts'
import { type RawItems, rawLists } from '../../../electron/graph/raw-lists.ts'

const listOf = (body: string): RawItems =>
  (rawLists(new TextEncoder().encode(body).buffer) as { readonly value: RawItems }).value

const packedIn = ({ bytes, parts }: RawItems): unknown[] =>
  parts.flatMap((part) => JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(packedMembers(bytes, part))))

const mappedIn = (items: readonly unknown[]): unknown[] =>
  items.map(toMember).map(({ id, type, displayName }) => [id, type, displayName])

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(
    'Anna',
    'Ännchen',
    '田中 さくら',
    ' ',
    '\u00a0',
    '\u3000\u2009',
    '',
    ' x',
    'a"b\\',
    '\ud800',
    '\u0000',
    '😀',
  ),
)
const member = fc.record(
  {
    '@odata.type': fc.oneof(
      fc.constantFrom(
        '#microsoft.graph.user',
        'microsoft.graph.group',
        '#microsoft.graph.device',
        '#else',
        null,
        7,
        '',
      ),
      text,
    ),
    '@odata.id': fc.jsonValue(),
    id: fc.oneof(fc.uuid(), fc.constantFrom('é', 'a"', '\u00a0x')),
    displayName: fc.oneof(text, fc.constantFrom(null, 7, {}, ['x'])),
    other: fc.jsonValue(),
  },
  { requiredKeys: ['id'] },
)
const inAnyOrder = (item: object) =>
  fc.shuffledSubarray(Object.entries(item), { minLength: Object.keys(item).length }).map(Object.fromEntries)

describe('members of a page as they go to SQLite', () => {
  it('are what mapping them gives, however they are written', () => {
    fc.assert(
      fc.property(fc.array(member.chain(inAnyOrder), { maxLength: 120 }), fc.nat(2), (items, indent) => {
        const list = listOf(JSON.stringify({ value: items }, null, indent))
        expect(packedIn(list)).toEqual(mappedIn(items))
      }),
      { numRuns: 400 },
    )
  })

  it.each([
    ['a name in escapes', '{"\\u0069d":"a","displayName":"x"}'],
    ['a name that comes twice', '{"id":"a","id":"b","displayName":"x","displayName":null}'],
    ['a value and then none', '{"displayName":"x","id":"a","displayName":null,"@odata.type":"#microsoft.graph.group"}'],
    ['a slash in escapes', '{"id":"a\\/b","displayName":"c\\/d","@odata.type":"#microsoft.graph\\u002euser"}'],
    ['white space', ' { "id" : "a" , "displayName" : "x" } '],
  ])('are that with %s', (_, item) => {
    expect(packedIn(listOf(`{"value":[${item},{"id":"z"}]}`))).toEqual(mappedIn([JSON.parse(item), { id: 'z' }]))
  })

  it.each(['{}', '{"id":null}', '{"id":""}', '{"id":"\\u00a0"}', '{"id":" "}', '{"id":7}', 'null', '7', '[]', '"id"'])(
    'are refused where %s is one of them',
    (item) => {
      expect(() => packedIn(listOf(`{"value":[{"id":"a"},${item}]}`))).toThrow('answer_unreadable')
    },
  )

  it('keep the sign for what is no character', () => {
    const bytes = new TextEncoder().encode('{"value":[{"id":"a","displayName":"x?y"}]}')
    bytes[bytes.indexOf(0x3f)] = 0xff
    const { value } = rawLists(bytes.buffer) as { readonly value: RawItems }
    expect(packedIn(value)).toEqual([['a', 'other', 'x\ufffdy']])
  })
})
