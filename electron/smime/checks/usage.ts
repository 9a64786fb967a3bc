import type { CertificateCheckResult } from '../../../shared/domain/certificates.ts'
import type { ParsedCertificate } from '../certificate.ts'
import type { KeyUsageName } from '../certificate-extensions.ts'
import { allowsMail } from '../chain/path-problems.ts'
import { listed, result } from './result.ts'

type UsageCheck = 'encryptionUsage' | 'signingUsage'

/**
 * What the key usage must name for the key to be encrypted to. RSA carries the key of the content (keyEncipherment,
 * RFC 8550, 4.4.2); an elliptic curve agrees on one (keyAgreement, RFC 5753, 7.1.2, RFC 8551, 2.3). OpenSSL's
 * smimeencrypt asks for keyEncipherment of every key, so it refuses proper EC certificates, and takes ones with a bit
 * that means nothing for their key, Ed25519 among them, which can only sign.
 */
const toEncrypt: Readonly<Record<string, KeyUsageName>> = {
  RSA: 'keyEncipherment',
  'RSA-OAEP': 'keyEncipherment',
  EC: 'keyAgreement',
  X25519: 'keyAgreement',
  X448: 'keyAgreement',
}

const signers: ReadonlySet<string> = new Set(['RSA', 'RSA-PSS', 'EC', 'Ed25519', 'Ed448', 'DSA'])
const onlySign: ReadonlySet<string> = new Set(['RSA-PSS', 'Ed25519', 'Ed448', 'DSA'])

/** RFC 5280, 4.2.1.3: such a key agrees on keys for what its holder sends, not for what the holder is sent. */
const sendsOnly = (check: UsageCheck, keyUsage: readonly KeyUsageName[]): boolean =>
  check === 'encryptionUsage' && keyUsage.includes('keyAgreement') && keyUsage.includes('encipherOnly')

/** Netscape's certificate type (OpenSSL heeds it still) is no part of RFC 8550 and restricts nothing here. */
const judge = (
  check: UsageCheck,
  certificate: ParsedCertificate,
  needed: readonly KeyUsageName[],
): CertificateCheckResult => {
  const { basicConstraints, keyUsage, extendedKeyUsage } = certificate
  const params = {
    ...(keyUsage === null ? {} : { keyUsage: listed(keyUsage) }),
    ...(extendedKeyUsage === null ? {} : { extendedKeyUsage: listed(extendedKeyUsage) }),
  }
  // An authority's key is not a person's: RFC 8550, 4.4.1. OpenSSL looks at its key usage alone.
  if (basicConstraints?.ca === true) return result(check, 'failed', 'authorityCertificate', params)
  if (keyUsage !== null && (!needed.some((name) => keyUsage.includes(name)) || sendsOnly(check, keyUsage))) {
    return result(check, 'failed', 'keyUsageForbids', params)
  }
  if (!allowsMail(certificate)) return result(check, 'failed', 'extendedKeyUsageForbids', params)
  return keyUsage === null && extendedKeyUsage === null
    ? result(check, 'ok', 'usageUnrestricted')
    : result(check, 'ok', 'usageAllowed', params)
}

export const checkEncryptionUsage = (certificate: ParsedCertificate): CertificateCheckResult => {
  const { algorithm } = certificate.key
  if (onlySign.has(algorithm)) return result('encryptionUsage', 'failed', 'keyCannotEncrypt', { algorithm })
  const needed = toEncrypt[algorithm]
  return needed === undefined
    ? result('encryptionUsage', 'unknown', 'algorithmUnknown', { algorithm })
    : judge('encryptionUsage', certificate, [needed])
}

export const checkSigningUsage = (certificate: ParsedCertificate): CertificateCheckResult => {
  const { algorithm } = certificate.key
  return signers.has(algorithm)
    ? judge('signingUsage', certificate, ['digitalSignature', 'nonRepudiation'])
    : result('signingUsage', 'unknown', 'algorithmUnknown', { algorithm })
}
