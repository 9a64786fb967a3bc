import { AppError } from '../../shared/ipc/errors.ts'
import type { Clock } from '../ports.ts'
import type { Judgement } from './material.ts'

/** So long what was shown can be saved as a file. */
const life = 10 * 60_000
const most = 200

/** Whose it is, as the audit names it; null for a file that was judged against nobody. */
export interface Owner {
  readonly userId: string
  readonly mail: string
}

interface Shown {
  readonly der: Uint8Array
  readonly chain: readonly Uint8Array[]
  readonly owner: Owner | null
  readonly until: number
}

/** The certificates that a page shows, in memory and for some minutes, so that an administrator can save one. */
export class ShownCertificates {
  readonly #clock: Clock
  readonly #shown = new Map<string, Shown>()
  readonly #closed = new AbortController()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  keep(ders: Judgement['ders'], owner: Owner | null): void {
    if (this.#closed.signal.aborted) return
    const until = this.#clock.now().getTime() + life
    for (const [sha256, { der, chain }] of Object.entries(ders)) {
      this.#shown.delete(sha256)
      this.#shown.set(sha256, { der, chain, owner, until })
    }
    for (const oldest of this.#shown.keys()) {
      if (this.#shown.size <= most) break
      this.#shown.delete(oldest)
    }
    this.#clock.sleep(life, this.#closed.signal).then(
      () => this.#forgetOld(),
      () => undefined,
    )
  }

  /** @throws AppError certificate_gone */
  get(sha256: string): Omit<Shown, 'until'> {
    this.#forgetOld()
    const shown = this.#shown.get(sha256)
    if (shown === undefined) throw new AppError('certificate_gone')
    return shown
  }

  close(): void {
    this.#closed.abort()
    this.#shown.clear()
  }

  #forgetOld(): void {
    const now = this.#clock.now().getTime()
    for (const [sha256, { until }] of this.#shown) if (until <= now) this.#shown.delete(sha256)
  }
}
