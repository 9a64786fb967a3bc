import { isOneKind, isUnasked, type Snapshot, type SyncRun } from '../../shared/domain/sync.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import { publishLinks } from './delta-links.ts'
import type { ProvenOutcome, RunProof, Staged } from './directory-api.ts'
import { forgetRuns } from './forget-changes.ts'
import { clearPending, pendingOf, setAside } from './pending.ts'
import { bringAbout, findDifference } from './publish.ts'
import { recordChanges } from './record-changes.ts'
import { areKept, forgetKept, keepRemovals, removalsBeyond } from './removals.ts'
import type { Runs } from './runs.ts'
import { noteSnapshot } from './snapshot.ts'
import type { StagedPlaces } from './staged-places.ts'
import type { Staging } from './staging.ts'
import type { Statements } from './statements.ts'

interface Needs {
  readonly sql: Statements
  readonly staging: Staging
  readonly places: StagedPlaces
  readonly runs: Runs
  /** Empties everything that is staged. */
  readonly clear: () => void
}

/**
 * What becomes of a run that read everything: it is published, held for an administrator, kept as before, or was only
 * tried. Statements only: the caller holds the transaction.
 */
export class Publisher {
  readonly #needs: Needs

  constructor(needs: Needs) {
    this.#needs = needs
  }

  publish(runId: string, end: RunProof): Snapshot | 'held' | 'kept' {
    const { sql, runs } = this.#needs
    const { run, users } = this.#compare(runId, end)
    const removals = removalsBeyond(sql, run, end.guard)
    if (removals === null) return this.#publish(runId, end, users)
    // Whoever asks for a run is asked in return, whatever was answered before: else nothing could be applied any more.
    const isKept = isUnasked(runs.get(runId).trigger) && areKept(sql, removals)
    this.#setAside({ run, removals }, isKept ? 'kept' : 'held', runId, end)
    if (isKept) this.#drop()
    return isKept ? 'kept' : 'held'
  }

  /** As old as what was read, however long it waited. `now`: by which changes are old enough to be forgotten. */
  applyHeld(runId: string, now: string, historyDays: number): Snapshot {
    const { finishedAt, requests, retries, units = null, proof } = this.#held(runId)
    clearPending(this.#needs.sql)
    const end = { finishedAt, requests, retries, units, proof, historyDays }
    return this.#publish(runId, end, this.#compare(runId, end).users, now)
  }

  keepHeld(runId: string): boolean {
    this.#held(runId)
    const isRemembered = keepRemovals(this.#needs.sql)
    this.#drop()
    this.#needs.runs.keep(runId)
    return isRemembered
  }

  rehearse(runId: string, end: RunProof): void {
    const { sql, clear } = this.#needs
    const { run } = this.#compare(runId, end)
    this.#setAside({ run, removals: removalsBeyond(sql, run, end.guard) }, 'rehearsed', runId, end)
    clear()
  }

  /** What differs, noted as what this run changes. */
  #compare(
    runId: string,
    { finishedAt }: Pick<RunProof, 'finishedAt'>,
  ): { readonly run: number; readonly users: number } {
    const { sql, staging, runs } = this.#needs
    staging.settle()
    const users = findDifference(sql, runs.kindOf(runId))
    return { run: recordChanges(sql, { runId, at: finishedAt }), users }
  }

  #publish(runId: string, end: Omit<RunProof, 'guard'>, users: number, now = end.finishedAt): Snapshot {
    const { sql, runs, clear } = this.#needs
    forgetRuns(sql, now, end.historyDays)
    const kind = runs.kindOf(runId)
    if (!isOneKind(kind)) forgetKept(sql)
    const published = bringAbout(sql, kind, users)
    publishLinks(sql)
    const snapshot = noteSnapshot(sql, { runId, end }, published)
    this.#end(runId, end, 'published', snapshot)
    clear()
    return snapshot
  }

  #setAside(
    found: { readonly run: number; readonly removals: string | null },
    outcome: Exclude<ProvenOutcome, 'published'>,
    runId: string,
    end: RunProof,
  ): void {
    const { sql, staging, places } = this.#needs
    const staged = staging.counts()
    setAside(sql, { ...found, held: outcome !== 'rehearsed', staged })
    places.end()
    this.#end(runId, end, outcome, staged)
  }

  #end(runId: string, end: Omit<RunProof, 'guard'>, outcome: ProvenOutcome, counts: Staged): void {
    const isKnown = this.#needs.runs.end(runId, { ...end, outcome, error: null }, counts)
    if (!isKnown) throw new AppError('not_found', { id: runId })
  }

  /** @throws AppError not_found when nothing of this run waits */
  #held(runId: string): SyncRun & Pick<RunProof, 'finishedAt' | 'proof'> {
    const { sql, runs } = this.#needs
    const pending = pendingOf(sql)
    const { proof, ...run } = runs.get(runId)
    if (pending?.runId !== runId || !pending.held || proof === null) throw new AppError('not_found', { id: runId })
    return { ...run, proof, finishedAt: pending.at }
  }

  /** What waits, and what was read for it. */
  #drop(): void {
    clearPending(this.#needs.sql)
    this.#needs.clear()
  }
}
