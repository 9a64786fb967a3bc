import { indexOf, type Ref, refOf } from '../model/ids.ts'
import type { DeltaOddity } from '../server/state.ts'
import type { Access } from './access.ts'
import { type Answer, badRequest, type Call, unsupported } from './answer.ts'
import type { GraphContext } from './context.ts'
import { memberEntry, recordOf, removedEntry, type Summary, summarise } from './delta-changes.ts'
import { openPosition, type Position, sealPosition } from './delta-token.ts'
import { defaultProperties, propertiesOf } from './properties.ts'
import { checkSelect, parseQuery, type Query } from './query.ts'

type Type = 'user' | 'group'
type Entry = Readonly<Record<string, unknown>>
interface Page {
  readonly entries: readonly Entry[]
  readonly next: Position | null
}

/** Objects a page at most. A larger group comes again, on this page or the next, with the next part of its members. */
const objectsPerPage = { user: 200, group: 100 } as const
/** So many versions come again where Graph replays. */
const replayed = 40

/** `/users/delta` and `/groups/delta`. */
export class Delta {
  readonly #context: GraphContext

  constructor(context: GraphContext) {
    this.#context = context
  }

  answer(call: Call, type: Type, access: Access): Answer {
    const query = parseQuery(call.query, ['select', 'filter', 'skiptoken', 'deltatoken'])
    const position = this.#position(type, query)
    const minimal = /return=minimal/i.test(call.headers['prefer'] ?? '') || this.#does('partial')
    const page = this.#page(position, minimal, access)
    const link = (name: string, option: string, at: Position) => ({
      [name]: `${this.#context.origin}/v1.0/${type}s/delta?${option}=${sealPosition(this.#context, at)}`,
    })
    const columns = position.select === null ? '' : `(${position.select.join(',')})`
    const body = {
      '@odata.context': `${this.#context.origin}/v1.0/$metadata#${type}s${columns}`,
      ...(this.#does('loop') ? { '@odata.nextLink': `${this.#context.origin}${call.path}?${call.query}` } : {}),
      ...(page.next === null
        ? link('@odata.deltaLink', '$deltatoken', this.#after(position))
        : link('@odata.nextLink', '$skiptoken', page.next)),
      value: page.entries,
    }
    return { status: 200, body: JSON.stringify(body) }
  }

  #does(oddity: DeltaOddity): boolean {
    return this.#context.state.deltaOddities.includes(oddity)
  }

  #page(position: Position, minimal: boolean, access: Access): Page {
    if (this.#does('emptyPage') && position.rested !== true) return { entries: [], next: { ...position, rested: true } }
    const { entries, next } =
      position.round === 'full' ? this.#full(position, access) : this.#changes(position, minimal, access)
    const twice = this.#does('duplicate') ? [...entries, ...entries] : entries
    return { entries: this.#does('reorder') ? twice.toReversed() : twice, next: next && { ...next, rested: false } }
  }

  #size(type: Type): number {
    return Math.min(objectsPerPage[type], this.#context.state.deltaPageSize)
  }

  #position(type: Type, query: Query): Position {
    const { version } = this.#context.directory
    if (query.skipToken !== null) return openPosition(this.#context, type, query.skipToken)
    if (query.deltaToken !== null && query.deltaToken !== '' && query.deltaToken !== 'latest') {
      return { ...openPosition(this.#context, type, query.deltaToken), to: version }
    }
    if (query.select !== null)
      checkSelect(
        type,
        query.select.filter((name) => !isMembers(type, name)),
        true,
      )
    const first = {
      type,
      select: query.select,
      ids: idsOf(query.filter),
      from: version,
      to: version,
      index: 0,
      offset: 0,
    }
    return { ...first, round: query.deltaToken === 'latest' ? 'changes' : 'full' }
  }

  /** Where the next round starts: what happened during this one comes again, which merging by id makes harmless. */
  #after(position: Position): Position {
    const from = position.round === 'full' ? position.from : (position.to ?? position.from)
    return { ...position, round: 'changes', from, to: null, index: 0, offset: 0, rested: false }
  }

  #full(position: Position, access: Access): Page {
    const { directory } = this.#context
    const entries: Entry[] = []
    let { index, offset } = position
    let room = this.#context.state.deltaMembers
    const full = () => entries.length >= this.#size(position.type) || room <= 0
    for (; index < directory.end(position.type) && !full(); index++, offset = 0) {
      const ref = refOf(position.type, index)
      if (!this.#wanted(position, ref)) continue
      if (directory.wasRemoved(ref)) {
        entries.push(removedEntry(directory, ref))
        continue
      }
      const { part, end } = this.#members(position, { ref, offset, room, access })
      entries.push({
        ...this.#properties(position, ref, null),
        ...(part.length === 0 ? {} : { 'members@delta': part }),
      })
      room -= part.length
      if (end !== null) return { entries, next: { ...position, index, offset: end } }
    }
    const done = index >= directory.end(position.type)
    return { entries, next: done ? null : { ...position, index, offset: 0 } }
  }

  /** A part of the members from an offset on, and the offset to go on from when there are more. */
  #members(
    position: Position,
    { ref, offset, room, access }: { ref: Ref; offset: number; room: number; access: Access },
  ) {
    const { directory } = this.#context
    if (!withMembers(position) || this.#hides(ref, access)) return { part: [], end: null }
    const all = directory.members(indexOf(ref))
    const part: Entry[] = []
    let at = offset
    for (; at < all.length && part.length < room; at++) {
      const member = all[at]
      if (member !== null && member !== undefined) part.push(memberEntry(directory, member, true))
    }
    return { part, end: at < all.length ? at : null }
  }

  /** As the direct call does without the role for it. */
  #hides(ref: Ref, access: Access): boolean {
    const { visibility } = this.#context.directory.group(indexOf(ref))
    return visibility === 'HiddenMembership' && !access.has('hiddenMembers')
  }

  #changes(position: Position, minimal: boolean, access: Access): Page {
    const { directory } = this.#context
    const upTo = position.to ?? directory.version
    const from = this.#does('replay') ? Math.max(0, position.from - replayed) : position.from
    const summaries = summarise(directory.changes.between(from, upTo), position.type)
    const all = summaries
      .filter(({ ref }) => this.#wanted(position, ref))
      .flatMap((summary) => this.#changed(position, summary, minimal, access))
    const size = this.#size(position.type)
    const end = position.index + size
    return {
      entries: all.slice(position.index, end),
      next: end < all.length ? { ...position, to: upTo, index: end } : null,
    }
  }

  /** One entry, several for a group whose membership changed a lot, none when nothing selected changed. */
  #changed(position: Position, summary: Summary, minimal: boolean, access: Access): readonly Entry[] {
    const { directory } = this.#context
    if (directory.wasRemoved(summary.ref)) return [removedEntry(directory, summary.ref)]
    const names = this.#names(position)
    const touched = [...summary.properties].filter((name) => names.includes(name))
    const members =
      withMembers(position) && !this.#hides(summary.ref, access)
        ? [...summary.members].map(([ref, present]) => memberEntry(directory, ref, present))
        : []
    if (!summary.created && touched.length === 0 && members.length === 0) return []
    const shown = this.#properties(position, summary.ref, minimal && !summary.created ? touched : null, touched)
    if (members.length === 0) return [shown]
    const parts: Entry[] = []
    const size = this.#context.state.deltaMembers
    for (let at = 0; at < members.length; at += size) {
      parts.push({ ...shown, 'members@delta': members.slice(at, at + size) })
    }
    return parts
  }

  /** Values never set are left out; one that was set to null just now is shown as null. */
  #properties(position: Position, ref: Ref, only: readonly string[] | null, touched: readonly string[] = []): Entry {
    const record = recordOf(this.#context.directory, ref)
    const shown: Record<string, unknown> = { id: record['id'] }
    for (const name of only ?? this.#names(position)) {
      const value = record[name] ?? (propertiesOf[position.type].get(name)?.collection && name in record ? [] : null)
      if (value !== null || touched.includes(name)) shown[name] = value
    }
    return shown
  }

  #names(position: Position): readonly string[] {
    return position.select?.filter((name) => !isMembers(position.type, name)) ?? defaultProperties[position.type]
  }

  #wanted(position: Position, ref: Ref): boolean {
    return position.ids === null || position.ids.includes(this.#context.directory.ids.of(ref))
  }
}

const isMembers = (type: Type, name: string) => type === 'group' && name === 'members'

/** Source: Graph, "group: delta": members come when nothing or `members` is selected. */
const withMembers = (position: Position): boolean =>
  position.type === 'group' && (position.select === null || position.select.includes('members'))

/** Only `id eq '…'` joined by `or`, at most fifty. Source: Graph, "Use delta query". */
const idsOf = (filter: string | null): readonly string[] | null => {
  if (filter === null) return null
  if (!/^\s*id eq '[^']+'(\s+or\s+id eq '[^']+')*\s*$/i.test(filter)) {
    throw unsupported('Only filters on id are supported by this delta query.')
  }
  const ids = [...filter.matchAll(/'([^']+)'/g)].map((match) => (match[1] ?? '').toLowerCase())
  if (ids.length > 50) throw badRequest('The filter names more than 50 objects.')
  return ids
}
