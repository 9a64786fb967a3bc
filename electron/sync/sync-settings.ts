import { z } from 'zod'
import { guardBounds, historyDays, type RemovalGuard } from '../../shared/domain/change.ts'
import type { SettingsFile } from '../ports.ts'

const whole = ({ least, most }: { readonly least: number; readonly most: number }) =>
  z.number().int().min(least).max(most)
const history = z.object({ historyDays: whole(historyDays) })
const guard = z.object({ part: whole(guardBounds.part), least: whole(guardBounds.least) })

/** How long changes are kept, and what may be removed at once. What is not understood, or out of bounds, is as usual. */
export class SyncSettings {
  readonly #file: SettingsFile

  constructor(file: SettingsFile) {
    this.#file = file
  }

  history(): { readonly historyDays: number } {
    const parsed = history.safeParse(this.#file.read('history'))
    return parsed.success ? parsed.data : { historyDays: historyDays.usual }
  }

  setHistory(days: number): { readonly historyDays: number } {
    this.#file.write('history', history.parse({ historyDays: days }))
    return this.history()
  }

  guard(): RemovalGuard {
    const parsed = guard.safeParse(this.#file.read('guard'))
    return parsed.success ? parsed.data : { part: guardBounds.part.usual, least: guardBounds.least.usual }
  }

  setGuard(changed: RemovalGuard): RemovalGuard {
    this.#file.write('guard', guard.parse(changed))
    return this.guard()
  }
}
