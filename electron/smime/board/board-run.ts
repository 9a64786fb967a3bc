import type { HealthBoard, HealthRow, HealthScope } from '../../../shared/domain/certificates.ts'
import { AppError, type ErrorCode, isAppError } from '../../../shared/ipc/errors.ts'
import { noWay } from '../../cloud/network-errors.ts'
import type { Clock } from '../../ports.ts'
import { rateOf, recent, type Sample } from '../../sync/pace.ts'
import type { Looked, Lookups } from '../lookups.ts'
import { Figures } from './figures.ts'
import { type BoardUser, healthRow, unknownRow } from './health-row.ts'
import { HealthRows } from './health-rows.ts'

/** Batches under way at once: enough to use what the limiter allows, and few enough for their messages to fit in memory. */
const atOnce = 6

/** What fails for everybody who is asked next. */
const forAll: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['token_refused', 'disconnected', ...noWay])

interface Needs {
  readonly boardId: string
  readonly scope: HealthScope
  readonly users: readonly BoardUser[]
  readonly lookups: Pick<Lookups, 'together' | 'several' | 'mayReadMail'>
  readonly clock: Clock
  /** At most ten times a second, and when it has ended. */
  readonly onChange: (board: HealthBoard) => void
}

/** Lookups over many users, and what they come to. It ends when all were asked, when it is stopped, or when going on is of no use. */
export class BoardRun {
  readonly rows: HealthRows
  readonly #needs: Needs
  readonly #figures: Figures
  readonly #stop = new AbortController()
  readonly #startedAt: string
  #state: HealthBoard['state'] = 'running'
  #error: AppError | null = null
  #finishedAt: string | null = null
  #done = 0
  #next = 0
  #samples: readonly Sample[] = []
  #told = Number.NEGATIVE_INFINITY

  constructor(needs: Needs) {
    this.#needs = needs
    this.rows = new HealthRows(needs.users.length)
    this.#figures = new Figures(needs.users)
    this.#startedAt = needs.clock.now().toISOString()
  }

  /** Never rejects: the board says how it ended. */
  async run(): Promise<HealthBoard> {
    const { signal } = this.#stop
    try {
      const mayReadMail = await this.#needs.lookups.mayReadMail(signal)
      await Promise.all(Array.from({ length: atOnce }, () => this.#work(mayReadMail, signal)))
    } catch (error) {
      this.#endFor(error)
    }
    this.#state = signal.aborted ? 'stopped' : 'done'
    this.#finishedAt = this.#needs.clock.now().toISOString()
    this.#tell()
    return this.board()
  }

  /** What was found so far stays. */
  stop(): void {
    this.#stop.abort(new AppError('cancelled'))
  }

  board(): HealthBoard {
    const { boardId, scope, users, clock } = this.#needs
    const at = clock.now().getTime()
    const sample = { at, objects: this.#done, done: { users: this.#done, groups: 0, members: 0 } }
    this.#samples = recent([...this.#samples, sample], at)
    return {
      boardId,
      scope,
      state: this.#state,
      error: this.#error === null ? null : { code: this.#error.code, params: this.#error.params },
      startedAt: this.#startedAt,
      finishedAt: this.#finishedAt,
      done: this.#done,
      total: users.length,
      rate: this.#state === 'running' ? rateOf(this.#samples) : 0,
      ...this.#figures.snapshot(),
    }
  }

  async #work(mayReadMail: boolean, signal: AbortSignal): Promise<void> {
    const { users, lookups } = this.#needs
    while (this.#next < users.length && !signal.aborted) {
      const from = this.#next
      const some = users.slice(from, from + lookups.together)
      this.#next += some.length
      const asked = await lookups.several(
        some.map(({ id }) => id),
        signal,
      )
      await Promise.all(some.map((user, index) => this.#take(from + index, user, asked[index], mayReadMail)))
    }
  }

  async #take(index: number, user: BoardUser, asked: Promise<Looked> | undefined, mayReadMail: boolean): Promise<void> {
    try {
      const looked = await asked
      if (looked === undefined) return
      const end = endIn(looked, mayReadMail)
      if (end !== null) throw end
      this.#add(index, healthRow(user, looked.lookup))
    } catch (error) {
      if (this.#stop.signal.aborted) return
      const known = isAppError(error) ? error : new AppError('internal', {}, { cause: error })
      if (forAll.has(known.code) || known.code === 'permission_missing') return this.#endFor(known)
      this.#add(index, unknownRow(user, known))
    }
  }

  #add(index: number, row: HealthRow): void {
    if (this.#stop.signal.aborted) return
    this.rows.set(index, row)
    this.#figures.add(row)
    this.#done++
    this.#tell()
  }

  #tell(): void {
    const now = this.#needs.clock.now().getTime()
    if (this.#state === 'running' && now - this.#told < 100) return
    this.#told = now
    this.#needs.onChange(this.board())
  }

  #endFor(error: unknown): void {
    if (this.#stop.signal.aborted) return
    this.#error = isAppError(error) ? error : new AppError('internal', {}, { cause: error })
    this.#stop.abort(this.#error)
  }
}

/**
 * Why it is of no use to go on. A tenant that never let mail be read gives a board of what the other sources know; one
 * that takes the permission back while the board runs would give a board of two halves.
 */
const endIn = ({ lookup }: Looked, mayReadMail: boolean): AppError | null => {
  for (const { source, reason, error } of lookup.sources) {
    if (error === null || source === 'ldap') continue
    if (forAll.has(error.code) || (mayReadMail && reason === 'roleMissing'))
      return new AppError(error.code, error.params)
  }
  return null
}
