import { indexOf, type Kind, kindOf, kinds, type Ref } from '../model/ids.ts'
import type { Access } from './access.ts'
import { type Answer, badRequest, type Call, notFound, unknownSegment } from './answer.ts'
import type { GraphContext } from './context.ts'
import { projectMember } from './project.ts'
import { defaultProperties, propertiesOf } from './properties.ts'
import { checkAdvanced, isEventual, pageSize, parseQuery } from './query.ts'

export type Relation = 'members' | 'transitiveMembers'

const defaults: Readonly<Record<Kind, readonly string[]>> = {
  ...defaultProperties,
  device: ['id', 'accountEnabled', 'deviceId', 'displayName', 'operatingSystem', 'operatingSystemVersion', 'trustType'],
  orgContact: [
    'id',
    'companyName',
    'department',
    'displayName',
    'givenName',
    'jobTitle',
    'mail',
    'proxyAddresses',
    'surname',
  ],
  servicePrincipal: ['id', 'accountEnabled', 'appDisplayName', 'appId', 'displayName', 'servicePrincipalType'],
}

/** `/groups/{id}/members` and `/transitiveMembers`, whole, by OData cast, or counted. */
export class Members {
  readonly #context: GraphContext

  constructor(context: GraphContext) {
    this.#context = context
  }

  /** `tail` is the path after the relation: empty, a cast such as `microsoft.graph.user`, `$count`, or both. */
  answer(call: Call, groupId: string, relation: Relation, tail: readonly string[], access: Access): Answer {
    const group = this.#context.directory.find(groupId, 'group')
    if (group === null) throw notFound(groupId)
    const counted = tail.at(-1) === '$count'
    const cast = castOf(counted ? tail.slice(0, -1) : tail)
    const refs = this.#visible(group, relation, cast, access)
    return counted ? this.#count(call, refs) : this.#list(call, { groupId, relation, cast, refs, access })
  }

  #count(call: Call, refs: readonly (Ref | null)[]): Answer {
    if (!isEventual(call.headers['consistencylevel']))
      throw badRequest('$count is not currently supported.', 'Request_BadRequest')
    const count = refs.reduce<number>((sum, ref) => sum + (ref === null ? 0 : 1), 0)
    return { status: 200, type: 'text/plain', body: String(count) }
  }

  #list(
    call: Call,
    of: {
      readonly groupId: string
      readonly relation: Relation
      readonly cast: Kind | null
      readonly refs: readonly (Ref | null)[]
      readonly access: Access
    },
  ): Answer {
    const query = parseQuery(call.query, ['select', 'top', 'count', 'skiptoken'])
    checkAdvanced(of.cast !== null, query.count, call.headers['consistencylevel'])
    if (query.select !== null) checkMemberSelect(query.select, of.cast)
    const size = pageSize(query.top, this.#context.state.maxPageSize)
    const at = `${of.groupId}/${of.relation}${of.cast === null ? '' : `/microsoft.graph.${of.cast}`}`
    const { page, next } = slice(of.refs, this.#start(at, query.skipToken), size)
    const { directory } = this.#context
    const value = page.map((ref) => {
      const kind = kindOf(ref)
      const names = query.select ?? defaults[kind]
      return projectMember(kind, directory.ids.of(ref), () => directory.record(ref), names, of.access)
    })
    const counted = query.count && isEventual(call.headers['consistencylevel']) && query.skipToken === null
    const body = {
      '@odata.context': `${this.#context.origin}/v1.0/$metadata#${of.cast === null ? 'directoryObjects' : `${of.cast}s`}`,
      ...(counted ? { '@odata.count': of.refs.filter((ref) => ref !== null).length } : {}),
      ...(next === null ? {} : { '@odata.nextLink': this.#nextLink(at, query.rest, next) }),
      value,
    }
    return { status: 200, body: JSON.stringify(body) }
  }

  /** Hidden membership looks like an empty group to whoever lacks the role for it. Source: Graph, "List group members". */
  #visible(group: Ref, relation: Relation, cast: Kind | null, access: Access): readonly (Ref | null)[] {
    const { directory } = this.#context
    if (directory.group(indexOf(group)).visibility === 'HiddenMembership' && !access.has('hiddenMembers')) return []
    const refs = relation === 'members' ? directory.members(indexOf(group)) : this.#transitive(group)
    return cast === null ? refs : refs.filter((ref) => ref !== null && kindOf(ref) === cast)
  }

  #transitive(group: Ref): readonly Ref[] {
    const { directory } = this.#context
    const seen = new Set<Ref>()
    const open = [group]
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      for (const ref of directory.members(indexOf(next))) {
        if (ref === null || seen.has(ref)) continue
        seen.add(ref)
        if (kindOf(ref) === 'group') open.push(ref)
      }
    }
    seen.delete(group)
    return [...seen]
  }

  #nextLink(at: string, rest: string, position: number): string {
    const token = this.#context.tokens.seal({ m: at, p: position, e: this.#context.state.pageTokenEpoch })
    return `${this.#context.origin}/v1.0/groups/${at}?${rest === '' ? '' : `${rest}&`}$skiptoken=${token}`
  }

  #start(at: string, token: string | null): number {
    if (token === null) return 0
    const held = this.#context.tokens.open(token)
    if (held === null || held['m'] !== at) {
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

const castOf = (tail: readonly string[]): Kind | null => {
  const [segment] = tail
  if (segment === undefined) return null
  const kind = kinds.find((known) => segment.toLowerCase() === `microsoft.graph.${known.toLowerCase()}`)
  if (kind === undefined || tail.length > 1) throw unknownSegment(segment)
  return kind
}

const checkMemberSelect = (names: readonly string[], cast: Kind | null): void => {
  for (const name of names) {
    if (!(cast === null ? kinds : [cast]).some((kind) => propertiesOf[kind].has(name))) {
      throw badRequest(
        `Parsing OData Select and Expand failed: Could not find a property named '${name}' on type 'microsoft.graph.${cast ?? 'directoryObject'}'.`,
      )
    }
  }
}

/** So many members from a position on, gaps skipped, and the position after them if any member follows. */
const slice = (refs: readonly (Ref | null)[], start: number, size: number) => {
  const page: Ref[] = []
  let at = start
  for (; at < refs.length && page.length < size; at++) {
    const ref = refs[at]
    if (ref !== null && ref !== undefined) page.push(ref)
  }
  while (at < refs.length && refs[at] === null) at++
  return { page, next: at < refs.length ? at : null }
}
