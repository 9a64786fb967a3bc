import type { AuditCorrelation, AuditEntry, Flat, FlatValue } from '../../shared/domain/audit.ts'
import type { ErrorParams } from '../../shared/ipc/errors.ts'
import { sha256 } from './record.ts'

/** What stands where a secret stood. A record that lost a value is better than one that is missing, or one that tells it. */
export const redacted = '[redacted]'

/** Names under which a secret is kept. `secretExpiresAt`, `tokenCount`, `keyId` and the like speak of one without holding it. */
const secretName =
  /secret|passphrase|password|passwd|pwd|token|privatekey|private_key|assertion|credential|authorization|cookie|verifier|pfx|pem$|^code$|authcode|auth_code|^key$|databasekey|directorykey|sessionkey|nonce/i
const harmlessName =
  /(?:Fingerprint|Thumbprint|Hint|Kind|Mode|Type|Ids?|At|On|Date|Expiry|Expires|NotAfter|NotBefore|Count|Bits|Subject|Name|Status|Active|Source|Validity|Days)$/

/** Shapes of secrets, wherever in a text they stand. */
const shapes: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  // a signed token: three parts of base64url, the first of which begins with `{"`
  /\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)*/g,
  // a client secret as Entra makes them
  /[\w.~-]{3}[78]Q~[\w.~-]{31,37}/g,
  // authorization codes and refresh tokens
  /\b[01]\.A[\w-]{40,}(?:\.[\w-]+)*/g,
  /\bM\.C\d{2,}_[\w.!*$-]{20,}/g,
  /\bBearer\s+[\w.~+/=-]{8,}/gi,
  /\b(?:client_secret|client_assertion|code|code_verifier|refresh_token|access_token|id_token|password)=[^&\s"']+/gi,
  /(?<=:\/\/)[^/\s:@]+:[^/\s@]+(?=@)/g,
  // keys and other bytes as base64
  /[A-Za-z0-9+/]{100,}={0,2}/g,
]

/** A run of letters and digits without meaning: what a generated secret looks like that has no shape of its own. */
const runs = /[\w~+=-]{32,}/g
const looksRandom = (run: string): boolean =>
  (run.match(/[A-Z]/g)?.length ?? 0) >= 4 &&
  (run.match(/[a-z]/g)?.length ?? 0) >= 4 &&
  (run.match(/[0-9]/g)?.length ?? 0) >= 3 &&
  new Set(run).size >= 18

const longest = 4_096
const most = 100

const clean = (text: string): string => {
  const plain = shapes
    .reduce((rest, shape) => rest.replaceAll(shape, redacted), text.toWellFormed())
    .replaceAll(runs, (run) => (looksRandom(run) ? redacted : run))
  return plain.length > longest ? `${plain.slice(0, longest).toWellFormed()}…` : plain
}

const cleanValue = (name: string, value: FlatValue): FlatValue => {
  if (value === null || typeof value === 'boolean') return value
  if (secretName.test(name) && !harmlessName.test(name)) return redacted
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  return typeof value === 'string' ? clean(value) : value.slice(0, most).map(clean)
}

const cleanFlat = (flat: Flat | null | undefined): Flat | null =>
  flat === null || flat === undefined
    ? null
    : Object.fromEntries(
        Object.entries(flat)
          .slice(0, most)
          .map(([name, value]) => [clean(name), cleanValue(name, value)]),
      )

const cleanParams = (params: ErrorParams): ErrorParams =>
  Object.fromEntries(Object.entries(params).map(([name, value]) => [clean(name), clean(value)]))

const cleanCorrelation = (given: Partial<AuditCorrelation> | undefined): AuditCorrelation => ({
  operationId: given?.operationId ?? null,
  runId: given?.runId ?? null,
  requestIds: (given?.requestIds ?? []).slice(0, most).map(clean),
})

export type Guarded = Required<Omit<AuditEntry, 'correlation'>> & { readonly correlation: AuditCorrelation }

/**
 * The entry without anything that looks like a secret: by the name it stands under, and by its shape wherever it stands.
 * The last line, not the first: who hands a secret in has a fault, and is told so by the log (see AuditLog).
 */
export const guarded = (entry: AuditEntry): Guarded => ({
  action: entry.action,
  outcome: entry.outcome,
  trigger: entry.trigger ?? 'person',
  connectionId: entry.connectionId,
  error: entry.error ? { code: entry.error.code, params: cleanParams(entry.error.params) } : null,
  before: cleanFlat(entry.before),
  after: cleanFlat(entry.after),
  correlation: cleanCorrelation(entry.correlation),
})

/** Whether something was taken out of it. */
export const wasRedacted = (entry: Guarded): boolean => JSON.stringify(entry).includes(redacted)

/**
 * Enough to tell two generated secrets apart, not enough to find one. For a passphrase that a person chose it is not
 * fit: that could be guessed.
 */
export const fingerprint = (secret: string): string => sha256(`tenantry audit fingerprint\n${secret}`).slice(0, 16)
