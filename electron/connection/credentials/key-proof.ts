import { createPrivateKey, sign } from 'node:crypto'
import type { CertificateCredential } from '../../cloud/credential.ts'
import { certificateOf, sha1Of } from './certificate-parts.ts'

/** The directory behind Graph, which the proof is for. */
const audience = '00000002-0000-0000-c000-000000000000'
/** At most ten minutes in all; it may begin a little before now, since clocks differ. */
const leeway = 60
const lifetime = 540

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/**
 * Proves that whoever rolls a key of an application holds one that is valid already.
 * Source: Microsoft Graph, "Generate proof of possession tokens for rolling keys".
 */
export const keyProof = (certificate: CertificateCredential, applicationId: string, now: Date): string => {
  const sha1 = sha1Of(certificate)
  const header = { alg: 'RS256', typ: 'JWT', kid: sha1.toString('hex').toUpperCase(), x5t: sha1.toString('base64url') }
  const nbf = Math.floor(now.getTime() / 1000) - leeway
  const text = `${encode(header)}.${encode({ aud: audience, iss: applicationId, nbf, exp: nbf + lifetime })}`
  const signature = sign('sha256', Buffer.from(text), createPrivateKey(certificate.privateKeyPem))
  return `${text}.${signature.toString('base64url')}`
}

/** Whether the certificate is valid at this moment, so that a proof signed by it counts. */
export const isValidAt = (certificate: CertificateCredential, now: Date): boolean => {
  const { validFromDate, validToDate } = certificateOf(certificate)
  return validFromDate <= now && now < validToDate
}
