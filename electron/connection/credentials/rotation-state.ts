import { z } from 'zod'
import { rotationSteps, rotationWays } from '../../../shared/domain/credentials.ts'
import { errorCodes } from '../../../shared/ipc/errors.ts'
import { credentialSummary } from '../../../shared/ipc/schemas.ts'
import type { SettingsFile } from '../../ports.ts'

const rolledKey = z.object({ id: z.string(), summary: credentialSummary, keyId: z.string().nullable() })
export type RolledKey = Readonly<z.infer<typeof rolledKey>>

const record = z.object({
  connectionId: z.string(),
  way: z.enum(rotationWays),
  step: z.enum(rotationSteps),
  nextId: z.string(),
  formerId: z.string(),
  /** The new one was sent to Entra and the answer may have been lost. */
  sent: z.boolean(),
  /** Once switched: the certificates of both that are in the registration, whatever becomes of them here. */
  rolled: z
    .object({ clientId: z.string(), keys: z.array(rolledKey).readonly() })
    .nullable()
    .default(null),
  error: z.object({ code: z.enum(errorCodes), params: z.record(z.string(), z.string()) }).nullable(),
})
export type RotationRecord = Readonly<z.infer<typeof record>>

const stored = z.record(z.string(), record)

/**
 * How far each connection's rotation has come, so that it can go on after any end of the program. The keys themselves are
 * in the vault.
 */
export class RotationState {
  readonly #file: SettingsFile

  constructor(file: SettingsFile) {
    this.#file = file
  }

  read(connectionId: string): RotationRecord | null {
    return this.#all()[connectionId] ?? null
  }

  write(changed: RotationRecord): void {
    this.#file.write('rotation', { ...this.#all(), [changed.connectionId]: changed })
  }

  forget(connectionId: string): void {
    const { [connectionId]: former, ...others } = this.#all()
    if (former !== undefined) this.#file.write('rotation', others)
  }

  /** The first version kept one record, of whichever connection it was. */
  #all(): z.infer<typeof stored> {
    const kept = this.#file.read('rotation')
    const former = record.safeParse(kept).data
    return former === undefined ? (stored.safeParse(kept).data ?? {}) : { [former.connectionId]: former }
  }
}
