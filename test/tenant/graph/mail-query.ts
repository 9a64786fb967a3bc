import { badRequest, GraphFailure, notSimulated } from './answer.ts'
import { compileMailFilter, type MailFilter } from './mail-filter.ts'
import { messageProperties } from './mail-view.ts'

export interface MailQuery {
  readonly select: readonly string[] | null
  readonly top: number
  readonly skip: number
  readonly order: { readonly property: string; readonly descending: boolean }
  readonly filter: MailFilter | null
  /** Ids of the extended properties to show. */
  readonly extended: readonly string[]
  readonly count: boolean
  /** The raw query without `$skip`: what a nextLink repeats. */
  readonly rest: string
}

const known = ['select', 'top', 'skip', 'orderby', 'filter', 'expand', 'count']
/** Outlook's own refusal of a query. */
const invalid = (message: string) => badRequest(message, 'RequestBroker--ParseUri')
/** Source: Graph, "List messages". */
const maximumTop = 1_000
const usualTop = 10

/** Throws Graph's 400 for what the mail service does not take. */
export const parseMailQuery = (raw: string): MailQuery => {
  const found = new Map<string, string>()
  for (const [written, value] of new URLSearchParams(raw)) {
    const name = written.toLowerCase().replace(/^\$/, '')
    if (!known.includes(name)) throw refusalOf(written, name)
    if (found.has(name)) throw invalid(`Query option '$${name}' was specified more than once.`)
    found.set(name, value)
  }
  const filter = found.get('filter')
  const compiled = filter === undefined ? null : compileMailFilter(filter)
  const order = orderOf(found.get('orderby'))
  if (compiled !== null && found.has('orderby')) checkOrder(compiled, order.property)
  return {
    select: selectOf(found.get('select')),
    top: numberOf('top', found.get('top'), usualTop, maximumTop),
    skip: numberOf('skip', found.get('skip'), 0, Number.MAX_SAFE_INTEGER),
    order,
    filter: compiled,
    extended: extendedOf(found.get('expand')),
    count: found.get('count') === 'true',
    rest: raw
      .split('&')
      .filter((piece) => piece !== '' && !/^(\$|%24)?skip=/i.test(piece))
      .join('&'),
  }
}

const refusalOf = (written: string, name: string) => {
  if (['search', 'format', 'skiptoken'].includes(name)) return notSimulated(`the query option '$${name}' of messages`)
  return invalid(`The query parameter '${written}' is not supported.`)
}

const selectOf = (text: string | undefined): readonly string[] | null => {
  if (text === undefined || text.trim() === '') return null
  const names = [...new Set(text.split(',').map((name) => name.trim()))]
  for (const name of names)
    if (!messageProperties.includes(name))
      throw invalid(`Could not find a property named '${name}' on type 'Microsoft.OutlookServices.Message'.`)
  return names
}

const numberOf = (name: string, text: string | undefined, usual: number, maximum: number): number => {
  if (text === undefined) return usual
  const value = /^\d{1,9}$/.test(text) ? Number(text) : -1
  if (value < 0) throw invalid(`Invalid value '${text}' for $${name} query option found.`)
  if (value > maximum || (name === 'top' && value === 0))
    throw invalid(`The limit of '${maximum}' for ${name} query has been exceeded, or is below 1: '${text}'.`)
  return value
}

const sortable = ['receivedDateTime', 'sentDateTime', 'createdDateTime', 'subject']

const orderOf = (text: string | undefined): MailQuery['order'] => {
  if (text === undefined) return { property: 'receivedDateTime', descending: true }
  const [, property = '', direction = 'asc'] = /^\s*(\w+)(?:\s+(asc|desc))?\s*$/i.exec(text) ?? []
  if (!sortable.includes(property)) throw notSimulated(`messages ordered by '${text}'`)
  return { property, descending: direction.toLowerCase() === 'desc' }
}

/** Source: Graph, "List messages": what is ordered by must be filtered by as well, and first. */
const checkOrder = (filter: MailFilter, property: string): void => {
  if (filter.properties[0] === property) return
  throw new GraphFailure(400, 'InefficientFilter', 'The restriction or sort order is too complex for this operation.')
}

/** `singleValueExtendedProperties($filter=id eq 'String 0x001A')`. */
const extendedOf = (text: string | undefined): readonly string[] => {
  if (text === undefined) return []
  const inner = /^singleValueExtendedProperties\(\s*\$filter=(.*)\)$/i.exec(text.trim())?.[1]
  if (inner === undefined) throw notSimulated(`messages expanded by '${text}'`)
  return inner.split(/\s+or\s+/i).map((part) => {
    const id = /^\s*\(?\s*id eq '([^']*)'\s*\)?\s*$/i.exec(part)?.[1]
    if (id === undefined) throw invalid(`Invalid filter clause in '${text}'.`)
    return id
  })
}
