import type { Caller } from '../entra/access-tokens.ts'
import { isGuid } from '../model/ids.ts'
import { Access } from './access.ts'
import {
  type Answer,
  badRequest,
  type Call,
  failureAnswer,
  GraphFailure,
  notSimulated,
  unknownSegment,
} from './answer.ts'
import { answerApplications } from './applications.ts'
import type { GraphContext } from './context.ts'
import { answerDeletedItems } from './deleted-items.ts'
import { Delta } from './delta.ts'
import { Lists } from './lists.ts'
import { Mail } from './mail.ts'
import { Members } from './members.ts'
import { organization } from './organization.ts'
import { answerServicePrincipals } from './service-principals.ts'

type Type = 'user' | 'group'

/** Finds the endpoint for a call. Throws Graph's refusals. */
export class Routes {
  readonly #context: GraphContext
  readonly #lists: Lists
  readonly #mail: Mail
  readonly #members: Members
  readonly #delta: Delta

  constructor(context: GraphContext) {
    this.#context = context
    this.#lists = new Lists(context)
    this.#mail = new Mail(context)
    this.#members = new Members(context)
    this.#delta = new Delta(context)
  }

  /** The answer to an authorised call, refusals included. */
  answer(call: Call, caller: Caller, ids: { readonly requestId: string; readonly clientRequestId: string }): Answer {
    try {
      const account = this.#context.accounts.find(({ id }) => id === caller.id) ?? null
      return this.#route(call, new Access(caller, account))
    } catch (error) {
      if (error instanceof GraphFailure) return failureAnswer(error, { ...ids, now: this.#context.state.now() })
      throw error
    }
  }

  #route(call: Call, access: Access): Answer {
    const [version, first = '', ...rest] = call.path.split('/').filter((segment) => segment !== '')
    if (version !== 'v1.0') throw badRequest(`Invalid version: ${version ?? ''}`)
    if (access.caller.tenantId !== this.#context.state.tenantId) return this.#elsewhere(call, first, access)
    const managed = this.#managed(call, first, rest, access)
    if (managed !== null) return managed
    const known = ['organization', 'users', 'groups'].includes(first.toLowerCase())
    if (!known) throw unknownSegment(first)
    if (call.method !== 'GET') throw notSimulated(`${call.method} of ${call.path}`)
    if (first.toLowerCase() === 'organization') {
      access.need('organization')
      return organization(this.#context, call, rest[0] ?? null)
    }
    return first.toLowerCase() === 'users' ? this.#users(call, rest, access) : this.#groups(call, rest, access)
  }

  /** What has to do with applications; null for anything else. */
  #managed(call: Call, first: string, rest: readonly string[], access: Access): Answer | null {
    const [, collection = '', appId] = /^(\w+)(?:\(appid='([^']*)'\))?$/i.exec(first) ?? []
    const [id, ...tail] = rest
    const byId = id === undefined ? null : ({ by: 'id', value: id } as const)
    const key = appId === undefined ? byId : ({ by: 'appId', value: appId } as const)
    const path = appId === undefined ? tail : rest
    switch (collection.toLowerCase()) {
      case 'applications':
        return answerApplications(this.#context, call, key, path, access)
      case 'serviceprincipals':
        return answerServicePrincipals(this.#context, call, key, path, access)
      case 'directory':
        return answerDeletedItems(this.#context, call, rest, access)
      default:
        return null
    }
  }

  /** The other tenant is known by its name only. */
  #elsewhere(call: Call, first: string, access: Access): Answer {
    if (first.toLowerCase() !== 'organization') throw notSimulated(`${call.path} of the other tenant`)
    access.need('organization')
    return organization(this.#context, call, null, this.#context.state.other)
  }

  #users(call: Call, [id, ...tail]: readonly string[], access: Access): Answer {
    const collection = this.#collection(call, 'user', id, access)
    if (collection !== null) return collection
    if (/^(messages$|mailFolders\b)/i.test(tail[0] ?? ''))
      return this.#mail.answer(call, this.#lists.user(id ?? ''), tail, access)
    access.need('users', 'basicUsers')
    if (tail.length > 0) throw notSimulated(`/users/{id}/${tail.join('/')}`)
    return this.#lists.one(call, 'user', id ?? '', access)
  }

  #groups(call: Call, [id, relation, ...tail]: readonly string[], access: Access): Answer {
    const collection = this.#collection(call, 'group', id, access)
    if (collection !== null) return collection
    if (!isGuid(id ?? '')) throw badRequest(`Invalid object identifier '${id}'.`, 'Request_BadRequest')
    if (relation === 'members' || relation === 'transitiveMembers') {
      access.need('members')
      return this.#members.answer(call, id ?? '', relation, tail, access)
    }
    access.need('groups')
    if (relation !== undefined) throw notSimulated(`/groups/{id}/${relation}`)
    return this.#lists.one(call, 'group', id ?? '', access)
  }

  /** The whole collection, its count or its delta; null when the segment is an id. */
  #collection(call: Call, type: Type, segment: string | undefined, access: Access): Answer | null {
    const areas = type === 'user' ? (['users', 'basicUsers'] as const) : (['groups'] as const)
    if (segment === undefined) {
      access.need(...areas)
      return this.#lists.list(call, type, access)
    }
    if (segment === '$count') {
      access.need(...areas)
      return this.#lists.count(call, type, access)
    }
    if (segment.toLowerCase() === 'delta' || segment.toLowerCase() === 'microsoft.graph.delta()') {
      access.need(type === 'user' ? 'users' : 'groups')
      return this.#delta.answer(call, type, access)
    }
    return null
  }
}
