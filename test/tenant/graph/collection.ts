import { type Answer, badRequest, type Call, json } from './answer.ts'
import type { GraphContext } from './context.ts'
import { compileFilter } from './filter.ts'
import type { Filterable } from './filter-support.ts'
import { propertiesOf } from './properties.ts'
import { checkAdvanced, checkSelect, isEventual, pageSize, parseQuery } from './query.ts'

export type Bag = Readonly<Record<string, unknown>>

/** The chosen properties; what is not held is null, or an empty collection. */
const shown = (type: Filterable, record: Bag, select: readonly string[] | null): Bag =>
  Object.fromEntries(
    [...propertiesOf[type].values()]
      .filter(({ name }) => select === null || select.includes(name))
      .map(({ name, collection }) => [name, record[name] ?? (collection ? [] : null)]),
  )

const contextOf = (context: GraphContext, path: string, select: readonly string[] | null, end: string) =>
  `${context.origin}/v1.0/$metadata#${path}${select === null ? '' : `(${select.join(',')})`}${end}`

/** A collection small enough to be looked through for each request: `$select`, `$filter`, `$top`, `$count` and pages. */
export const answerCollection = (
  context: GraphContext,
  call: Call,
  type: Filterable,
  path: string,
  records: readonly Bag[],
): Answer => {
  const query = parseQuery(call.query, ['select', 'top', 'filter', 'count', 'skiptoken'])
  if (query.select !== null) checkSelect(type, query.select)
  const filter = query.filter === null ? null : compileFilter(type, query.filter)
  const consistency = call.headers['consistencylevel']
  checkAdvanced(filter?.advanced ?? false, query.count, consistency)
  const size = pageSize(query.top, context.state.maxPageSize)
  const start = startOf(context, path, query.skipToken)
  const matching = records.filter((record) => filter === null || filter.matches((name) => record[name]))
  const more = start + size < matching.length
  const token = more ? context.tokens.seal({ c: path, p: start + size, e: context.state.pageTokenEpoch }) : ''
  return json({
    '@odata.context': contextOf(context, path, query.select, ''),
    ...(query.count && isEventual(consistency) ? { '@odata.count': matching.length } : {}),
    ...(more
      ? {
          '@odata.nextLink': `${context.origin}${call.path}?${query.rest === '' ? '' : `${query.rest}&`}$skiptoken=${token}`,
        }
      : {}),
    value: matching.slice(start, start + size).map((record) => shown(type, record, query.select)),
  })
}

const startOf = (context: GraphContext, path: string, token: string | null): number => {
  if (token === null) return 0
  const held = context.tokens.open(token)
  if (held === null || held['c'] !== path)
    throw badRequest('The specified page token value is not valid for this request.', 'Request_BadRequest')
  if (held['e'] !== context.state.pageTokenEpoch)
    throw badRequest(
      'The specified page token value has expired and can no longer be included in your request.',
      'Directory_ExpiredPageToken',
    )
  return Number(held['p'])
}

/** One object; `record` is told whether a property was asked for by name. */
export const answerOne = (
  context: GraphContext,
  call: Call,
  type: Filterable,
  path: string,
  record: (select: readonly string[] | null) => Bag,
): Answer => {
  const { select } = parseQuery(call.query, ['select'])
  if (select !== null) checkSelect(type, select)
  return json({
    '@odata.context': contextOf(context, path, select, '/$entity'),
    ...shown(type, record(select), select),
  })
}

/** What was just made. */
export const answerCreated = (context: GraphContext, type: Filterable, path: string, record: Bag): Answer => ({
  ...json({ '@odata.context': contextOf(context, path, null, '/$entity'), ...shown(type, record, null) }, 201),
  headers: { Location: `${context.origin}/v1.0/${path}/${String(record['id'])}` },
})

export const noContent: Answer = { status: 204, body: null }
