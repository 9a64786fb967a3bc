import { z } from 'zod'
import {
  certificateFormats,
  expiryAnswers,
  expirySources,
  type RotationStatus,
  rotationSteps,
  rotationWays,
} from '../domain/credentials.ts'
import { features } from '../domain/features.ts'
import { call } from './call.ts'
import { connection, credentialSummary, nothing, objectId, storedError } from './schemas.ts'
import { certificateWish } from './setup.ts'

export const keptCredential = z.object({
  id: z.string(),
  summary: credentialSummary,
  expiresAt: z.string().nullable(),
  expiryFrom: z.enum(expirySources).nullable(),
  keyId: z.string().nullable(),
  addedAt: z.string(),
  pending: z.boolean(),
  active: z.boolean(),
})

export const rotationStatus = z.object({
  running: z.boolean(),
  way: z.enum(rotationWays),
  step: z.enum(rotationSteps),
  next: credentialSummary,
  nextId: z.string(),
  former: credentialSummary,
  formerId: z.string(),
  left: z.array(credentialSummary).readonly(),
  attempt: z.number(),
  retryAt: z.string().nullable(),
  error: storedError.nullable(),
})

const format = z.enum(certificateFormats)
const one = z.strictObject({ id: objectId })
/** The name of the file that was written; null when the administrator cancelled the dialog. */
const written = z.object({ name: z.string().nullable() })
/** False where an administrator has to take it out of the registration in the portal. */
const outcome = z.object({ removed: z.boolean() })

export const credentialCalls = {
  'credentials.list': call(
    nothing,
    z.object({
      credentials: z.array(keptCredential).readonly(),
      rotation: rotationStatus.nullable(),
      /** Null for a registration that Tenantry did not make. */
      registration: z
        .object({
          applicationId: z.string().nullable(),
          principalId: z.string().nullable(),
          features: z.array(z.enum(features)).readonly(),
          madeByTenantry: z.boolean(),
        })
        .nullable(),
    }),
  ),
  /** A certificate for an own app registration, before there is a connection: its handle is a file of connection.testAndSave. */
  'credentials.make': call(
    z.strictObject(certificateWish),
    z.object({ handle: z.string(), summary: credentialSummary }),
  ),
  'credentials.exportMade': call(z.strictObject({ handle: z.string().max(64), format }), written),
  /** The public part of a certificate that is kept. */
  'credentials.export': call(z.strictObject({ id: objectId, format }), written),
  /** Signs in with it first. */
  'credentials.activate': call(one, connection),
  'credentials.remove': call(one, nothing),
  'credentials.readExpiry': call(one, z.object({ found: z.enum(expiryAnswers), ends: z.array(z.string()).readonly() })),
  'credentials.setExpiry': call(z.strictObject({ id: objectId, expiresAt: z.iso.datetime().nullable() }), nothing),
  /** Answers at once; how it goes on comes by the event. */
  'credentials.startRotation': call(z.strictObject(certificateWish), rotationStatus),
  'credentials.resumeRotation': call(nothing, rotationStatus),
  'credentials.cancelRotation': call(nothing, nothing),
  /** After the switch: the former one goes. */
  'credentials.finishRotation': call(nothing, outcome),
  /** The new one goes, whatever was reached. */
  'credentials.abandonRotation': call(nothing, outcome),
}

export type CredentialEvents = {
  'credentials.rotation': { readonly status: RotationStatus | null }
}
