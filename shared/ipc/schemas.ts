import { z } from 'zod'
import { cloudIds, connectionStates } from '../domain/connection.ts'
import { groupKinds, memberTypes } from '../domain/group.ts'
import { fullReasons, oneFinds, oneKinds, syncKinds, syncOutcomes, syncPhases, syncTriggers } from '../domain/sync.ts'
import { errorCodes } from './errors.ts'

/** Schemas that several domains share. Each mirrors a type of shared/domain; test/unit/ipc proves that they agree. */
export const nothing = z.strictObject({})
export const objectId = z.string().min(1).max(128)
export const searchText = z.string().max(256)
export const offset = z.number().int().min(0).max(10_000_000)
/** A window never holds more: a page of 100,000 users costs the same as one of 50. */
export const limit = z.number().int().min(1).max(200)

export const storedError = z.object({ code: z.enum(errorCodes), params: z.record(z.string(), z.string()).readonly() })

export const user = z.object({
  id: z.string(),
  displayName: z.string().nullable(),
  mail: z.string(),
  userPrincipalName: z.string(),
  mobilePhone: z.string().nullable(),
  jobTitle: z.string().nullable(),
  department: z.string().nullable(),
  officeLocation: z.string().nullable(),
  companyName: z.string().nullable(),
  city: z.string().nullable(),
  country: z.string().nullable(),
  postalCode: z.string().nullable(),
  streetAddress: z.string().nullable(),
  businessPhones: z.array(z.string()).readonly(),
  accountEnabled: z.boolean(),
  userType: z.string().nullable(),
  assignedLicenses: z.array(z.string()).readonly(),
})

export const group = z.object({
  id: z.string(),
  displayName: z.string().nullable(),
  description: z.string().nullable(),
  mail: z.string().nullable(),
  kind: z.enum(groupKinds),
  dynamic: z.boolean(),
  membershipRule: z.string().nullable(),
  visibility: z.string().nullable(),
})

export const memberType = z.enum(memberTypes)

const proof = z.object({
  complete: z.boolean(),
  usersCounted: z.number().nullable(),
  usersRead: z.number(),
  usersWithoutMail: z.number(),
  groupsCounted: z.number().nullable(),
  groupsRead: z.number(),
  memberListsRead: z.number(),
  memberListsFailed: z.number(),
  memberListsHidden: z.number(),
  tenantUsers: z.number().nullable(),
  usersBy: z.enum(['partitions', 'refused', 'uncovered', 'untold', 'changed']).optional(),
  one: z
    .object({ kind: z.enum(oneKinds), id: z.string(), found: z.enum(oneFinds), members: z.number().nullable() })
    .optional(),
})

export const snapshot = z.object({
  runId: z.string(),
  publishedAt: z.string(),
  users: z.number(),
  groups: z.number(),
  memberships: z.number(),
  proof,
})

const resumed = z.object({ users: z.number(), groups: z.number() })
const streamProgress = z.object({ done: z.number(), total: z.number().nullable() })

export const syncProgress = z.object({
  runId: z.string(),
  kind: z.enum(syncKinds),
  fullReason: z.enum(fullReasons).nullable(),
  phase: z.enum(syncPhases),
  streams: z.object({ users: streamProgress, groups: streamProgress, members: streamProgress }),
  memberships: z.number(),
  requests: z.number(),
  retries: z.number(),
  units: z.number().optional(),
  rate: z.number(),
  eta: z.number().nullable(),
  waitingUntil: z.string().nullable(),
  startedAt: z.string(),
  resumed: resumed.optional(),
})

export const syncRun = z.object({
  runId: z.string(),
  trigger: z.enum(syncTriggers),
  kind: z.enum(syncKinds),
  fullReason: z.enum(fullReasons).nullable(),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  outcome: z.enum(syncOutcomes),
  requests: z.number(),
  retries: z.number(),
  units: z.number().nullable().optional(),
  users: z.number(),
  groups: z.number(),
  memberships: z.number(),
  proof: proof.nullable(),
  error: storedError.nullable(),
  resumed: resumed.nullable().optional(),
})

export const ledgerEntry = z.object({
  requestId: z.string(),
  method: z.string(),
  path: z.string(),
  status: z.number(),
  items: z.number().nullable(),
  milliseconds: z.number(),
  attempt: z.number(),
  units: z.number().nullable().optional(),
  at: z.string(),
})

export const cloudId = z.enum(cloudIds)

export const credentialSummary = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('certificate'),
    thumbprint: z.string(),
    subject: z.string(),
    notBefore: z.string(),
    notAfter: z.string(),
    keyType: z.string(),
    keyBits: z.number().nullable(),
  }),
  z.object({ kind: z.literal('secret'), hint: z.string() }),
])

export const connection = z.object({
  id: z.string(),
  /** Settings of the first versions have neither of the two. */
  name: z.string().nullable().default(null),
  state: z.enum(connectionStates).default('connected'),
  tenantId: z.string(),
  tenantName: z.string(),
  defaultDomain: z.string().nullable(),
  clientId: z.string(),
  cloud: cloudId,
  scope: z.string(),
  credential: credentialSummary,
  roles: z.array(z.string()).readonly(),
  connectedAt: z.string(),
  testedAt: z.string(),
  registrationRemoved: z.boolean().optional(),
})
