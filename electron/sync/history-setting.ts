import { z } from 'zod'
import { historyDays } from '../../shared/domain/change.ts'
import type { SettingsFile } from '../ports.ts'

const stored = z.object({ historyDays: z.number().int().min(historyDays.least).max(historyDays.most) })

/** How long changes are kept. What is not understood, or out of bounds, is as usual. */
export class HistorySetting {
  readonly #file: SettingsFile

  constructor(file: SettingsFile) {
    this.#file = file
  }

  get(): { readonly historyDays: number } {
    const parsed = stored.safeParse(this.#file.read('history'))
    return parsed.success ? parsed.data : { historyDays: historyDays.usual }
  }

  set(days: number): { readonly historyDays: number } {
    this.#file.write('history', stored.parse({ historyDays: days }))
    return this.get()
  }
}
