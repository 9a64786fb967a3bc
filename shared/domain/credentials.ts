import type { StoredError } from '../ipc/errors.ts'
import type { CredentialSummary } from './connection.ts'

export const keySizes = [3_072, 4_096] as const
export const validities = [6, 12, 24] as const

/** How a certificate is to be made. */
export interface CertificateWish {
  readonly keyBits: (typeof keySizes)[number]
  /** Validity; app-management policies of a tenant may allow less. */
  readonly months: (typeof validities)[number]
}
export const usualCertificate: CertificateWish = { keyBits: 3_072, months: 12 }

export const expirySources = ['certificate', 'entra', 'typed'] as const

/** One of a connection's credentials, as it may be shown. */
export interface KeptCredential {
  readonly id: string
  readonly summary: CredentialSummary
  /** ISO 8601; null for a secret whose end nobody has said. */
  readonly expiresAt: string | null
  readonly expiryFrom: (typeof expirySources)[number] | null
  /** Of a certificate within the app registration, where known. */
  readonly keyId: string | null
  readonly addedAt: string
  /** Made, and not yet signed in with. */
  readonly pending: boolean
  /** Signs in now. */
  readonly active: boolean
}

/** How the new certificate gets into the app registration. */
export const rotationWays = ['addKey', 'upload'] as const
export const rotationSteps = ['made', 'added', 'switched', 'removed'] as const
export type RotationStep = (typeof rotationSteps)[number]

/** A new certificate on its way to take the place of the active credential. */
export interface RotationStatus {
  readonly running: boolean
  readonly way: (typeof rotationWays)[number]
  /** The last step that is done. */
  readonly step: RotationStep
  readonly next: CredentialSummary
  /** To export its public part by. */
  readonly nextId: string
  readonly former: CredentialSummary
  readonly formerId: string
  /** After the switch, of these two: no longer kept here, and still in the registration. */
  readonly left: readonly CredentialSummary[]
  /** While waiting for Entra to take the new one. */
  readonly attempt: number
  readonly retryAt: string | null
  readonly error: StoredError | null
}

export const expiryAnswers = ['one', 'several', 'notHere', 'notPermitted'] as const

/** What Entra says about the end of a client secret. With several of the same beginning, or none, it has to be typed in. */
export interface ExpiryAnswer {
  readonly found: (typeof expiryAnswers)[number]
  /** ISO 8601, earliest first. */
  readonly ends: readonly string[]
}

/** The public part of a certificate as a file: DER or PEM. */
export const certificateFormats = ['cer', 'pem'] as const
export type ExportFormat = (typeof certificateFormats)[number]
