import { createHash, type KeyObject, sign } from 'node:crypto'
import { explicit, integer, keyIdentifier, nothing, octets, oid, partsOf, sequence, set, time, tlv } from './der.ts'

/** Attributes of a signature and the like, that the openssl command cannot be told to write. */
export interface HandSigner {
  readonly certificate: Uint8Array
  /** An RSA or an EC key. */
  readonly privateKey: KeyObject
  readonly hash?: 'sha256' | 'sha384' | 'sha512'
  readonly signedAt?: Date
  /** The certificate that SMIMEEncryptionKeyPreference names, and in which of its two common forms. */
  readonly preference?: { readonly certificate: Uint8Array; readonly by: 'issuerAndSerial' | 'keyIdentifier' }
}

export interface HandSigned {
  /** As it is signed: canonical, with CRLF. */
  readonly content: Uint8Array
  readonly detached: boolean
  readonly signers: readonly HandSigner[]
  /** All that come along, the signers' own included. */
  readonly certificates: readonly Uint8Array[]
}

const digestOids = {
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
} as const
const ecdsaOids = {
  sha256: '1.2.840.10045.4.3.2',
  sha384: '1.2.840.10045.4.3.3',
  sha512: '1.2.840.10045.4.3.4',
} as const
const data = oid('1.2.840.113549.1.7.1')
const attribute = (type: string, value: Uint8Array) => sequence(oid(type), set(value))

/** A CMS container, DER, with signed attributes (RFC 5652). */
export const handSigned = ({ content, detached, signers, certificates }: HandSigned): Buffer =>
  sequence(
    oid('1.2.840.113549.1.7.2'),
    explicit(
      0,
      sequence(
        integer(1),
        set(...new Set(signers.map(({ hash = 'sha256' }) => hash)).values().map(digestAlgorithm)),
        sequence(data, ...(detached ? [] : [explicit(0, octets(content))])),
        explicit(0, ...certificates.toSorted(Buffer.compare)),
        set(...signers.map((signer) => signerInfo(content, signer))),
      ),
    ),
  )

/** A container of certificates alone. */
export const containerOf = (certificates: readonly Uint8Array[]): Buffer =>
  handSigned({ content: Buffer.alloc(0), detached: true, signers: [], certificates })

const digestAlgorithm = (hash: keyof typeof digestOids): Buffer => sequence(oid(digestOids[hash]))

const signerInfo = (content: Uint8Array, signer: HandSigner): Buffer => {
  const { certificate, privateKey, hash = 'sha256' } = signer
  const { issuer, serial } = partsOf(certificate)
  const attributes = set(
    attribute('1.2.840.113549.1.9.3', data),
    attribute('1.2.840.113549.1.9.4', octets(createHash(hash).update(content).digest())),
    attribute('1.2.840.113549.1.9.5', time(signer.signedAt ?? new Date())),
    ...(signer.preference === undefined ? [] : [keyPreference(signer.preference)]),
  )
  const isRsa = privateKey.asymmetricKeyType === 'rsa'
  return sequence(
    integer(1),
    sequence(issuer, serial),
    digestAlgorithm(hash),
    // Signed as a SET, written as [0] (RFC 5652, 5.4).
    Buffer.concat([Buffer.from([0xa0]), attributes.subarray(1)]),
    isRsa ? sequence(oid('1.2.840.113549.1.1.1'), nothing) : sequence(oid(ecdsaOids[hash])),
    octets(sign(hash, attributes, privateKey)),
  )
}

/** RFC 8551, 2.5.3: issuerAndSerialNumber is [0], recipientKeyId [1]; both implicit. */
const keyPreference = ({ certificate, by }: NonNullable<HandSigner['preference']>): Buffer => {
  const { issuer, serial } = partsOf(certificate)
  const value = by === 'issuerAndSerial' ? tlv(0xa0, issuer, serial) : tlv(0xa1, octets(keyIdentifier(certificate)))
  return attribute('1.2.840.113549.1.9.16.2.11', value)
}
