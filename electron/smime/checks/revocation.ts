import type { CertificateCheckResult } from '../../../shared/domain/certificates.ts'
import type { ParsedCertificate } from '../certificate.ts'
import { listed, result } from './result.ts'

const hostOf = (address: string): readonly string[] => {
  const url = URL.parse(address)
  return url !== null && (url.protocol === 'http:' || url.protocol === 'https:') ? [url.host] : []
}

/** While it is off: whom asking would contact, for all of the chain. The root's own word about itself is worth nothing. */
export const revocationOff = (certificates: readonly ParsedCertificate[]): CertificateCheckResult => {
  const addresses = certificates.flatMap(({ ocspAddresses, crlAddresses }) => [...ocspAddresses, ...crlAddresses])
  const hosts = listed([...new Set(addresses.flatMap(hostOf))])
  return result('revocation', 'notAsked', 'switchedOff', hosts === '' ? {} : { hosts })
}
