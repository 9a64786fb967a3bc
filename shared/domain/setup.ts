import type { StoredError } from '../ipc/errors.ts'
import type { CloudId } from './connection.ts'
import type { Feature } from './features.ts'

/** What making a registration takes, in this order. */
export const setupSteps = [
  'keyPair',
  'application',
  'certificate',
  'principal',
  'grants',
  'replication',
  'signIn',
  'forget',
] as const
export type SetupStep = (typeof setupSteps)[number]

export const stepStates = ['waiting', 'running', 'done', 'failed'] as const
type StepState = (typeof stepStates)[number]

export interface StepProgress {
  readonly step: SetupStep
  readonly state: StepState
  /** Tries so far, where a step waits for Microsoft's servers to agree. */
  readonly attempt: number
  /** When the next try comes; null while one is running. */
  readonly retryAt: string | null
}

/** What has been made so far, on this computer and with Microsoft. */
interface SetupMade {
  readonly thumbprint: string | null
  readonly notAfter: string | null
  readonly keyBits: number | null
  readonly displayName: string
  /** The registration's object id and client id. */
  readonly applicationId: string | null
  readonly clientId: string | null
  readonly principalId: string | null
  readonly granted: readonly string[]
}

export interface SetupStatus {
  readonly state: 'running' | 'stopped' | 'done'
  readonly cloud: CloudId
  readonly tenantId: string
  readonly tenantName: string
  readonly features: readonly Feature[]
  readonly roles: readonly string[]
  readonly steps: readonly StepProgress[]
  readonly made: SetupMade
  readonly startedAt: string
  /** Why it stopped; null when it was cancelled by the program's end or has not stopped. */
  readonly error: StoredError | null
  /** The connection it ended with. */
  readonly connectionId: string | null
}

/** Who signed in for the set-up. */
export interface AdminInfo {
  readonly cloud: CloudId
  readonly tenantId: string
  readonly tenantName: string
  readonly userName: string
  /** Whether the account holds a role that may grant permissions; null when the sign-in did not tell. */
  readonly mayGrant: boolean | null
}

/** What setting up needs of Graph on the administrator's behalf. Source: "Microsoft Graph permissions reference". */
export const delegatedScopes = ['Application.ReadWrite.All', 'AppRoleAssignment.ReadWrite.All'] as const

/** What a client of the tenant's own has to list under Mobile and desktop applications. */
export const signInRedirect = 'http://localhost'

/**
 * The public client that an administrator signs in through unless another one is set: Microsoft's own for the Azure CLI,
 * with which CLI for Microsoft 365 sets itself up too. Microsoft does not document that others may use it, and a tenant
 * can block it; so the administrator is told beforehand, and can enter a client of the tenant's own.
 */
export const defaultBootstrap = {
  clientId: '04b07795-8ddb-461a-bbee-02f9e1bf7b46',
  clientName: 'Microsoft Azure CLI',
} as const

/** The public client that an administrator signs in through. */
export interface Bootstrap {
  readonly clientId: string
  /** Microsoft's name of it; null for a client of somebody else. */
  readonly clientName: string | null
  readonly isDefault: boolean
}
