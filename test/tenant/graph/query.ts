import { badRequest, GraphFailure, notSimulated, unsupported } from './answer.ts'
import { type EntityType, notInLists, propertiesOf } from './properties.ts'

const options = ['select', 'top', 'filter', 'count', 'skiptoken', 'deltatoken'] as const
export type Option = (typeof options)[number]
/** Real options of Graph that no part of the program uses, so they are not simulated. */
const others: readonly string[] = ['orderby', 'expand', 'search', 'format']

export interface Query {
  readonly select: readonly string[] | null
  readonly top: number | null
  readonly filter: string | null
  readonly count: boolean
  readonly skipToken: string | null
  readonly deltaToken: string | null
  /** The raw query without the skip token: what a nextLink repeats. */
  readonly rest: string
}

/** Throws Graph's 400 for unknown or repeated options and options that this resource does not take. */
export const parseQuery = (raw: string, allowed: readonly Option[]): Query => {
  const found = new Map<Option, string>()
  const rest: string[] = []
  for (const piece of raw === '' ? [] : raw.split('&')) {
    const [rawName = '', ...rawValue] = piece.split('=')
    const name = decode(rawName).toLowerCase().replace(/^\$/, '')
    const option = options.find((known) => known === name)
    if (option === undefined) refuse(decode(rawName), name)
    else {
      if (!allowed.includes(option))
        throw unsupported(`The query option '$${option}' is not supported for this resource.`)
      if (found.has(option))
        throw badRequest(
          `Query option '$${option}' was specified more than once, but it must be specified at most once.`,
        )
      found.set(option, decode(rawValue.join('=')))
    }
    if (option !== 'skiptoken') rest.push(piece)
  }
  return {
    select: selectOf(found.get('select')),
    top: topOf(found.get('top')),
    filter: found.get('filter') ?? null,
    count: countOf(found.get('count')),
    skipToken: found.get('skiptoken') ?? null,
    deltaToken: found.get('deltatoken') ?? null,
    rest: rest.join('&'),
  }
}

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    throw badRequest('The request URI is not valid.')
  }
}

const refuse = (shown: string, name: string): void => {
  if (name === 'skip') throw badRequest("'$skip' is not supported by the service.", 'Request_BadRequest')
  if (others.includes(name)) throw notSimulated(`the query option '$${name}'`)
  if (shown.startsWith('$')) throw badRequest(`The query parameter '${shown}' is not supported.`)
}

const selectOf = (text: string | undefined): readonly string[] | null => {
  if (text === undefined || text.trim() === '') return null
  return [...new Set(text.split(',').map((name) => name.trim()))]
}

const topOf = (text: string | undefined): number | null => {
  if (text === undefined) return null
  if (!/^-?\d{1,9}$/.test(text))
    throw badRequest(
      `Invalid value '${text}' for $top query option found. The $top query option requires a non-negative integer value.`,
    )
  return Number(text)
}

const countOf = (text: string | undefined): boolean => {
  if (text === undefined || text === 'false') return false
  if (text === 'true') return true
  throw badRequest(`Invalid value '${text}' for $count query option found. Valid values are 'true' and 'false'.`)
}

/** Graph's maximum for directory objects; a fault may lower it. Source: Graph, "Paging", and the error it really gives. */
export const pageSize = (top: number | null, maximum: number): number => {
  if (top === null) return Math.min(100, maximum)
  if (top < 1 || top > maximum) {
    throw unsupported(`Invalid page size specified: '${top}'. Must be between 1 and ${maximum} inclusive.`)
  }
  return top
}

/** Throws Graph's 400 for a property that the type lacks, and 501 for one that lists never hold. */
export const checkSelect = (type: EntityType, names: readonly string[], inList = false): void => {
  for (const name of names) {
    if (!propertiesOf[type].has(name)) {
      throw badRequest(
        `Parsing OData Select and Expand failed: Could not find a property named '${name}' on type 'microsoft.graph.${type}'.`,
      )
    }
    if (inList && type === 'user' && notInLists.has(name)) {
      throw new GraphFailure(501, 'NotImplemented', `The property '${name}' is not available in a collection of users.`)
    }
  }
}

/** Source: Graph, "Advanced query capabilities on directory objects": both are needed, the header on every page again. */
export const checkAdvanced = (advanced: boolean, count: boolean, consistencyLevel: string | undefined): void => {
  if (!advanced || (count && isEventual(consistencyLevel))) return
  throw unsupported(
    "Unsupported or invalid query: this filter needs the header 'ConsistencyLevel: eventual' and the query option '$count=true'.",
  )
}

export const isEventual = (consistencyLevel: string | undefined): boolean =>
  consistencyLevel?.toLowerCase() === 'eventual'
