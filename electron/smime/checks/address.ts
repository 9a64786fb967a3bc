import type { CertificateCheckResult } from '../../../shared/domain/certificates.ts'
import type { ParsedCertificate } from '../certificate.ts'
import { comparableAddress } from '../mail-address.ts'
import { listed, result } from './result.ts'

/** Shown of a certificate that names many. */
const mostNamed = 10

const allOf = ({ addresses: { san, subject } }: ParsedCertificate): readonly string[] => [
  ...new Set([...san, ...subject]),
]

/**
 * Whether it names one of the user's addresses. RFC 8550, 3: addresses are found in the SAN (rfc822Name and, by
 * RFC 8398, SmtpUTF8Mailbox) and must be recognised in the subject's emailAddress, too, where old authorities put them.
 */
export const checkAddress = (
  certificate: ParsedCertificate,
  addresses: readonly string[] | null,
): CertificateCheckResult => {
  const named = allOf(certificate)
  const shown = named.length > 0 ? { addresses: listed(named.slice(0, mostNamed)) } : {}
  if (named.length === 0) return result('address', addresses === null ? 'warning' : 'failed', 'addressNone')
  if (addresses === null) return result('address', 'notAsked', 'addressUnknown', shown)
  const users = new Set(addresses.map(comparableAddress))
  const isUsers = (address: string): boolean => {
    const comparable = comparableAddress(address)
    return comparable !== null && users.has(comparable)
  }
  const inSan = certificate.addresses.san.find(isUsers)
  if (inSan !== undefined) return result('address', 'ok', 'addressInSan', { address: inSan })
  const inSubject = certificate.addresses.subject.find(isUsers)
  return inSubject === undefined
    ? result('address', 'failed', 'addressOther', shown)
    : result('address', 'ok', 'addressInSubject', { address: inSubject })
}
