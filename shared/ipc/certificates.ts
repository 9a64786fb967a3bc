import { z } from 'zod'
import {
  certificateChecks,
  certificateSources,
  certificateUses,
  checkReasons,
  checkVerdicts,
  type HealthBoard,
  healthKinds,
  healthReasons,
  lookupVerdicts,
  materialProblems,
  sourceAnswers,
  sourceReasons,
} from '../domain/certificates.ts'
import { call } from './call.ts'
import { limit, nothing, objectId, offset, searchText, storedError } from './schemas.ts'

/** Made by the page, so that it can cancel before an answer has come. */
const jobId = z.string().min(8).max(64)
const params = z.record(z.string(), z.string()).readonly()
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

const finding = z.object({
  source: z.enum(certificateSources),
  answer: z.enum(sourceAnswers),
  reason: z.enum(sourceReasons),
  params,
  error: storedError.nullable(),
  certificates: z.number(),
})

const chainLink = z.object({
  name: z.string(),
  role: z.enum(['holder', 'intermediate', 'root']),
  notAfter: z.string(),
  sha256: z.string(),
  trustedBy: z.enum(['system', 'administrator']).nullable(),
  problem: z.enum(checkReasons).nullable(),
})

const from = z.enum([...certificateSources, 'file'])

const judged = z.object({
  sha256: z.string(),
  subject: z.string(),
  issuer: z.string(),
  name: z.string(),
  serial: z.string(),
  notBefore: z.string(),
  notAfter: z.string(),
  key: z.object({ algorithm: z.string(), bits: z.number().nullable(), curve: z.string().nullable() }),
  signatureAlgorithm: z.string(),
  addresses: z.array(z.string()).readonly(),
  keyUsage: z.array(z.string()).readonly().nullable(),
  extendedKeyUsage: z.array(z.string()).readonly().nullable(),
  source: from,
  messageAt: z.string().nullable(),
  chain: z.array(chainLink).readonly(),
  checks: z
    .array(
      z.object({
        check: z.enum(certificateChecks),
        verdict: z.enum(checkVerdicts),
        reason: z.enum(checkReasons),
        params,
      }),
    )
    .readonly(),
  use: z.enum(certificateUses),
  because: z.array(z.enum(checkReasons)).readonly(),
})

const unread = z.object({ source: from, problem: z.enum(materialProblems), params })

const lookup = z.object({
  user: z.object({ id: z.string(), displayName: z.string().nullable(), addresses: z.array(z.string()).readonly() }),
  at: z.string(),
  milliseconds: z.number(),
  roundTrips: z.number(),
  sources: z.array(finding).readonly(),
  certificates: z.array(judged).readonly(),
  unread: z.array(unread).readonly(),
  verdict: z.enum(lookupVerdicts),
})

const ldap = {
  /** ldaps://host[:port]; null while it is not configured. */
  url: z.string().max(512).nullable(),
  baseDn: z.string().max(1_024),
  /** Whose password is in the keychain; empty for an anonymous bind. */
  bindDn: z.string().max(1_024),
}

/** Sources in their order, each on or off; every one is in the list once. */
const settings = {
  sources: z
    .array(z.strictObject({ source: z.enum(certificateSources), on: z.boolean() }))
    .length(certificateSources.length)
    .readonly(),
  /** Messages of Sent Items looked at where Graph does not find signed ones by their class. */
  scan: z.number().int().min(0).max(200),
  ldap: z.strictObject(ldap),
  /** Asks the addresses that certificates name (CRL, OCSP). */
  revocation: z.boolean(),
}
const trustedRoot = z.object({ sha256: z.string(), subject: z.string(), notAfter: z.string() })
const settingsShown = z.object({
  ...settings,
  ldap: z.object({ ...ldap, hasPassword: z.boolean() }),
  roots: z.array(trustedRoot).readonly(),
})
export type CertificateSettings = z.infer<typeof settingsShown>

const boardCounts = z.object(
  Object.fromEntries(healthKinds.map((kind) => [kind, z.number()])) as Record<
    (typeof healthKinds)[number],
    z.ZodNumber
  >,
)
const scopeShown = z.discriminatedUnion('of', [
  z.object({ of: z.literal('all') }),
  z.object({ of: z.literal('group'), groupId: z.string(), name: z.string().nullable() }),
])
const board = z.object({
  boardId: z.string(),
  scope: scopeShown,
  state: z.enum(['running', 'stopped', 'done']),
  error: storedError.nullable(),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  done: z.number(),
  total: z.number(),
  rate: z.number(),
  counts: boardCounts,
  reasons: z.object(
    Object.fromEntries(healthReasons.map((reason) => [reason, z.number()])) as Record<
      (typeof healthReasons)[number],
      z.ZodNumber
    >,
  ),
  expiring: z.object({ 30: z.number(), 60: z.number(), 90: z.number() }),
  departments: z.array(z.object({ name: z.string().nullable(), counts: boardCounts })).readonly(),
})

/** Empty lists stand for everyone. */
const healthQuery = z.strictObject({
  search: searchText,
  kinds: z.array(z.enum(healthKinds)).max(healthKinds.length).readonly(),
  reasons: z.array(z.enum(healthReasons)).max(healthReasons.length).readonly(),
  /** '' for blank ones; null for all. */
  department: z.string().max(256).nullable(),
})
export type HealthQuery = z.infer<typeof healthQuery>

const healthRow = z.object({
  userId: z.string(),
  displayName: z.string().nullable(),
  mail: z.string(),
  department: z.string().nullable(),
  kind: z.enum(healthKinds),
  reasons: z.array(z.enum(healthReasons)).readonly(),
  notAfter: z.string().nullable(),
  daysLeft: z.number().nullable(),
  source: z.enum(certificateSources).nullable(),
  error: storedError.nullable(),
})

/** Base64 of what was dropped or pasted: at most 10 MB. */
const content = z.string().max(14_000_000)

export const certificateCalls = {
  /** Live, each time. Recorded in the audit: for whom, from where, verdict. */
  'certificates.lookUp': call(z.strictObject({ jobId, userId: objectId }), lookup),
  'certificates.cancel': call(z.strictObject({ jobId }), nothing),
  /** By the same rules; against the addresses of one user where one is named. Nothing is kept but what is shown. */
  'certificates.judge': call(
    z.strictObject({ name: z.string().max(255), content, userId: objectId.nullable() }),
    z.object({ certificates: z.array(judged).readonly(), unread: z.array(unread).readonly() }),
  ),
  /** Of one shown in this session; opens the system's dialog, null when cancelled. Recorded in the audit. */
  'certificates.save': call(
    z.strictObject({ sha256, format: z.enum(['cer', 'pem', 'p7b']) }),
    z.object({ saved: z.object({ name: z.string() }).nullable() }),
  ),
  'certificates.settings': call(nothing, settingsShown),
  'certificates.setSettings': call(z.strictObject(settings), settingsShown),
  /** To the keychain, null to remove it. */
  'certificates.setLdapPassword': call(z.strictObject({ password: z.string().max(1_024).nullable() }), settingsShown),
  /** From a file that the system's dialog chooses. Recorded in the audit. */
  'certificates.addRoot': call(nothing, settingsShown),
  'certificates.removeRoot': call(z.strictObject({ sha256 }), settingsShown),
  /** One board at a time: a new one takes the place of the last. */
  'certificates.startBoard': call(
    z.strictObject({
      scope: z.discriminatedUnion('of', [
        z.strictObject({ of: z.literal('all') }),
        z.strictObject({ of: z.literal('group'), groupId: objectId }),
      ]),
    }),
    z.object({ board }),
  ),
  /** What was found so far stays. */
  'certificates.stopBoard': call(nothing, nothing),
  'certificates.board': call(nothing, z.object({ board: board.nullable() })),
  'certificates.boardRows': call(
    z.strictObject({ query: healthQuery, offset, limit }),
    z.object({ total: z.number(), rows: z.array(healthRow).readonly() }),
  ),
  /** Names and verdicts as CSV; null when the dialog is cancelled. Recorded in the audit. */
  'certificates.exportBoard': call(
    z.strictObject({ query: healthQuery }),
    z.object({ written: z.object({ name: z.string(), rows: z.number() }).nullable() }),
  ),
}

export type CertificateEvents = {
  /** At most ten times a second while it runs; null when it went with its tenant. */
  'certificates.board': { readonly board: HealthBoard | null }
}
