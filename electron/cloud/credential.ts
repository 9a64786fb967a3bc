import { X509Certificate } from 'node:crypto'
import { z } from 'zod'
import type { CredentialSummary } from '../../shared/domain/connection.ts'
import { AppError } from '../../shared/ipc/errors.ts'

const certificateSchema = z.strictObject({
  kind: z.literal('certificate'),
  certificatePem: z.string().min(1),
  /** PKCS#8, decrypted. */
  privateKeyPem: z.string().min(1),
  /** SHA-256 of the certificate's DER, upper-case hex. */
  thumbprint: z.string().regex(/^[0-9A-F]{64}$/),
})
const secretSchema = z.strictObject({ kind: z.literal('secret'), secret: z.string().min(1) })
const schema = z.discriminatedUnion('kind', [certificateSchema, secretSchema])

/** What the application proves itself with. Kept in the vault and in memory, nowhere else; it never crosses to the renderer. */
export type CertificateCredential = Readonly<z.infer<typeof certificateSchema>>
type SecretCredential = Readonly<z.infer<typeof secretSchema>>
export type Credential = CertificateCredential | SecretCredential

export const thumbprintOf = (certificate: X509Certificate): string => certificate.fingerprint256.replaceAll(':', '')

/** OpenSSL prints dates as `Jan  1 00:00:00 2027 GMT`. */
export const validityOf = (certificate: X509Certificate): { readonly notBefore: Date; readonly notAfter: Date } => ({
  notBefore: new Date(certificate.validFrom),
  notAfter: new Date(certificate.validTo),
})

/** What may be shown and stored of a credential. @throws AppError secret_damaged when the certificate cannot be read. */
export const summaryOf = (credential: Credential): CredentialSummary => {
  if (credential.kind === 'secret') return { kind: 'secret', hint: credential.secret.slice(0, 3) }
  let certificate: X509Certificate
  try {
    certificate = new X509Certificate(credential.certificatePem)
  } catch (cause) {
    throw new AppError('secret_damaged', {}, { cause })
  }
  const { notBefore, notAfter } = validityOf(certificate)
  return {
    kind: 'certificate',
    thumbprint: thumbprintOf(certificate),
    subject: certificate.subject.split('\n').join(', '),
    notBefore: notBefore.toISOString(),
    notAfter: notAfter.toISOString(),
    keyType: (certificate.publicKey.asymmetricKeyType ?? '').toUpperCase(),
    keyBits: certificate.publicKey.asymmetricKeyDetails?.modulusLength ?? null,
  }
}

export const encodeCredential = (credential: Credential): string => JSON.stringify(credential)

/** @throws AppError secret_damaged when the text is not a credential. */
export const decodeCredential = (text: string): Credential => {
  try {
    return schema.parse(JSON.parse(text))
  } catch {
    // Neither JSON's nor zod's error is kept as the cause: both can quote what they read, and the cause goes to the log.
    throw new AppError('secret_damaged')
  }
}
