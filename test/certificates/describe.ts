import type { Key, KeyKind } from './keys.ts'

/** As openssl spells it. */
export type KeyUsage =
  | 'digitalSignature'
  | 'nonRepudiation'
  | 'keyEncipherment'
  | 'dataEncipherment'
  | 'keyAgreement'
  | 'keyCertSign'
  | 'cRLSign'
  | 'encipherOnly'
  | 'decipherOnly'

/** What a certificate is to say. Whatever is left out is as a usual S/MIME certificate has it. */
export interface CertificateDescription {
  /** Common name; null for none. */
  readonly name?: string | null
  /** Further parts of the subject, each by openssl's short name, in this order after the common name. */
  readonly parts?: readonly (readonly [string, string])[]
  /** rfc822Name in the subject alternative name. */
  readonly emails?: readonly string[]
  /** SmtpUTF8Mailbox in the subject alternative name (RFC 9598). */
  readonly smtpUtf8?: readonly string[]
  /** Other entries of the subject alternative name as openssl writes them: `DNS:mail.example`. */
  readonly otherNames?: readonly string[]
  /** emailAddress in the subject. */
  readonly subjectEmail?: string
  /** The first day of its validity, as days from the workshop's time; -30 when left out. */
  readonly from?: number
  /** The last one; 365 when left out. */
  readonly until?: number
  /** Instead of `until`, for ends far away: `99991231235959Z`. */
  readonly notAfter?: string
  /** null for no such extension. digitalSignature and what the key can encrypt with when left out. */
  readonly keyUsage?: readonly KeyUsage[] | null
  readonly keyUsageCritical?: boolean
  /** Names or numbers as openssl takes them; null for no such extension; emailProtection when left out. */
  readonly extendedKeyUsage?: readonly string[] | null
  readonly extendedKeyUsageCritical?: boolean
  /** An authority, with this path length where it has one; `absent` leaves basicConstraints out. */
  readonly authority?: boolean | { readonly pathLength: number } | 'absent'
  readonly hash?: 'md5' | 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512' | 'sha3-256'
  /** Signed with RSA-PSS by an ordinary RSA key. */
  readonly pss?: boolean
  /** Hex, an even number of digits. Random when left out. */
  readonly serial?: string
  readonly key?: KeyKind | Key
  /** As openssl writes it: `permitted;email:nordwind.example`. */
  readonly nameConstraints?: string
  /** Left out of it: these two identifiers. */
  readonly without?: readonly ('subjectKeyIdentifier' | 'authorityKeyIdentifier')[]
  readonly crl?: string
  readonly ocsp?: string
  /** Further extensions as openssl writes them: `1.2.3.4=critical,ASN1:UTF8String:x`. */
  readonly extensions?: readonly string[]
  /** No extension at all: X.509 version 1. */
  readonly bare?: boolean
}

/** The subject as `-subj` takes it. */
export const subjectText = ({ name, parts = [], subjectEmail }: CertificateDescription): string => {
  const all = [
    ...(name === null ? [] : [['CN', name ?? 'Somebody'] as const]),
    ...parts,
    ...(subjectEmail === undefined ? [] : [['emailAddress', subjectEmail] as const]),
  ]
  return all.length === 0
    ? '/'
    : all.map(([kind, value]) => `/${kind}=${value.replaceAll(/[\\/+=]/g, '\\$&')}`).join('')
}

const canAgree: readonly KeyKind[] = ['p224', 'p256', 'p384', 'p521', 'secp256k1']
const signsOnly: readonly KeyKind[] = ['ed25519', 'ed448', 'pss2048', 'pss2048sha256']

const usualUsage = (kind: KeyKind): readonly KeyUsage[] => {
  if (signsOnly.includes(kind)) return ['digitalSignature']
  const agrees = canAgree.includes(kind) || kind.startsWith('brainpool')
  return ['digitalSignature', agrees ? 'keyAgreement' : 'keyEncipherment']
}

/** The extensions as a section of openssl's configuration; null for a certificate without any. */
export const extensionLines = (description: CertificateDescription, key: Key): readonly string[] | null => {
  if (description.bare === true) return null
  const { authority = false, without = [] } = description
  const usage =
    description.keyUsage === undefined
      ? authority !== false && authority !== 'absent'
        ? (['keyCertSign', 'cRLSign'] as const)
        : usualUsage(key.kind)
      : description.keyUsage
  const isAuthority = authority !== false && authority !== 'absent'
  const extended = description.extendedKeyUsage ?? (isAuthority ? [] : ['emailProtection'])
  const names = alternativeNames(description)
  return [
    ...(authority === 'absent' ? [] : [`basicConstraints=critical,${constraints(authority)}`]),
    ...(usage === null
      ? []
      : [`keyUsage=${description.keyUsageCritical === false ? '' : 'critical,'}${usage.join(',')}`]),
    ...(extended.length === 0 || description.extendedKeyUsage === null
      ? []
      : [`extendedKeyUsage=${description.extendedKeyUsageCritical === true ? 'critical,' : ''}${extended.join(',')}`]),
    ...(without.includes('subjectKeyIdentifier') ? [] : ['subjectKeyIdentifier=hash']),
    ...(without.includes('authorityKeyIdentifier') ? [] : ['authorityKeyIdentifier=keyid']),
    ...(names.length === 0 ? [] : ['subjectAltName=@names']),
    ...(description.nameConstraints === undefined ? [] : [`nameConstraints=critical,${description.nameConstraints}`]),
    ...(description.crl === undefined ? [] : [`crlDistributionPoints=URI:${description.crl}`]),
    ...(description.ocsp === undefined ? [] : [`authorityInfoAccess=OCSP;URI:${description.ocsp}`]),
    ...(description.extensions ?? []),
    // A section of its own, for within a line a comma would end a name.
    ...(names.length === 0 ? [] : ['[names]', ...names.map((name, at) => escaped(name).replace(':', `.${at}=`))]),
  ]
}

/** openssl's configuration takes quotation marks, `#` and `$` for signs of its own. */
const escaped = (value: string): string => value.replaceAll(/[\\'"#$]/g, '\\$&')

const constraints = (authority: boolean | { readonly pathLength: number }): string =>
  typeof authority === 'boolean' ? `CA:${authority ? 'TRUE' : 'FALSE'}` : `CA:TRUE,pathlen:${authority.pathLength}`

const alternativeNames = ({
  emails = [],
  smtpUtf8 = [],
  otherNames = [],
}: CertificateDescription): readonly string[] => [
  ...emails.map((email) => `email:${email}`),
  ...smtpUtf8.map((email) => `otherName:1.3.6.1.5.5.7.8.9;FORMAT:UTF8,UTF8:${email}`),
  ...otherNames,
]
