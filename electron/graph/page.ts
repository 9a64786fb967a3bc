import { AppError } from '../../shared/ipc/errors.ts'
import type { Clock } from '../ports.ts'
import type { GraphAnswer } from './graph-call.ts'
import { graphFault } from './graph-errors.ts'
import type { RawItems } from './raw-lists.ts'

/** Microsoft Graph, users and groups: at most 999 a page. */
export const maxTop = 999
/** Graph's own default; below that a page is not what was refused. */
export const minTop = 100
/** Against a server that never ends: ten times the largest tenant at the smallest page. */
const maxPages = 100_000

interface Page<Items> {
  readonly value: Items
  /** `@odata.count`: what Graph counts in all, on the first page and only when asked for. */
  readonly count: number | null
  readonly nextLink: string | null
  readonly deltaLink: string | null
  readonly requestId: string
  /** The list begins anew with smaller pages: drop what came before. */
  readonly restart: boolean
}

export type GraphPage<Item> = Page<readonly Item[]>
/** Its items as they came, to be parsed where they are used. */
export type RawPage = Page<RawItems>

/** What `value` of a list's body is, parsed or not. */
export const isItems = (value: unknown): value is readonly unknown[] | RawItems => Array.isArray(value) || isRaw(value)

export const isRaw = (value: unknown): value is RawItems =>
  typeof value === 'object' && value !== null && 'bytes' in value && value.bytes instanceof ArrayBuffer

const link = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

const unreadable = (answer: GraphAnswer, problem: string): AppError =>
  new AppError('answer_unreadable', {
    problem,
    status: String(answer.status),
    requestId: answer.requestId,
    clientRequestId: answer.clientRequestId,
  })

/** @throws AppError answer_unreadable when the answer is no list. */
export const pageOf = <Items>(answer: GraphAnswer, restart: boolean): Page<Items> => {
  const body = (answer.body ?? {}) as Readonly<Record<string, unknown>>
  const { value } = body
  if (!isItems(value)) throw unreadable(answer, 'no list')
  const count = body['@odata.count']
  return {
    value: value as Items,
    count: typeof count === 'number' ? count : null,
    nextLink: link(body['@odata.nextLink']),
    deltaLink: link(body['@odata.deltaLink']),
    requestId: answer.requestId,
    restart,
  }
}

/** A size that was refused is tried again after so long, and after twice as long each time that it is refused again. */
const patience = { first: 600_000, longest: 86_400_000 }

/**
 * How many items a page of one kind of list is asked for. Some tenants refuse 999: then it is halved, and grows again
 * after a while, since most refusals are passing ones.
 */
export class PageSize {
  readonly #clock: Clock
  #top = maxTop
  #wait = patience.first
  #tryAgain = Number.POSITIVE_INFINITY
  #isTrial = false

  constructor(clock: Clock) {
    this.#clock = clock
  }

  get top(): number {
    const now = this.#clock.now().getTime()
    if (now < this.#tryAgain) return this.#top
    this.#top = Math.min(maxTop, this.#top * 2 + 1)
    this.#isTrial = true
    this.#tryAgain = this.#top === maxTop ? Number.POSITIVE_INFINITY : now + this.#wait
    return this.#top
  }

  /** Several lists may be refused the same size. */
  refused(top: number): void {
    if (top < this.#top) return
    this.#top = smallerTop(top)
    if (this.#isTrial) this.#wait = Math.min(patience.longest, 2 * this.#wait)
    this.#isTrial = false
    this.#tryAgain = this.#clock.now().getTime() + this.#wait
  }
}

/** The page size to try when one was refused. */
export const smallerTop = (top: number): number => Math.max(minTop, Math.floor(top / 2))

/** The 400 that says no to the page size, not to the query. */
export const refusesTop = (answer: Pick<GraphAnswer, 'status' | 'body'>): boolean =>
  answer.status === 400 && /page ?size|\$top\b/i.test(graphFault(answer.body).message)

/** Remembers the links of one list. @throws AppError answer_unreadable when it goes in a circle or never ends. */
export class Trail {
  readonly #seen = new Set<string>()

  follow(nextLink: string, answer: GraphAnswer): string {
    if (this.#seen.has(nextLink)) throw unreadable(answer, 'nextLink repeats')
    if (this.#seen.size >= maxPages) throw unreadable(answer, 'too many pages')
    this.#seen.add(nextLink)
    return nextLink
  }
}
