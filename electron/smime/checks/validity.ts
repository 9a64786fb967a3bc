import { type CertificateCheckResult, expiringWithin } from '../../../shared/domain/certificates.ts'
import type { ParsedCertificate } from '../certificate.ts'
import { iso, result } from './result.ts'

const day = 86_400_000

/** Both ends belong to it (RFC 5280, 4.1.2.5). */
export const checkValidity = ({ notBefore, notAfter }: ParsedCertificate, at: number): CertificateCheckResult => {
  const dates = { notBefore: iso(notBefore), notAfter: iso(notAfter) }
  if (at < notBefore) return result('validity', 'failed', 'notYetValid', dates)
  if (at > notAfter) return result('validity', 'failed', 'expired', dates)
  const days = Math.floor((notAfter - at) / day)
  const within = expiringWithin.find((limit) => days < limit)
  return within === undefined
    ? result('validity', 'ok', 'valid', { ...dates, days: `${days}` })
    : result('validity', 'warning', 'expiresSoon', { ...dates, days: `${days}`, within: `${within}` })
}
