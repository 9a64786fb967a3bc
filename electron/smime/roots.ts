import { AppError } from '../../shared/ipc/errors.ts'
import { pemBlocks, textOf } from '../connection/pem.ts'
import { type ParsedCertificate, parseCertificate } from './certificate.ts'
import type { KeptRoot } from './settings-file.ts'

/** The certificates of authorities that a chosen file holds, DER or PEM. @throws AppError root_unfit where it holds none */
export const readRoots = ({ name, bytes }: { readonly name: string; readonly bytes: Uint8Array }): KeptRoot[] => {
  const ders = bytes[0] === 0x30 ? [bytes] : pemBlocks(textOf(bytes)).flatMap(derOf)
  const roots = ders.flatMap(rootOf)
  if (roots.length === 0) throw new AppError('root_unfit', { name })
  return roots
}

const derOf = ({ label, pem }: { readonly label: string; readonly pem: string }): Uint8Array[] =>
  /CERTIFICATE$/.test(label) ? [Buffer.from(pem.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64')] : []

/** None for what is no certificate, or one that may issue none. */
const rootOf = (der: Uint8Array): KeptRoot[] => {
  const parsed = readable(der)
  if (parsed === null || !isAuthority(parsed)) return []
  const { sha256, subject, notAfter } = parsed
  return [{ sha256, subject, notAfter: new Date(notAfter).toISOString(), der: Buffer.from(der).toString('base64') }]
}

/** The first version has no extensions: one that issued itself may be a root. */
const isAuthority = ({ basicConstraints, subjectDer, issuerDer, extensions }: ParsedCertificate): boolean =>
  basicConstraints?.ca === true || (extensions.size === 0 && subjectDer === issuerDer)

const readable = (der: Uint8Array): ParsedCertificate | null => {
  try {
    return parseCertificate(der)
  } catch {
    return null
  }
}
