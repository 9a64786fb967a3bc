import type { FullReason, LedgerEntry, SyncKind, SyncRun } from '../../shared/domain/sync.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import { withinBatch } from '../graph/ledger.ts'
import type { ProvenOutcome, RunEnd, RunProof, Staged } from './directory-api.ts'
import type { Statements } from './statements.ts'

const kept = 50
const runColumns =
  'runId, trigger, kind, fullReason, startedAt, finishedAt, outcome, requests, retries, units, users, groups, memberships, proof, error, resumed'
const ledgerColumns = 'requestId, method, path, status, items, milliseconds, attempt, units, at'

type Stored = 'proof' | 'error' | 'resumed'
type RunRecord = Omit<SyncRun, Stored> & Readonly<Record<Stored, string | null>>

const runOf = (record: RunRecord): SyncRun => ({
  ...record,
  proof: record.proof === null ? null : JSON.parse(record.proof),
  error: record.error === null ? null : JSON.parse(record.error),
  resumed: record.resumed === null ? null : JSON.parse(record.resumed),
})

const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value))

/** The last runs and the ledger of their requests. */
export class Runs {
  readonly #sql: Statements

  constructor(sql: Statements) {
    this.#sql = sql
  }

  begin(run: Pick<SyncRun, 'runId' | 'trigger' | 'kind' | 'fullReason' | 'startedAt' | 'resumed'>): void {
    this.#sql.run(
      "INSERT INTO runs (runId, trigger, kind, fullReason, startedAt, resumed, outcome) VALUES (?, ?, ?, ?, ?, ?, 'running')",
      ...[run.runId, run.trigger, run.kind, run.fullReason, run.startedAt, json(run.resumed ?? null)],
    )
    this.#forget()
  }

  turnFull(runId: string, reason: FullReason): void {
    this.#sql.run("UPDATE runs SET kind = 'full', fullReason = ?, resumed = NULL WHERE runId = ?", reason, runId)
  }

  kindOf(runId: string): SyncKind {
    return this.#sql.value<SyncKind>('SELECT kind FROM runs WHERE runId = ?', runId) ?? 'full'
  }

  addLedger(runId: string, entries: readonly LedgerEntry[]): void {
    const sql = `INSERT INTO ledger (runId, ${ledgerColumns}) SELECT runId, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM runs WHERE runId = ?`
    for (const { requestId, method, path, status, items, milliseconds, attempt, units = null, at } of entries)
      this.#sql.run(sql, requestId, method, path, status, items, milliseconds, attempt, units, at, runId)
  }

  /** False when the run is neither under way nor held. */
  end(
    runId: string,
    end: RunEnd | (Omit<RunProof, 'guard'> & { outcome: ProvenOutcome; error: null }),
    counts: Staged,
  ): boolean {
    const ended = this.#sql.run(
      `UPDATE runs SET finishedAt = ?, outcome = ?, requests = ?, retries = ?, units = ?, users = ?, groups = ?, memberships = ?,
       proof = ?, error = ? WHERE runId = ? AND outcome IN ('running', 'held')`,
      ...[
        end.finishedAt,
        end.outcome,
        end.requests,
        end.retries,
        end.units ?? null,
        counts.users,
        counts.groups,
        counts.memberships,
      ],
      ...[json(end.proof), json(end.error), runId],
    )
    return ended > 0
  }

  /** What a held run has read is not published. */
  keep(runId: string): void {
    this.#sql.run("UPDATE runs SET outcome = 'kept' WHERE runId = ? AND outcome = 'held'", runId)
  }

  /** Nobody told what it has cost: its ledger knows, as far as that was written. */
  interrupt(now: string): void {
    this.#sql.run(
      `UPDATE runs SET outcome = 'interrupted', finishedAt = ?, (requests, retries, units) =
         (SELECT count(*), count(*) FILTER (WHERE attempt > 1), sum(units) FROM ledger
           WHERE ledger.runId = runs.runId AND path NOT LIKE '${withinBatch}%')
       WHERE outcome = 'running'`,
      now,
    )
  }

  /** A run over a single object says nothing of the tenant, so it is none here. */
  last(): SyncRun | null {
    const sql = `SELECT ${runColumns} FROM runs WHERE outcome <> 'running' AND kind NOT IN ('user', 'group')
      ORDER BY number DESC LIMIT 1`
    const record = this.#sql.get<RunRecord>(sql)
    return record === undefined ? null : runOf(record)
  }

  all(): readonly SyncRun[] {
    const sql = `SELECT ${runColumns} FROM runs WHERE outcome <> 'running' ORDER BY number DESC`
    return this.#sql.all<RunRecord>(sql).map(runOf)
  }

  get(runId: string): SyncRun {
    const record = this.#sql.get<RunRecord>(`SELECT ${runColumns} FROM runs WHERE runId = ?`, runId)
    if (record === undefined) throw new AppError('not_found', { id: runId })
    return runOf(record)
  }

  /** Newest first. */
  ledger(runId: string, offset: number, limit: number): { readonly total: number; readonly rows: LedgerEntry[] } {
    this.get(runId)
    return {
      total: this.#sql.value<number>('SELECT count(*) FROM ledger WHERE runId = ?', runId) ?? 0,
      rows: this.#sql.all<LedgerEntry>(
        `SELECT ${ledgerColumns} FROM ledger WHERE runId = ? ORDER BY number DESC LIMIT ? OFFSET ?`,
        ...[runId, limit, offset],
      ),
    }
  }

  /** The run that the snapshot came from is kept however old it is. */
  #forget(): void {
    const old = `SELECT runId FROM runs WHERE number NOT IN (SELECT number FROM runs ORDER BY number DESC LIMIT ${kept})
      AND runId NOT IN (SELECT runId FROM snapshot)`
    this.#sql.run(`DELETE FROM ledger WHERE runId IN (${old})`)
    this.#sql.run(`DELETE FROM runs WHERE runId IN (${old})`)
  }
}
