import type { Flat } from '../../shared/domain/audit.ts'
import type { CertificateLookup, HealthBoard, HealthRow, HealthScope } from '../../shared/domain/certificates.ts'
import type { HealthQuery } from '../../shared/ipc/certificates.ts'
import type { Input, Output } from '../../shared/ipc/contract.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import { type Auditing, audited } from '../audit/audited.ts'
import type { DirectoryReader } from '../directory/directory-api.ts'
import type { Clock } from '../ports.ts'
import { BoardRun } from './board/board-run.ts'
import { boardUsers } from './board/board-users.ts'
import type { Judge } from './judge.ts'
import type { Lookups } from './lookups.ts'
import type { Material } from './material.ts'
import { type Owner, ShownCertificates } from './shown-certificates.ts'

interface Needs {
  readonly connectionId: string
  readonly read: Pick<DirectoryReader, 'user' | 'group' | 'exportBatch'>
  readonly lookups: Lookups
  readonly judge: Judge
  readonly roots: () => readonly Uint8Array[]
  readonly clock: Clock
  readonly auditing: Auditing
  readonly newId: () => string
  /** At most ten times a second, and when a board ends; null when it goes with its tenant. */
  readonly onBoard: (board: HealthBoard | null) => void
}

/** What of a tenant's certificates is known while it is open: all of it in memory, and gone with the session. */
export class TenantCertificates {
  readonly #needs: Needs
  readonly #closed = new AbortController()
  readonly #shown: ShownCertificates
  #board: { readonly run: BoardRun; readonly ended: Promise<unknown> } | null = null

  constructor(needs: Needs) {
    this.#needs = needs
    this.#shown = new ShownCertificates(needs.clock)
  }

  /** @throws AppError not_found for whom the pages do not show; as Lookups.one; audit_unavailable */
  async lookUp(userId: string, signal: AbortSignal): Promise<CertificateLookup> {
    const { read, lookups, auditing, connectionId } = this.#needs
    const { mail } = await read.user(userId)
    const planned = { action: 'certificateLookedUp', connectionId, before: null, after: { userId, mail } } as const
    return audited(auditing, planned, async () => {
      const { lookup, ders } = await lookups.one(userId, this.#within(signal))
      this.#shown.keep(ders, { userId, mail })
      const [best] = lookup.certificates
      return { value: lookup, after: { userId, mail, source: best?.source ?? null, verdict: lookup.verdict } }
    })
  }

  /** Against the addresses of a user, as Graph tells them now, or against nobody's. */
  async judge(bytes: Uint8Array, userId: string | null): Promise<Output<'certificates.judge'>> {
    const { read, lookups, judge, roots, clock } = this.#needs
    const { signal } = this.#closed
    const owner: Owner | null = userId === null ? null : { userId, mail: (await read.user(userId)).mail }
    const addresses = userId === null ? null : (await lookups.user(userId, signal)).addresses
    const material: Material[] = [{ source: 'file', kind: 'any', bytes, messageAt: null }]
    const at = clock.now().toISOString()
    const { certificates, unread, ders } = await judge.judge({ material, addresses, at, roots: roots() }, signal)
    this.#shown.keep(ders, owner)
    return { certificates, unread }
  }

  /** @throws AppError certificate_gone */
  shown(sha256: string): ReturnType<ShownCertificates['get']> {
    return this.#shown.get(sha256)
  }

  /** Resolves when it has begun. It takes the place of the last one. @throws AppError audit_unavailable; of the directory */
  async startBoard(asked: Input<'certificates.startBoard'>['scope']): Promise<HealthBoard> {
    const { read, lookups, clock, newId, onBoard } = this.#needs
    const scope = await this.#scope(asked)
    const users = await boardUsers(read, scope.of === 'group' ? scope.groupId : null, this.#closed.signal)
    await this.#endBoard()
    if (this.#closed.signal.aborted) throw new AppError('cancelled')
    const run = new BoardRun({ boardId: newId(), scope, users, lookups, clock, onChange: onBoard })
    const begun = Promise.withResolvers<void>()
    const ended = this.#recorded(scope, run, users.length, begun.resolve)
    this.#board = { run, ended: ended.catch(() => undefined) }
    try {
      await Promise.race([begun.promise, ended])
    } catch (error) {
      this.#board = null
      throw error
    }
    return run.board()
  }

  stopBoard(): void {
    this.#board?.run.stop()
  }

  board(): HealthBoard | null {
    return this.#board?.run.board() ?? null
  }

  boardRows(query: HealthQuery): readonly HealthRow[] {
    return this.#board?.run.rows.matching(query) ?? []
  }

  /** What is under way ends, and nothing of it is kept. */
  async close(): Promise<void> {
    const had = this.#board !== null
    this.#closed.abort(new AppError('cancelled'))
    this.#shown.close()
    await this.#endBoard()
    await this.#needs.judge.close()
    if (had) this.#needs.onBoard(null)
  }

  async #endBoard(): Promise<void> {
    this.#board?.run.stop()
    await this.#board?.ended
    this.#board = null
  }

  /** One entry of the audit for a whole board. */
  #recorded(scope: HealthScope, run: BoardRun, users: number, begun: () => void): Promise<void> {
    const { auditing, connectionId } = this.#needs
    const group: Flat = scope.of === 'group' ? { groupId: scope.groupId, group: scope.name } : {}
    const after = { scope: scope.of, ...group, users }
    return audited(auditing, { action: 'certificateLookedUp', connectionId, before: null, after }, async () => {
      begun()
      const { state, error, done, counts } = await run.run()
      return { value: undefined, after: { ...after, ended: error?.code ?? state, done, ...counts } }
    })
  }

  async #scope(asked: Input<'certificates.startBoard'>['scope']): Promise<HealthScope> {
    if (asked.of === 'all') return asked
    const { displayName } = await this.#needs.read.group(asked.groupId)
    return { of: 'group', groupId: asked.groupId, name: displayName }
  }

  #within(signal: AbortSignal): AbortSignal {
    return AbortSignal.any([signal, this.#closed.signal])
  }
}
