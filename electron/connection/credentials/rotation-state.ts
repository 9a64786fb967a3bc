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

/** How far a rotation has come, so that it can go on after any end of the program. The keys themselves are in the vault. */
export class RotationState {
  readonly #file: SettingsFile

  constructor(file: SettingsFile) {
    this.#file = file
  }

  read(): RotationRecord | null {
    return record.safeParse(this.#file.read('rotation')).data ?? null
  }

  write(changed: RotationRecord | null): void {
    this.#file.write('rotation', changed)
  }
}
