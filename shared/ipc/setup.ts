import { z } from 'zod'
import { keySizes, validities } from '../domain/credentials.ts'
import { features } from '../domain/features.ts'
import { type SetupStatus, setupSteps, stepStates } from '../domain/setup.ts'
import { call } from './call.ts'
import { cloudId, nothing, storedError } from './schemas.ts'

/** Id or domain; null where any will do. */
const tenant = z.string().trim().min(1).max(256).nullable()
const clientId = z.string().trim().min(1).max(64)
const chosenFeatures = z.array(z.enum(features)).max(features.length).readonly()

export const certificateWish = {
  keyBits: z.union(keySizes.map((size) => z.literal(size))),
  months: z.union(validities.map((months) => z.literal(months))),
}

const adminInfo = z.object({
  cloud: cloudId,
  tenantId: z.string(),
  tenantName: z.string(),
  userName: z.string(),
  mayGrant: z.boolean().nullable(),
})

const bootstrap = z.object({ clientId: z.string(), clientName: z.string().nullable(), isDefault: z.boolean() })

export const setupStatus = z.object({
  state: z.enum(['running', 'stopped', 'done']),
  cloud: cloudId,
  tenantId: z.string(),
  tenantName: z.string(),
  features: z.array(z.enum(features)).readonly(),
  roles: z.array(z.string()).readonly(),
  steps: z
    .array(
      z.object({
        step: z.enum(setupSteps),
        state: z.enum(stepStates),
        attempt: z.number(),
        retryAt: z.string().nullable(),
      }),
    )
    .readonly(),
  made: z.object({
    thumbprint: z.string().nullable(),
    notAfter: z.string().nullable(),
    keyBits: z.number().nullable(),
    displayName: z.string(),
    applicationId: z.string().nullable(),
    clientId: z.string().nullable(),
    principalId: z.string().nullable(),
    granted: z.array(z.string()).readonly(),
  }),
  startedAt: z.string(),
  error: storedError.nullable(),
  connectionId: z.string().nullable(),
})

/** The ways to a connection that lead through the browser. */
export const setupCalls = {
  /** What the first step shows: whom the sign-in goes through, who is signed in, what the registration would be called. */
  'setup.begin': call(
    nothing,
    z.object({ bootstrap, admin: adminInfo.nullable(), displayName: z.string(), status: setupStatus.nullable() }),
  ),
  /** Null for the default. */
  'setup.setBootstrap': call(z.strictObject({ clientId: clientId.nullable() }), bootstrap),
  /** Opens the browser and answers when the administrator is done there, at the latest after five minutes. */
  'setup.signIn': call(z.strictObject({ cloud: cloudId, tenant }), adminInfo),
  'setup.signOut': call(nothing, nothing),
  /** As setup.signIn, for consent to an own app registration. The tenant is a hint until a test has proven it. */
  'setup.consent': call(
    z.strictObject({ cloud: cloudId, clientId, tenant }),
    z.object({ tenantId: z.string(), clientId: z.string(), scope: z.string() }),
  ),
  /** setup.signIn or setup.consent, whichever waits, answers `cancelled`. */
  'setup.cancelBrowser': call(nothing, nothing),
  /** Answers at once; how it goes on comes by the event, and the connection by connection.changed. */
  'setup.start': call(
    z.strictObject({ features: chosenFeatures, displayName: z.string().trim().min(1).max(120), ...certificateWish }),
    setupStatus,
  ),
  /** With other features where given. */
  'setup.resume': call(z.strictObject({ features: chosenFeatures.nullable() }), setupStatus),
  /** Stops; what was made stays. */
  'setup.cancel': call(nothing, nothing),
  /** Takes back what was made, here and with Microsoft. */
  'setup.remove': call(nothing, nothing),
}

export type SetupEvents = {
  'setup.status': { readonly status: SetupStatus | null }
}
