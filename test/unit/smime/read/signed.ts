import { createHash, type KeyObject, sign } from 'node:crypto'
import { explicit, integer, octets, oid, partsOf, sequence, tlv } from '../../../certificates/der.ts'

/** Signatures as strange as a test wants them; those that are right are made by test/certificates. */
export interface Strange {
  /** As it is signed. */
  readonly content: Uint8Array
  /** Lies in the container, instead of beside it. */
  readonly enclosed?: boolean
  readonly certificates: readonly Uint8Array[]
  readonly signer: { readonly certificate: Uint8Array; readonly key: KeyObject }
  /** Each DER, in this order; what the content is and its hash are added in front. Null for a signature without any. */
  readonly attributes?: readonly Uint8Array[] | null
  /** Signs the attributes in the order of DER, however they are written. */
  readonly ordered?: boolean
  /** What the attributes say the content is. */
  readonly contentType?: string
  /** Signs with it, or names it. */
  readonly digest?: string
}

export const attribute = (type: string, ...values: readonly Uint8Array[]): Buffer =>
  sequence(oid(type), tlv(0x31, ...values))
const data = '1.2.840.113549.1.7.1'
const sha256 = '2.16.840.1.101.3.4.2.1'
const ecdsa = '1.2.840.10045.4.3.2'

const signerInfo = (wanted: Strange): Buffer => {
  const { content, signer, attributes = [], ordered = false, contentType = data, digest = sha256 } = wanted
  const { issuer, serial } = partsOf(signer.certificate)
  const all = attributes && [
    attribute('1.2.840.113549.1.9.3', oid(contentType)),
    attribute('1.2.840.113549.1.9.4', octets(createHash('sha256').update(content).digest())),
    ...attributes,
  ]
  const signed = all === null ? content : tlv(0x31, ...(ordered ? all.toSorted(Buffer.compare) : all))
  return sequence(
    integer(1),
    sequence(issuer, serial),
    sequence(oid(digest)),
    ...(all === null ? [] : [tlv(0xa0, ...all)]),
    sequence(oid(ecdsa)),
    octets(sign('sha256', signed, signer.key)),
  )
}

export const signedData = (
  certificates: readonly Uint8Array[],
  signers: readonly Uint8Array[],
  content: Uint8Array | null,
): Buffer =>
  sequence(
    oid('1.2.840.113549.1.7.2'),
    explicit(
      0,
      sequence(
        integer(1),
        tlv(0x31),
        sequence(oid(data), ...(content === null ? [] : [explicit(0, octets(content))])),
        explicit(0, ...certificates),
        tlv(0x31, ...signers),
      ),
    ),
  )

/** DER. */
export const strange = (wanted: Strange): Buffer =>
  signedData(wanted.certificates, [signerInfo(wanted)], wanted.enclosed === true ? wanted.content : null)
