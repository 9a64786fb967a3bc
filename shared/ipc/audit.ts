import { z } from 'zod'
import {
  type AuditHead,
  attemptFilters,
  auditActions,
  auditBreaks,
  auditOutcomes,
  auditTriggers,
  exportFormats,
} from '../domain/audit.ts'
import { call } from './call.ts'
import { limit, nothing, objectId, offset, searchText, storedError } from './schemas.ts'

const flat = z
  .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string()).readonly()]))
  .readonly()

const head = z.object({ sequence: z.number(), hash: z.string() })

const auditRecord = z.object({
  version: z.literal(1),
  sequence: z.number(),
  at: z.string(),
  action: z.enum(auditActions),
  outcome: z.enum(auditOutcomes),
  error: storedError.nullable(),
  connectionId: z.string().nullable(),
  actor: z.object({ osUser: z.string(), host: z.string().nullable(), trigger: z.enum(auditTriggers) }),
  before: flat.nullable(),
  after: flat.nullable(),
  correlation: z.object({
    operationId: z.string().nullable(),
    runId: z.string().nullable(),
    requestIds: z.array(z.string()).readonly(),
  }),
  previousHash: z.string(),
  hash: z.string(),
})

const auditFilter = z.strictObject({
  actions: z.array(z.enum(auditActions)).max(auditActions.length).readonly(),
  outcomes: z.array(z.enum(auditOutcomes)).max(auditOutcomes.length).readonly(),
  attempts: z.enum(attemptFilters),
  text: searchText,
  textActions: z.array(z.enum(auditActions)).max(auditActions.length).readonly(),
  from: z.iso.datetime().nullable(),
  to: z.iso.datetime().nullable(),
  connectionId: objectId.nullable(),
})

/** Made by the page, so that it can tell its progress from another's and cancel before an answer has come. */
const jobId = z.string().min(8).max(64)

const auditVerification = z.object({
  ok: z.boolean(),
  records: z.number(),
  head: head.nullable(),
  headMatches: z.boolean(),
  broken: z.object({ sequence: z.number(), reason: z.enum(auditBreaks) }).nullable(),
  faults: z.array(z.object({ sequence: z.number(), at: z.string(), error: storedError })).readonly(),
})

export const auditCalls = {
  'audit.status': call(
    nothing,
    z.object({
      records: z.number(),
      since: z.string().nullable(),
      head: head.nullable(),
      /** Whether the keychain says the same. */
      headMatches: z.boolean(),
      /** What this start found wrong with the file. */
      fault: storedError.nullable(),
      /** Attempts without an outcome; null where a damaged file does not say. */
      unsettled: z.number().nullable(),
      /** SHA-256 of the public half that exports are signed with. */
      keyId: z.string().nullable(),
    }),
  ),
  /** Newest first. */
  'audit.list': call(
    z.strictObject({ filter: auditFilter, offset, limit }),
    z.object({ total: z.number(), rows: z.array(auditRecord).readonly() }),
  ),
  'audit.get': call(
    z.strictObject({
      sequence: z
        .number()
        .int()
        .min(1)
        .max(2 ** 48),
    }),
    auditRecord,
  ),
  /** Answers when it is through; progress comes as `audit.progress`. */
  'audit.verify': call(z.strictObject({ jobId }), auditVerification),
  /** Opens the system's dialog; null when the administrator cancels it. */
  'audit.export': call(
    z.strictObject({ jobId, format: z.enum(exportFormats) }),
    z.object({
      exported: z.object({ name: z.string(), records: z.number(), sha256: z.string(), keyId: z.string() }).nullable(),
    }),
  ),
  /** The job answers with `cancelled`. One that has ended already is no error. */
  'audit.cancel': call(z.strictObject({ jobId }), nothing),
}

export type AuditEvents = {
  'audit.progress': { readonly jobId: string; readonly done: number; readonly total: number }
  'audit.appended': { readonly head: AuditHead }
}
