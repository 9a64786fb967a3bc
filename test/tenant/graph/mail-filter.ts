import type { Letter } from '../mail/letter.ts'
import { badRequest, notSimulated } from './answer.ts'
import { extendedProperty } from './mail-view.ts'

type Matches = (letter: Letter) => boolean

export interface MailFilter {
  readonly matches: Matches
  /** In the order in which they stand there. */
  readonly properties: readonly string[]
  /** Asks for an extended property, which some services answer to no such question. */
  readonly extended: boolean
}

/** Conditions joined by `and`, as far as mail is looked for by them. Throws Graph's 400. */
export const compileMailFilter = (text: string): MailFilter => {
  const parts = conjuncts(text).map(compile)
  return {
    matches: (letter) => parts.every(({ matches }) => matches(letter)),
    properties: parts.map(({ property }) => property),
    extended: parts.some(({ property }) => property === 'singleValueExtendedProperties'),
  }
}

interface Part {
  readonly property: string
  readonly matches: Matches
}

/** Split at each `and` outside of brackets and quotes. */
const conjuncts = (text: string): readonly string[] => {
  const parts: string[] = ['']
  let depth = 0
  for (const [piece] of text.matchAll(/'(?:[^']|'')*'|\s+and\s+|[()]|[^'()\s]+|\s+/gi)) {
    if (piece === '(') depth += 1
    if (piece === ')') depth -= 1
    if (depth === 0 && /^\s+and\s+$/i.test(piece)) parts.push('')
    else parts.push(`${parts.pop() ?? ''}${piece}`)
  }
  if (depth !== 0) throw invalid(text)
  return parts.map((part) => part.trim())
}

const invalid = (text: string) => badRequest(`Invalid filter clause: '${text}'.`, 'ErrorInvalidUrlQueryFilter')

const dates = /^(receivedDateTime|sentDateTime|createdDateTime)\s+(eq|ge|gt|le|lt)\s+(\d{4}-\d\d-\d\d(?:T[\d:.]+Z)?)$/i
const flags = /^(hasAttachments|isDraft|isRead)\s+(eq|ne)\s+(true|false)$/i
const any =
  /^singleValueExtendedProperties\/any\(\s*(\w+)\s*:\s*\1\/id\s+eq\s+'([^']*)'\s+and\s+(?:\1\/value\s+eq\s+'([^']*)'|startswith\(\s*\1\/value\s*,\s*'([^']*)'\s*\))\s*\)$/i

const compile = (text: string): Part => {
  const date = dates.exec(text)
  if (date !== null) return byDate(date[1] ?? '', date[2] ?? '', date[3] ?? '')
  const flag = flags.exec(text)
  if (flag !== null) return byFlag(flag[1] ?? '', (flag[2] === 'eq') === (flag[3] === 'true'))
  const extended = any.exec(text)
  if (extended !== null) return byExtended(extended[2] ?? '', extended[3] ?? null, extended[4] ?? '')
  if (/^\w+(\/\w+)*\s+(eq|ne|ge|gt|le|lt)\s/i.test(text)) throw notSimulated(`messages filtered by '${text}'`)
  throw invalid(text)
}

const byDate = (property: string, operator: string, text: string): Part => {
  const wanted = new Date(text).getTime()
  const tests: Readonly<Record<string, (at: number) => boolean>> = {
    eq: (at) => at === wanted,
    ge: (at) => at >= wanted,
    gt: (at) => at > wanted,
    le: (at) => at <= wanted,
    lt: (at) => at < wanted,
  }
  const test = tests[operator.toLowerCase()]
  if (test === undefined || Number.isNaN(wanted)) throw invalid(text)
  // Graph shows whole seconds, and compares them.
  return { property, matches: ({ at }) => test(Math.floor(at.getTime() / 1_000) * 1_000) }
}

const byFlag = (property: string, wanted: boolean): Part => ({
  property,
  matches: ({ messageClass }) => {
    if (property.toLowerCase() === 'isread') return wanted
    return (property.toLowerCase() === 'hasattachments' && messageClass !== 'IPM.Note') === wanted
  },
})

const byExtended = (id: string, value: string | null, start: string): Part => ({
  property: 'singleValueExtendedProperties',
  matches: (letter) => {
    const held = extendedProperty(letter, id)?.toLowerCase()
    if (held === undefined) return false
    return value === null ? held.startsWith(start.toLowerCase()) : held === value.toLowerCase()
  },
})
