import {
  type FullReason,
  isOneKind,
  type Resumed,
  type SyncKind,
  type SyncProgress,
  type SyncRun,
  type SyncTrigger,
} from '../../shared/domain/sync.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import type { DirectoryWriter, RunProof } from '../directory/directory-api.ts'
import type { Clock } from '../ports.ts'
import { type Ending, known, noteOf } from './ending.ts'
import { LedgerBook } from './ledger-book.ts'
import type { Reading } from './reading.ts'
import { RunProgress } from './run-progress.ts'
import { Staging } from './staging.ts'
import { Throttle } from './throttle.ts'

/** Ten times a second is as often as anyone can read. */
const statusInterval = 100

interface Needs {
  readonly runId: string
  readonly trigger: SyncTrigger
  readonly write: DirectoryWriter
  readonly clock: Clock
  /** At most ten times a second, until the run is left. */
  readonly tell: () => void
}

/** One run under way: what it has done so far, and the one signal that ends it. */
export class Run {
  readonly runId: string
  readonly progress: RunProgress
  readonly staging: Staging
  readonly ledger: LedgerBook
  readonly watch: Reading['watch']
  readonly #trigger: SyncTrigger
  readonly #clock: Clock
  readonly #controller = new AbortController()
  readonly #status: Throttle
  #kind: SyncKind = 'full'
  #fullReason: FullReason | null = null
  #resumed: Resumed | null = null
  #isSuspended = false

  constructor({ runId, trigger, write, clock, tell }: Needs) {
    this.runId = runId
    this.#trigger = trigger
    this.#clock = clock
    this.#status = new Throttle({ clock, interval: statusInterval, act: tell })
    this.staging = new Staging(write, this.abort)
    this.ledger = new LedgerBook(runId, this.staging)
    this.progress = new RunProgress({ runId, clock, onChange: this.changed })
    this.watch = {
      onRequest: (entry) => {
        this.progress.request(entry)
        this.ledger.add(entry)
      },
      onRefused: (entry) => this.ledger.add(entry),
      onWait: (until) => this.progress.wait(until),
    }
  }

  get isRehearsal(): boolean {
    return this.#trigger === 'rehearsal'
  }

  get isOne(): boolean {
    return isOneKind(this.#kind)
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  get kind(): SyncKind {
    return this.#kind
  }

  /** What it goes on with, read by another run. */
  get resumed(): Resumed | null {
    return this.#resumed
  }

  /** Whether it was ended by the program's or the session's end: nobody has said that it is not wanted. */
  get isSuspended(): boolean {
    return this.#isSuspended
  }

  /** What the run reads, as it is planned or has turned out. */
  become({ kind, fullReason, resumed = null }: Pick<SyncRun, 'kind' | 'fullReason' | 'resumed'>): void {
    this.#kind = kind
    this.#fullReason = fullReason
    this.#resumed = resumed
  }

  /** Ends everything under way; the first reason is the one that counts. */
  readonly abort = (error: unknown): void => this.#controller.abort(known(error))

  /** Ends it as abort does, if nothing else has. */
  suspend(): void {
    this.#isSuspended = !this.signal.aborted
    this.abort(new AppError('cancelled'))
  }

  /** Tells, at the latest when it may again. */
  readonly changed = (): void => this.#status.ask()

  begun(): Parameters<DirectoryWriter['beginRun']>[0] {
    const { startedAt } = this.progress
    const { runId, kind, resumed } = this
    return { runId, trigger: this.#trigger, kind, fullReason: this.#fullReason, startedAt, resumed }
  }

  /** How far it is, and with what. */
  snapshot(): SyncProgress {
    return { ...this.progress.snapshot(), kind: this.#kind, fullReason: this.#fullReason }
  }

  /** As of now. */
  readonly finish = (): Omit<RunProof, 'proof' | 'historyDays' | 'guard'> => {
    const { requests, retries, units } = this.progress
    return { finishedAt: this.#clock.now().toISOString(), requests, retries, units }
  }

  /** The run as it is remembered when the directory cannot. */
  ended(ending: Ending): SyncRun {
    const { streams, memberships } = this.progress.snapshot()
    const read = { users: streams.users.done, groups: streams.groups.done, memberships }
    const { users, groups, memberships: kept } = ending.outcome === 'published' ? ending.snapshot : read
    return { ...this.begun(), ...this.finish(), ...noteOf(ending), users, groups, memberships: kept }
  }

  /** Nothing is told of it any more. */
  leave(): void {
    this.#status.end()
  }
}
