import type { Snapshot, SyncProof, SyncRun, SyncTrigger } from '../../shared/domain/sync.ts'
import { AppError, isAppError } from '../../shared/ipc/errors.ts'
import type { SyncStatus } from '../../shared/ipc/sync.ts'
import { abortError } from '../cloud/deadline.ts'
import type { DirectoryReader, DirectoryWriter, RunEnd } from '../directory/directory-api.ts'
import type { Graph } from '../graph/graph.ts'
import type { Clock, Logger } from '../ports.ts'
import { fullRun, type RunResult } from './full-run.ts'
import { LedgerBook } from './ledger-book.ts'
import { RunProgress } from './run-progress.ts'
import { Staging } from './staging.ts'
import { Throttle } from './throttle.ts'

/** Ten times a second is as often as anyone can read. */
const statusInterval = 100

interface Options {
  /** @throws AppError of the connection and the keychain. */
  readonly graph: () => Promise<Graph>
  readonly directory: { readonly read: Pick<DirectoryReader, 'lastRun'>; readonly write: DirectoryWriter }
  readonly clock: Clock
  readonly logger: Logger
  readonly newId: () => string
  /** At most ten times a second while a run is under way, and when it has ended. */
  readonly onStatus: (status: SyncStatus) => void
  readonly onPublished: (snapshot: Snapshot) => void
}

type Ending = RunResult | Pick<RunEnd, 'outcome' | 'error'>

/** One run under way. */
interface Run {
  readonly runId: string
  readonly trigger: SyncTrigger
  readonly controller: AbortController
  readonly progress: RunProgress
  readonly staging: Staging
  readonly ledger: LedgerBook
  readonly status: Throttle
  /** Resolves when the run has ended and everyone knows; never rejects. */
  ended: Promise<void>
}

/** The life of one tenant's runs: one at a time, each ends in one of the outcomes whatever happens, and says so. */
export class SyncService {
  readonly #options: Options
  #run: Run | null = null
  /** The newest run that ended; undefined until it was looked up. */
  #last: SyncRun | null | undefined
  #stopped = false

  constructor(options: Options) {
    this.#options = options
  }

  async status(): Promise<SyncStatus> {
    const last = await this.#lastRun()
    return { progress: this.#run?.progress.snapshot() ?? null, last }
  }

  /** Resolves when the run has begun. @throws AppError sync_running; cancelled after stop; of the directory. */
  async start(trigger: SyncTrigger): Promise<{ readonly runId: string }> {
    if (this.#stopped) throw new AppError('cancelled')
    if (this.#run !== null) throw new AppError('sync_running')
    const run = this.#newRun(trigger)
    const begun = this.#begin(run)
    run.ended = begun
      .then(
        () => this.#execute(run),
        () => undefined,
      )
      .finally(() => this.#leave(run))
    this.#run = run
    try {
      await begun
    } catch (error) {
      await run.ended
      throw known(error)
    }
    return { runId: run.runId }
  }

  /** Asks a run to end; nothing happens when it has ended meanwhile. A snapshot being published is published. */
  cancel(runId: string): void {
    if (this.#run?.runId === runId) this.#run.controller.abort(new AppError('cancelled'))
  }

  /** Cancels what runs and resolves when it has ended. No run starts afterwards. */
  async stop(): Promise<void> {
    this.#stopped = true
    const run = this.#run
    if (run === null) return
    this.cancel(run.runId)
    await run.ended
  }

  #newRun(trigger: SyncTrigger): Run {
    const { clock, directory, newId } = this.#options
    const runId = newId()
    const controller = new AbortController()
    const status = new Throttle({ clock, interval: statusInterval, act: () => this.#tell() })
    const staging = new Staging(directory.write, (error) => controller.abort(known(error)))
    return {
      runId,
      trigger,
      controller,
      status,
      staging,
      ledger: new LedgerBook(runId, staging),
      progress: new RunProgress({ runId, clock, onChange: () => status.ask() }),
      ended: Promise.resolve(),
    }
  }

  async #begin({ runId, trigger, progress, status }: Run): Promise<void> {
    await this.#lastRun()
    await this.#options.directory.write.beginRun({ runId, trigger, startedAt: progress.startedAt })
    this.#options.logger.info('sync.started', { runId, trigger })
    status.ask()
  }

  async #execute(run: Run): Promise<void> {
    const ending = await this.#read(run).catch((error: unknown) => this.#ending(run, error))
    const ended = await this.#end(run, ending)
    this.#last = ended
    this.#leave(run)
    const { runId, outcome, users, groups, memberships, requests, error } = ended
    this.#options.logger.info('sync.ended', {
      runId,
      outcome,
      users,
      groups,
      memberships,
      requests,
      error: error?.code,
    })
    this.#tell()
    if (ending.outcome === 'published') this.#listener(() => this.#options.onPublished(ending.snapshot))
  }

  async #read(run: Run): Promise<RunResult> {
    const { runId, controller, progress, staging, ledger } = run
    const { signal } = controller
    const graph = await unless(signal, this.#options.graph())
    return fullRun(
      {
        runId,
        graph,
        staging,
        progress,
        write: this.#options.directory.write,
        fail: (error) => controller.abort(known(error)),
        watch: {
          onRequest: (entry) => {
            progress.request(entry)
            ledger.add(entry)
          },
          onWait: (until) => progress.wait(until),
        },
        finish: () => this.#finish(run),
        flushLedger: () => ledger.flush(),
      },
      signal,
    )
  }

  #ending({ runId }: Run, cause: unknown): Ending {
    const error = known(cause)
    if (error.code === 'cancelled') return { outcome: 'cancelled', error: null }
    if (error.code === 'internal') this.#options.logger.error('sync.fault', { runId, error: error.cause ?? error })
    return { outcome: 'failed', error: { code: error.code, params: error.params } }
  }

  #finish({ progress }: Run) {
    const { requests, retries } = progress
    return { finishedAt: this.#options.clock.now().toISOString(), requests, retries }
  }

  /** Notes the end in the directory; where that fails as well, the end is known for as long as the program runs. */
  async #end(run: Run, ending: Ending): Promise<SyncRun> {
    const { read, write } = this.#options.directory
    const noted = noteOf(ending)
    const end = { ...this.#finish(run), ...noted }
    try {
      await run.staging.idle()
      if (noted.outcome !== 'published') {
        await write.addLedger(run.runId, run.ledger.rest()).catch(this.#unnoted(run))
        await write.endRun(run.runId, { ...end, outcome: noted.outcome })
      }
      const last = await read.lastRun()
      if (last?.runId === run.runId) return last
    } catch (error) {
      this.#unnoted(run)(error)
    }
    const { runId, trigger, progress } = run
    const { streams, memberships } = progress.snapshot()
    const counts =
      ending.outcome === 'published'
        ? ending.snapshot
        : { users: streams.users.done, groups: streams.groups.done, memberships }
    const { users, groups } = counts
    return { runId, trigger, startedAt: progress.startedAt, ...end, users, groups, memberships: counts.memberships }
  }

  #unnoted({ runId }: Run): (error: unknown) => void {
    return (error) => this.#options.logger.error('sync.end-not-noted', { runId, code: known(error).code })
  }

  #leave(run: Run): void {
    run.status.end()
    if (this.#run === run) this.#run = null
  }

  async #lastRun(): Promise<SyncRun | null> {
    if (this.#last !== undefined) return this.#last
    const last = await this.#options.directory.read.lastRun()
    // A run may have ended while it was looked up.
    this.#last ??= last
    return this.#last
  }

  #tell(): void {
    const progress = this.#run?.progress.snapshot() ?? null
    this.#listener(() => this.#options.onStatus({ progress, last: this.#last ?? null }))
  }

  /** A window that is being closed must not end a run. */
  #listener(call: () => void): void {
    try {
      call()
    } catch (error) {
      this.#options.logger.warn('sync.listener', { error })
    }
  }
}

const noteOf = (
  ending: Ending,
): Pick<SyncRun, 'outcome' | 'error' | 'proof'> & { readonly outcome: Ending['outcome'] } => {
  if (ending.outcome === 'published') return { outcome: ending.outcome, error: null, proof: ending.snapshot.proof }
  const proof: SyncProof | null = 'proof' in ending ? ending.proof : null
  const error = ending.error === null ? null : { code: ending.error.code, params: ending.error.params }
  return { outcome: ending.outcome, error, proof }
}

const known = (error: unknown): AppError => (isAppError(error) ? error : new AppError('internal', {}, { cause: error }))

/** A keychain that waits for its owner cannot be stopped; whoever cancels does not wait for it. */
const unless = async <Value>(signal: AbortSignal, promise: Promise<Value>): Promise<Value> => {
  const aborted = Promise.withResolvers<never>()
  const abort = () => aborted.reject(abortError(signal))
  signal.addEventListener('abort', abort, { once: true })
  if (signal.aborted) abort()
  try {
    return await Promise.race([promise, aborted.promise])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}
