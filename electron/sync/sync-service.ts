import type { FullReason, Snapshot, SyncRun, SyncTrigger } from '../../shared/domain/sync.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import type { SyncStatus } from '../../shared/ipc/sync.ts'
import type { DeltaLinks, DirectoryReader, DirectoryWriter, RunProof } from '../directory/directory-api.ts'
import type { Graph } from '../graph/graph.ts'
import type { Clock, Logger } from '../ports.ts'
import { deltaRun } from './delta-run.ts'
import { type Ending, endingOf, goesOn, known, noteOf, snapshotOf, unless } from './ending.ts'
import { fullRun, type RunResult } from './full-run.ts'
import { type One, oneRun } from './one-run.ts'
import { type Known, type Plan, planOf, planOfOne } from './plan.ts'
import { Run } from './run.ts'

interface Options {
  /** @throws AppError of the connection and the keychain. */
  readonly graph: () => Promise<Graph>
  readonly directory: { readonly read: Pick<DirectoryReader, 'lastRun' | 'run'>; readonly write: DirectoryWriter }
  readonly clock: Clock
  readonly logger: Logger
  readonly newId: () => string
  /** How long changes are kept, and what may be removed at once; asked when a run ends. */
  readonly settings: () => Pick<RunProof, 'historyDays' | 'guard'>
  /** At most ten times a second while a run is under way, and when it has ended. */
  readonly onStatus: (status: SyncStatus) => void
  readonly onPublished: (snapshot: Snapshot) => void
}

/** The life of one tenant's runs: one at a time, each ends in one of the outcomes whatever happens, and says so. */
export class SyncService {
  readonly #options: Options
  /** `ended` resolves when the run is over and everyone knows; it never rejects. */
  #active: { readonly run: Run; readonly ended: Promise<void> } | null = null
  /** The newest run over the tenant that ended; undefined until it was looked up. */
  #last: SyncRun | null | undefined
  #isStopped = false

  constructor(options: Options) {
    this.#options = options
  }

  async status(): Promise<SyncStatus> {
    const last = await this.#lastRun()
    return { progress: this.#active?.run.snapshot() ?? null, last }
  }

  /**
   * Reads what has changed since the last run where that will do, else everything; `full`: everything in any case;
   * `one`: that object alone.
   * Resolves when the run has begun.
   * @throws AppError sync_running; sync_unfinished; cancelled after stop; of the directory.
   */
  async start(
    trigger: SyncTrigger,
    { full = false, one }: { readonly full?: boolean; readonly one?: One } = {},
  ): Promise<{ readonly runId: string }> {
    if (this.#isStopped) throw new AppError('cancelled')
    if (this.#active !== null) throw new AppError('sync_running')
    const { clock, directory, newId } = this.#options
    const run = new Run({ runId: newId(), trigger, clock, write: directory.write, tell: () => this.#tell() })
    const begun = this.#begin(run, (known) =>
      one === undefined ? planOf(known, full, clock.now()) : planOfOne(known, one.kind, clock.now()),
    )
    const executed = begun.then(
      (links) => this.#execute(run, links, one),
      () => undefined,
    )
    const ended = executed.finally(() => this.#leave(run))
    this.#active = { run, ended }
    try {
      await begun
    } catch (error) {
      await ended
      throw known(error)
    }
    return { runId: run.runId }
  }

  /** The last run, once none is under way. */
  async ended(): Promise<SyncRun | null> {
    await this.#active?.ended
    return this.#lastRun()
  }

  /** Asks a run to end; nothing happens when it has ended meanwhile. A snapshot being published is published. */
  cancel(runId: string): void {
    if (this.#active?.run.runId === runId) this.#active.run.abort(new AppError('cancelled'))
  }

  /** Publishes what a held run has read. @throws AppError sync_running; not_found when it is not there any more */
  async applyHeld(runId: string): Promise<void> {
    const { directory, clock } = this.#options
    const { historyDays } = this.#options.settings()
    const snapshot = await this.#alone(() => directory.write.applyHeld(runId, clock.now().toISOString(), historyDays))
    this.#heard(() => this.#options.onPublished(snapshot))
  }

  /**
   * Drops it: the snapshot stays. True where later runs by themselves keep the same without asking.
   * @throws as applyHeld
   */
  async keepHeld(runId: string): Promise<boolean> {
    return this.#alone(() => this.#options.directory.write.keepHeld(runId))
  }

  /** Not beside a run, which empties the staging; how the last run ended is another thing afterwards. */
  async #alone<Value>(task: () => Promise<Value>): Promise<Value> {
    if (this.#active !== null) throw new AppError('sync_running')
    const value = await task()
    this.#last = await this.#options.directory.read.lastRun()
    this.#tell()
    return value
  }

  /** Cancels what runs and resolves when it has ended. No run starts afterwards. */
  async stop(): Promise<void> {
    this.#isStopped = true
    this.#active?.run.suspend()
    await this.#active?.ended
  }

  async #begin(run: Run, plan: (known: Known) => Plan): Promise<DeltaLinks | null> {
    const { write } = this.#options.directory
    // Who rehearses wants to know what would change by now.
    const reading = run.isRehearsal ? null : write.leftReading()
    const [links, keptReadAt, left] = await Promise.all([write.links(), write.keptReadAt(), reading, this.#lastRun()])
    run.become(plan({ links, keptReadAt, left }))
    await write.beginRun(run.begun())
    this.#options.logger.info('sync.started', run.begun())
    run.changed()
    return links
  }

  async #execute(run: Run, links: DeltaLinks | null, one: One | undefined): Promise<void> {
    const ending = await this.#read(run, links, one).catch((error: unknown) => this.#ending(run, error))
    const ended = await this.#end(run, ending)
    if (!run.isOne) this.#last = ended
    this.#leave(run)
    const { runId, outcome, users, groups, memberships, requests } = ended
    const code = ended.error?.code
    this.#options.logger.info('sync.ended', { runId, outcome, code, users, groups, memberships, requests })
    this.#tell()
    const snapshot = ending.outcome === 'published' ? ending.snapshot : snapshotOf(ended)
    if (snapshot !== null) this.#heard(() => this.#options.onPublished(snapshot))
  }

  async #read(run: Run, links: DeltaLinks | null, one: One | undefined): Promise<RunResult> {
    const { runId, staging, progress, watch, signal, ledger } = run
    const graph = await unless(signal, this.#options.graph())
    const { clock, directory } = this.#options
    const { abort: fail, isRehearsal, resumed } = run
    const reading = { graph, staging, progress, clock, watch, fail }
    const finish = () => ({ ...run.finish(), ...this.#options.settings() })
    const flushLedger = () => ledger.flush()
    const parts = { ...reading, runId, isRehearsal, resumed, write: directory.write, finish, flushLedger }
    if (one !== undefined) return oneRun(parts, one, links, signal)
    const isDelta = run.kind === 'delta' && links !== null
    let result = await (isDelta ? deltaRun(parts, links, signal) : fullRun(parts, signal))
    while (result.outcome === 'turnFull') {
      await this.#turnFull(run, result.reason)
      result = await fullRun({ ...parts, resumed: null }, signal)
    }
    return result
  }

  async #turnFull(run: Run, fullReason: FullReason): Promise<void> {
    await this.#options.directory.write.turnFull(run.runId, fullReason)
    run.become({ kind: 'full', fullReason })
    run.progress.again()
    this.#options.logger.info('sync.turned-full', { runId: run.runId, fullReason })
  }

  #ending({ runId }: Run, cause: unknown): Ending {
    const error = known(cause)
    if (error.code === 'internal') this.#options.logger.error('sync.fault', { runId, error: error.cause ?? error })
    return endingOf(error)
  }

  /** Notes the end in the directory; where that fails as well, the end is known for as long as the program runs. */
  async #end(run: Run, ending: Ending): Promise<SyncRun> {
    const { read, write } = this.#options.directory
    const { outcome, proof, error } = noteOf(ending)
    const isLeft = run.isSuspended || goesOn({ error })
    try {
      await run.staging.idle()
      if (outcome !== 'published' && outcome !== 'held' && outcome !== 'kept' && outcome !== 'rehearsed') {
        await write.addLedger(run.runId, run.ledger.rest()).catch(this.#unnoted(run))
        await write.endRun(run.runId, { ...run.finish(), outcome, proof, error, goesOn: isLeft })
      }
      // A writer that died while publishing may have published: what the directory says is the truth.
      const last = await read.run(run.runId)
      if (last.outcome !== 'running') return last
    } catch (failure) {
      this.#unnoted(run)(failure)
    }
    return run.ended(ending)
  }

  #unnoted({ runId }: Run): (error: unknown) => void {
    return (error) => this.#options.logger.error('sync.end-not-noted', { runId, code: known(error).code })
  }

  #leave(run: Run): void {
    run.leave()
    if (this.#active?.run === run) this.#active = null
  }

  async #lastRun(): Promise<SyncRun | null> {
    if (this.#last !== undefined) return this.#last
    const last = await this.#options.directory.read.lastRun()
    // A run may have ended while it was looked up.
    this.#last ??= last
    return this.#last
  }

  #tell(): void {
    const progress = this.#active?.run.snapshot() ?? null
    this.#heard(() => this.#options.onStatus({ progress, last: this.#last ?? null }))
  }

  /** A window that is being closed must not end a run. */
  #heard(tell: () => void): void {
    try {
      tell()
    } catch (error) {
      this.#options.logger.warn('sync.listener', { error })
    }
  }
}
