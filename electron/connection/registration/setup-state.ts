import { z } from 'zod'
import { cloudIds } from '../../../shared/domain/connection.ts'
import { features, rolesFor } from '../../../shared/domain/features.ts'
import { type SetupStatus, type SetupStep, type StepProgress, setupSteps } from '../../../shared/domain/setup.ts'
import { errorCodes, type StoredError } from '../../../shared/ipc/errors.ts'
import type { SettingsFile } from '../../ports.ts'

const record = z.object({
  /** Found again in Entra by this tag, should the answer to its creation have been lost. */
  tag: z.string(),
  cloud: z.enum(cloudIds),
  tenantId: z.string(),
  tenantName: z.string(),
  features: z.array(z.enum(features)).readonly(),
  displayName: z.string(),
  keyBits: z.union([z.literal(3_072), z.literal(4_096)]),
  months: z.union([z.literal(6), z.literal(12), z.literal(24)]),
  startedAt: z.string(),
  thumbprint: z.string().nullable(),
  notAfter: z.string().nullable(),
  applicationId: z.string().nullable(),
  clientId: z.string().nullable(),
  keyId: z.string().nullable(),
  principalId: z.string().nullable(),
  granted: z.array(z.string()).readonly(),
  done: z.array(z.enum(setupSteps)).readonly(),
  error: z.object({ code: z.enum(errorCodes), params: z.record(z.string(), z.string()) }).nullable(),
})

/** What of a set-up is kept, so that it can go on after any end of the program. Nothing secret, nothing about people. */
export type SetupRecord = Readonly<z.infer<typeof record>>

/** The one set-up that may be under way. */
export class SetupState {
  readonly #file: SettingsFile

  constructor(file: SettingsFile) {
    this.#file = file
  }

  read(): SetupRecord | null {
    return record.safeParse(this.#file.read('setup')).data ?? null
  }

  /** Also where it is one that this version cannot read. */
  isKept(): boolean {
    return (this.#file.read('setup') ?? null) !== null
  }

  write(changed: SetupRecord | null): void {
    this.#file.write('setup', changed)
  }
}

/** What is left to do where the key pair is gone, or has another in its place. */
export const withoutKey = ({ done }: SetupRecord) => ({
  thumbprint: null,
  notAfter: null,
  keyId: null,
  done: done.filter((step) => step !== 'keyPair' && step !== 'certificate' && step !== 'replication'),
})

/** A record in the form in which it is shown, with what is going on in `running`. */
export const statusOf = (
  kept: SetupRecord,
  now: {
    readonly state: SetupStatus['state']
    readonly running: Pick<StepProgress, 'step' | 'attempt' | 'retryAt'> | null
    readonly connectionId: string | null
  },
): SetupStatus => {
  const { running, state, connectionId } = now
  const failedAt = state === 'stopped' ? setupSteps.find((step) => !kept.done.includes(step)) : undefined
  const progress = (step: SetupStep): StepProgress => {
    if (running?.step === step) return { ...running, state: 'running' }
    const done = kept.done.includes(step) || state === 'done'
    const failed = step === failedAt && kept.error !== null
    return { step, state: done ? 'done' : failed ? 'failed' : 'waiting', attempt: 0, retryAt: null }
  }
  const { thumbprint, notAfter, keyBits, displayName, applicationId, clientId, principalId, granted } = kept
  const made = { thumbprint, notAfter, keyBits, displayName, applicationId, clientId, principalId, granted }
  return {
    state,
    cloud: kept.cloud,
    tenantId: kept.tenantId,
    tenantName: kept.tenantName,
    features: kept.features,
    roles: rolesFor(kept.features),
    steps: setupSteps.map(progress),
    made,
    startedAt: kept.startedAt,
    error: state === 'stopped' ? (kept.error as StoredError | null) : null,
    connectionId,
  }
}
