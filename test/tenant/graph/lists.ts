import { indexOf, type Ref, refOf } from '../model/ids.ts'
import type { Access } from './access.ts'
import { type Answer, badRequest, type Call, GraphFailure, notFound } from './answer.ts'
import type { GraphContext } from './context.ts'
import { type CompiledFilter, compileFilter } from './filter.ts'
import { project } from './project.ts'
import { basicUserProperties, certificateProperties, defaultProperties } from './properties.ts'
import { checkAdvanced, checkSelect, isEventual, pageSize, parseQuery } from './query.ts'

type Type = 'user' | 'group'
const segment = { user: 'users', group: 'groups' } as const

/** `/users`, `/groups`, their `$count`, and one object of them. */
export class Lists {
  readonly #context: GraphContext
  /** Matching indexes by type and parts of the filter, for the version they were found in. */
  readonly #found = new Map<string, { readonly version: number; readonly indexes: Uint32Array }>()

  constructor(context: GraphContext) {
    this.#context = context
  }

  list(call: Call, type: Type, access: Access): Answer {
    const query = parseQuery(call.query, ['select', 'top', 'filter', 'count', 'skiptoken'])
    const consistency = call.headers['consistencylevel']
    const names = this.#names(type, query.select, true)
    const filter = this.#filter(type, query.filter, access)
    checkAdvanced(filter?.advanced ?? false, query.count, consistency)
    const size = pageSize(query.top, this.#context.state.maxPageSize)
    const start = this.#start(type, query.filter, query.skipToken)
    const matching = this.#matching(type, filter)
    const from = lowerBound(matching, start)
    const page = matching.subarray(from, from + size)
    const rows: unknown[] = []
    for (const index of page) rows.push(project(type, this.#record(type, index, names), names, access))
    const last = page.at(-1)
    const more = from + size < matching.length && last !== undefined
    const columns = query.select === null ? '' : `(${query.select.join(',')})`
    const body = {
      '@odata.context': `${this.#context.origin}/v1.0/$metadata#${segment[type]}${columns}`,
      ...(query.count && isEventual(consistency) && query.skipToken === null
        ? { '@odata.count': matching.length }
        : {}),
      ...(more ? { '@odata.nextLink': this.#nextLink(type, query.rest, query.filter, last + 1) } : {}),
      value: rows,
    }
    return { status: 200, body: JSON.stringify(body) }
  }

  count(call: Call, type: Type, access: Access): Answer {
    const query = parseQuery(call.query, ['filter'])
    if (!isEventual(call.headers['consistencylevel']))
      throw badRequest('$count is not currently supported.', 'Request_BadRequest')
    const filter = this.#filter(type, query.filter, access)
    return { status: 200, type: 'text/plain', body: String(this.#matching(type, filter).length) }
  }

  one(call: Call, type: Type, id: string, access: Access): Answer {
    const query = parseQuery(call.query, ['select'])
    const names = this.#names(type, query.select)
    const index = indexOf(this.#find(type, id))
    const columns = query.select === null ? '' : `(${query.select.join(',')})`
    const shown = project(type, this.#record(type, index, names), names, access)
    const context = `${this.#context.origin}/v1.0/$metadata#${segment[type]}${columns}/$entity`
    return { status: 200, body: JSON.stringify({ '@odata.context': context, ...shown }) }
  }

  /** By id or user principal name. */
  user(id: string): Ref {
    return this.#find('user', id)
  }

  #find(type: Type, id: string): Ref {
    const ref = this.#context.directory.find(id, type)
    if (ref !== null) return ref
    const index = type === 'user' ? this.#byUpn(id) : null
    if (index === null) throw notFound(id)
    return refOf(type, index)
  }

  /** What is shown. Throws Graph's 400 for a property that there is not. */
  #names(type: Type, select: readonly string[] | null, inList = false): readonly string[] {
    const { offersCertificates, ignoresCertificates } = this.#context.state
    const names = select ?? defaultProperties[type]
    const usual = names.filter((name) => !certificateProperties.has(name))
    if (type === 'group' || !(offersCertificates || ignoresCertificates)) checkSelect(type, names, inList)
    else checkSelect(type, usual, inList)
    return offersCertificates ? names : usual
  }

  #record(type: Type, index: number, names: readonly string[]) {
    const { directory, mailboxes } = this.#context
    if (type === 'group') return directory.group(index)
    const user = directory.user(index)
    const asked = names.some((name) => certificateProperties.has(name))
    return asked ? { ...user, ...mailboxes.attributes(refOf('user', index)) } : user
  }

  #byUpn(upn: string): number | null {
    if (!upn.includes('@')) return null
    const wanted = upn.toLowerCase()
    for (const index of this.#matching('user', null)) {
      if (this.#context.directory.user(index).userPrincipalName.toLowerCase() === wanted) return index
    }
    return null
  }

  #filter(type: Type, text: string | null, access: Access): CompiledFilter | null {
    if (text === null) return null
    const filter = compileFilter(type, text)
    const hidden =
      type === 'user' && !access.has('users') && [...filter.properties].some((name) => !basicUserProperties.has(name))
    if (hidden)
      throw new GraphFailure(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.')
    return filter
  }

  #matching(type: Type, filter: CompiledFilter | null): Uint32Array {
    const { directory } = this.#context
    let name: string = type
    let indexes = this.#known(name, () => {
      const all = Array.from({ length: directory.end(type) }, (_, index) => index)
      return Uint32Array.from(all.filter((index) => directory.exists(refOf(type, index))))
    })
    // Part by part: what lists of the same people have in common is looked for once.
    for (const part of filter?.parts ?? []) {
      name += ` ${part.name}`
      const among = indexes
      indexes = this.#known(name, () => among.filter((index) => part.matches(this.#reader(type, index))))
    }
    return indexes
  }

  #known(name: string, find: () => Uint32Array): Uint32Array {
    const { version } = this.#context.directory
    const known = this.#found.get(name)
    if (known?.version === version) return known.indexes
    const indexes = find()
    if (this.#found.size >= 512) this.#found.clear()
    this.#found.set(name, { version, indexes })
    return indexes
  }

  #reader(type: Type, index: number): (property: string) => unknown {
    const { directory } = this.#context
    if (type === 'user') return (property) => directory.userProperty(index, property)
    const group = directory.group(index) as unknown as Readonly<Record<string, unknown>>
    return (property) => group[property]
  }

  #nextLink(type: Type, rest: string, filter: string | null, position: number): string {
    const token = this.#context.tokens.seal({ t: type, f: filter, p: position, e: this.#context.state.pageTokenEpoch })
    return `${this.#context.origin}/v1.0/${segment[type]}?${rest === '' ? '' : `${rest}&`}$skiptoken=${token}`
  }

  #start(type: Type, filter: string | null, token: string | null): number {
    if (token === null) return 0
    const held = this.#context.tokens.open(token)
    if (held === null || held['t'] !== type || held['f'] !== filter) {
      throw badRequest('The specified page token value is not valid for this request.', 'Request_BadRequest')
    }
    if (held['e'] !== this.#context.state.pageTokenEpoch) {
      throw badRequest(
        'The specified page token value has expired and can no longer be included in your request.',
        'Directory_ExpiredPageToken',
      )
    }
    return Number(held['p'])
  }
}

const lowerBound = (sorted: Uint32Array, wanted: number): number => {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] ?? 0) < wanted) low = middle + 1
    else high = middle
  }
  return low
}
