import { createHash, X509Certificate } from 'node:crypto'
import type { ExportFormat } from '../../../shared/domain/credentials.ts'
import { AppError } from '../../../shared/ipc/errors.ts'
import type { CertificateCredential } from '../../cloud/credential.ts'

type PublicPart = Pick<CertificateCredential, 'certificatePem'>

/** @throws AppError secret_damaged when it cannot be read. */
export const certificateOf = ({ certificatePem }: PublicPart): X509Certificate => {
  try {
    return new X509Certificate(certificatePem)
  } catch (cause) {
    throw new AppError('secret_damaged', {}, { cause })
  }
}

/** The form in which Graph takes a certificate: base64 of its DER. */
export const derBase64 = (part: PublicPart): string => certificateOf(part).raw.toString('base64')

/** As Entra keeps it in customKeyIdentifier: base64 of the SHA-1 of the DER. */
export const sha1Of = (part: PublicPart): Buffer => createHash('sha1').update(certificateOf(part).raw).digest()

/** The public part as a file to upload: DER (.cer) or PEM. The private key is in neither. */
export const publicPart = (
  part: CertificateCredential,
  format: ExportFormat,
): { readonly name: string; readonly bytes: Uint8Array } => {
  const certificate = certificateOf(part)
  const bytes = format === 'cer' ? certificate.raw : Buffer.from(certificate.toString(), 'ascii')
  return { name: `tenantry-${part.thumbprint.slice(0, 8).toLowerCase()}.${format}`, bytes: new Uint8Array(bytes) }
}
