import { z } from 'zod'
import { features } from '../../../shared/domain/features.ts'
import type { SettingsFile } from '../../ports.ts'

const facts = z.object({
  /** The registration's object id, by which keys are rolled. */
  applicationId: z.string().nullable(),
  principalId: z.string().nullable(),
  features: z.array(z.enum(features)).readonly(),
  /** Then it may be removed again from here. */
  madeByTenantry: z.boolean(),
})
export type RegistrationFacts = Readonly<z.infer<typeof facts>>

const stored = z.record(z.string(), facts)

/** What is known of a connection's app registration beyond its client id. */
export class RegistrationBook {
  readonly #file: SettingsFile

  constructor(file: SettingsFile) {
    this.#file = file
  }

  read(connectionId: string): RegistrationFacts | null {
    return this.#all()[connectionId] ?? null
  }

  write(connectionId: string, changed: RegistrationFacts | null): void {
    const { [connectionId]: _former, ...others } = this.#all()
    this.#file.write('registrations', changed === null ? others : { ...others, [connectionId]: changed })
  }

  #all(): z.infer<typeof stored> {
    return stored.safeParse(this.#file.read('registrations')).data ?? {}
  }
}
