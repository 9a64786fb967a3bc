import { derTag } from '../der.ts'
import { type Element, octetsOf, oidOf, readBer } from './ber.ts'
import { type Budget, ReadProblem } from './budget.ts'

const signedDataType = '1.2.840.113549.1.7.2'

/** enveloped, signed-and-enveloped, encrypted and authenticated-enveloped: nothing to see without the recipient's key. */
const encryptedTypes: readonly (string | null)[] = [
  '1.2.840.113549.1.7.3',
  '1.2.840.113549.1.7.4',
  '1.2.840.113549.1.7.6',
  '1.2.840.113549.1.9.16.1.23',
]

/** A CMS SignedData (RFC 5652, 5.1), each certificate and signer still as it lies in the bytes. */
export interface SignedData {
  readonly certificates: readonly Uint8Array[]
  readonly contentType: string
  /** Null where the content is elsewhere, as in multipart/signed, or there is none, as in a bundle of certificates. */
  readonly content: Uint8Array | null
  readonly signers: readonly Element[]
}

const { sequence } = derTag
const set = 0x31
const context = (number: number): number => 0xa0 | number

const contentOf = (encapsulated: Element | undefined, budget: Budget): Pick<SignedData, 'contentType' | 'content'> => {
  const [type, wrapped] = encapsulated?.children ?? []
  const contentType = oidOf(type)
  if (contentType === null) throw new ReadProblem('damaged')
  const octets = wrapped?.children[0]
  return { contentType, content: octets === undefined ? null : octetsOf(octets, budget) }
}

const signedDataOf = (signedData: Element | undefined, budget: Budget): SignedData => {
  const [, , encapsulated, ...rest] = signedData?.children ?? []
  const certificates = rest.find(({ tag }) => tag === context(0))?.children ?? []
  const signers = rest.find(({ tag }) => tag === set)?.children
  if (signers === undefined) throw new ReadProblem('damaged')
  budget.spend('certificates', certificates.length)
  budget.spend('signers', signers.length)
  return {
    ...contentOf(encapsulated, budget),
    // Other choices than `certificate` (attribute certificates, the extended ones of PKCS #6) are nobody's to encrypt with.
    certificates: certificates.filter(({ tag }) => tag === sequence).map(({ bytes }) => bytes),
    signers,
  }
}

/** @throws ReadProblem encrypted, unsigned (compressed, plain), damaged, tooMany, tooLarge */
export const readSignedData = (bytes: Uint8Array, budget: Budget): SignedData => {
  const [type, wrapped] = readBer(bytes, budget).children
  const contentType = oidOf(type)
  if (contentType === null) throw new ReadProblem('damaged')
  if (encryptedTypes.includes(contentType)) throw new ReadProblem('encrypted')
  if (contentType !== signedDataType) throw new ReadProblem('unsigned')
  return signedDataOf(wrapped?.children[0], budget)
}
