import type { CertificateCheckResult } from '../../../shared/domain/certificates.ts'
import { hashName, type KeyFacts } from '../algorithms.ts'
import type { ParsedCertificate } from '../certificate.ts'
import { result } from './result.ts'

/** Bits below which a key is short (a warning), and too short (it can be broken): RFC 8550, 4.2 and 4.3; NIST SP 800-57. */
const limits = { RSA: { short: 2048, tooShort: 1024 }, EC: { short: 256, tooShort: 224 } } as const

const described = ({ algorithm, bits, curve }: KeyFacts): string =>
  curve ?? (bits === null ? algorithm : `${algorithm} ${bits}`)

const checkKey = (key: KeyFacts): CertificateCheckResult | null => {
  const { algorithm, bits, curve, exponent } = key
  const rsa = algorithm.startsWith('RSA')
  if (/^(Ed|X)(25519|448)$/.test(algorithm)) return null
  if ((!rsa && algorithm !== 'EC') || bits === null) {
    return result('strength', 'unknown', 'algorithmUnknown', { algorithm: curve ?? algorithm })
  }
  const { short, tooShort } = limits[rsa ? 'RSA' : 'EC']
  const params = { key: described(key), bits: `${bits}` }
  if (bits < tooShort) return result('strength', 'failed', 'keyTooShort', params)
  // An even exponent, or 1, is no RSA at all; 3 is, but has been the root of forged signatures.
  if (exponent !== null && (exponent < 3n || exponent % 2n === 0n)) {
    return result('strength', 'failed', 'exponentSmall', { exponent: `${exponent}` })
  }
  if (bits < short) return result('strength', 'warning', 'keyShort', params)
  return exponent !== null && exponent < 65_537n
    ? result('strength', 'warning', 'exponentSmall', { exponent: `${exponent}` })
    : null
}

/** MD5 is forged at will. SHA-1 takes a chosen prefix and real money, and many authorities' archives are full of it. */
const checkHash = ({
  signatureAlgorithm: { hash, name, scheme },
}: ParsedCertificate): CertificateCheckResult | null => {
  if (scheme === null || (hash === null && scheme !== 'eddsa')) {
    return result('strength', 'unknown', 'algorithmUnknown', { algorithm: name })
  }
  if (hash === 'md5') return result('strength', 'failed', 'hashWeak', { hash: hashName(hash) })
  return hash === 'sha1' ? result('strength', 'warning', 'hashWeak', { hash: hashName(hash) }) : null
}

const gravity = { failed: 0, unknown: 1, warning: 2, ok: 3, notAsked: 4 } as const

/** Of key and hash the graver finding. `trusted`: nobody relies on the signature over itself. */
export const checkStrength = (certificate: ParsedCertificate, trusted: boolean): CertificateCheckResult => {
  const { key, signatureAlgorithm } = certificate
  const findings = [checkKey(key), trusted ? null : checkHash(certificate)].filter((finding) => finding !== null)
  const [gravest] = findings.sort((a, b) => gravity[a.verdict] - gravity[b.verdict])
  if (gravest !== undefined) return gravest
  const { hash, name } = signatureAlgorithm
  return result('strength', 'ok', 'strong', {
    key: described(key),
    algorithm: name,
    ...(hash === null ? {} : { hash: hashName(hash) }),
  })
}
