import type { CertificateCheckResult } from '../../../shared/domain/certificates.ts'
import type { CertificatePath } from '../chain/build-path.ts'
import { destinations } from '../revocation/destination.ts'
import { listed, result } from './result.ts'

/** While it is off: whom asking would contact, for all of the chain but its root, and where it is trusted at all. */
export const revocationOff = ({ certificates, end }: CertificatePath): CertificateCheckResult => {
  const asked = end === 'trusted' ? certificates.slice(0, -1) : []
  const places = asked.flatMap(({ crlAddresses, ocspAddresses }) => [
    ...destinations(crlAddresses),
    ...destinations(ocspAddresses),
  ])
  const hosts = listed([...new Set(places.map(({ host }) => host))])
  return result('revocation', 'notAsked', 'switchedOff', hosts === '' ? {} : { hosts })
}
