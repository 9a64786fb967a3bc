import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'

/**
 * What goes wrong with a request.
 * - `latency`: the answer comes so much later, or as soon as the faults are cleared.
 * - `status`: another answer; `code` and `message` in the service's error shape, `retryAfter` in seconds,
 *   sent as an HTTP date when `retryAfterForm` says so; `headers` come on top.
 * - `reset`: the connection ends before any answer. `truncate`: it ends in the middle of the body.
 * - `drip`: the body comes so slowly. `invalidJson`: the body is whole as HTTP but broken as JSON.
 * - `hang`: no answer ever.
 */
const fault = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('latency'), ms: z.number().nonnegative() }),
  z.strictObject({
    kind: z.literal('status'),
    status: z.number().int().min(300).max(599),
    code: z.string().optional(),
    message: z.string().optional(),
    retryAfter: z.number().nonnegative().optional(),
    retryAfterForm: z.enum(['seconds', 'date']).optional(),
    headers: z.record(z.string(), z.string()).optional(),
  }),
  z.strictObject({ kind: z.literal('reset') }),
  z.strictObject({ kind: z.literal('truncate') }),
  z.strictObject({ kind: z.literal('drip'), bytesPerSecond: z.number().positive() }),
  z.strictObject({ kind: z.literal('invalidJson') }),
  z.strictObject({ kind: z.literal('hang') }),
])

/**
 * `path`: a regular expression, without regard to case, on the decoded path and query, such as `/v1.0/users?$select=id`;
 * requests inside a batch have the same form. `nth`: from that matching request on (from 1). `times`: so many of them;
 * one when only `nth` is given, all when neither is.
 */
export const faultRule = z.strictObject({
  match: z.strictObject({
    path: z.string(),
    method: z.string().optional(),
    nth: z.number().int().positive().optional(),
    times: z.number().int().positive().optional(),
  }),
  fault,
})

export type Fault = z.infer<typeof fault>
export type StatusFault = Extract<Fault, { kind: 'status' }>
export type FaultRule = z.infer<typeof faultRule>

interface Active {
  readonly id: number
  readonly rule: FaultRule
  readonly path: RegExp
  seen: number
  hits: number
}

/** The rules in force, asked for each request. */
export class Faults {
  readonly #active: Active[] = []
  #next = 1
  #cleared = new AbortController()

  /** Returns the rule's id. Throws when the path is no regular expression. */
  add(rule: FaultRule): number {
    const id = this.#next++
    this.#active.push({ id, rule, path: new RegExp(rule.match.path, 'i'), seen: 0, hits: 0 })
    return id
  }

  remove(id: number): void {
    const at = this.#active.findIndex((active) => active.id === id)
    if (at >= 0) this.#active.splice(at, 1)
  }

  clear(): void {
    this.#active.length = 0
    this.#cleared.abort()
    this.#cleared = new AbortController()
  }

  /** As long as `latency` says, or until the faults are cleared. */
  async wait(struck: readonly Fault[], rounds: number): Promise<void> {
    const late = struck.reduce((sum, fault) => sum + (fault.kind === 'latency' ? fault.ms : 0), 0)
    if (late > 0) await sleep(late * rounds, undefined, { signal: this.#cleared.signal }).catch(() => undefined)
  }

  /** The rules with how often each has struck. */
  list(): readonly { readonly id: number; readonly rule: FaultRule; readonly hits: number }[] {
    return this.#active.map(({ id, rule, hits }) => ({ id, rule, hits }))
  }

  /** Faults for this request, in the order of their rules. Counts the request. */
  strike(method: string, pathAndQuery: string): readonly Fault[] {
    if (this.#active.length === 0) return []
    const struck: Fault[] = []
    for (const active of this.#active) {
      const { match } = active.rule
      if (match.method !== undefined && match.method.toUpperCase() !== method) continue
      if (!active.path.test(pathAndQuery)) continue
      active.seen++
      const from = match.nth ?? 1
      const times = match.times ?? (match.nth === undefined ? Number.POSITIVE_INFINITY : 1)
      if (active.seen < from || active.seen >= from + times) continue
      active.hits++
      struck.push(active.rule.fault)
    }
    return struck
  }
}
