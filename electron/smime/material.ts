import type {
  CertificateSource,
  CheckReason,
  JudgedCertificate,
  UnreadMaterial,
} from '../../shared/domain/certificates.ts'

/** What a source or a file delivers, unread. It is never written anywhere. */
export interface Material {
  readonly source: CertificateSource | 'file'
  /**
   * `message`: RFC 5322 as Graph's `$value` gives it. `cms`: a PKCS#7 container, DER. `certificate`: one certificate, DER.
   * `any`: a file, told apart by its content.
   */
  readonly kind: 'message' | 'cms' | 'certificate' | 'any'
  readonly bytes: Uint8Array
  /** Of the message, ISO 8601. */
  readonly messageAt: string | null
}

/** How a signed message and the certificate of its signer stand to each other. */
export interface MessageSignature {
  readonly reason: Extract<
    CheckReason,
    'signatureValid' | 'signatureWrong' | 'contentAltered' | 'signerOther' | 'signerNotFrom' | 'signatureUnsupported'
  >
  readonly params: Readonly<Record<string, string>>
}

/** A certificate taken from material, with what the material says of it. */
export interface ReadCertificate {
  readonly der: Uint8Array
  readonly source: CertificateSource | 'file'
  readonly messageAt: string | null
  /** Of the message it signed; null where it came without one. */
  readonly signature: MessageSignature | null
  /** Named by the signer's SMIMEEncryptionKeyPreference (RFC 8551, 2.5.3). */
  readonly preferredForEncryption: boolean
  /** Merely came along in the container: an issuer, or somebody else's. */
  readonly companion: boolean
}

export interface ReadMaterial {
  readonly certificates: readonly ReadCertificate[]
  readonly unread: readonly UnreadMaterial[]
}

/** What the judging thread is asked. */
export interface Judging {
  readonly material: readonly Material[]
  /** All mail and proxy addresses of the user; null where none is named (a file): then the address is not judged. */
  readonly addresses: readonly string[] | null
  /** ISO 8601. */
  readonly at: string
  /** DER of roots that the administrator trusts, beside the operating system's. */
  readonly roots: readonly Uint8Array[]
}

export interface Judgement {
  /** Best first; issuers that merely came along are not among them. */
  readonly certificates: readonly JudgedCertificate[]
  readonly unread: readonly UnreadMaterial[]
  /** For 'Save as…' and for revocation: DER of each certificate and of its chain, by SHA-256. In memory only. */
  readonly ders: Readonly<Record<string, { readonly der: Uint8Array; readonly chain: readonly Uint8Array[] }>>
}
