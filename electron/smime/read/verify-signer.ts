import { createHash } from 'node:crypto'
import type { ParsedCertificate } from '../certificate.ts'
import type { MessageSignature } from '../material.ts'
import { type SignatureResult, verifySignature } from '../signature.ts'
import type { Budget } from './budget.ts'
import type { CertificateId, Signer } from './signer.ts'

const hashed = (algorithm: string, bytes: Uint8Array): Uint8Array | null => {
  try {
    return createHash(algorithm).update(bytes).digest()
  } catch {
    return null
  }
}

/** The content that is signed, hashed once for each algorithm. */
export class Content {
  readonly type: string
  readonly #bytes: Uint8Array
  readonly #budget: Budget
  readonly #digests = new Map<string, Uint8Array>()

  constructor(type: string, bytes: Uint8Array, budget: Budget) {
    this.type = type
    this.#bytes = bytes
    this.#budget = budget
  }

  /** To be hashed, which is counted. */
  bytes(): Uint8Array {
    this.#budget.spend('work', this.#bytes.length)
    return this.#bytes
  }

  /** Null where the library does not know the algorithm: Electron's has no SHA-3. */
  digest(algorithm: string): Uint8Array | null {
    const known = this.#digests.get(algorithm)
    if (known !== undefined) return known
    const digest = hashed(algorithm, this.bytes())
    if (digest !== null) this.#digests.set(algorithm, digest)
    return digest
  }
}

export const isNamed = (id: CertificateId, certificate: ParsedCertificate): boolean => {
  if (id.by === 'subjectKeyId') return certificate.subjectKeyId === id.subjectKeyId
  return certificate.serial === id.serial && certificate.issuerDer === id.issuerDer
}

type SignatureReason = MessageSignature['reason']

const reasonOf = { valid: 'signatureValid', wrong: 'signatureWrong', unsupported: 'signatureUnsupported' } as const

/** Over the attributes alone, which say what the content is to be; null where there are none. */
const attributesReason = (signer: Signer, { spki }: ParsedCertificate): SignatureReason | null => {
  if (signer.attributes === null) return null
  const results = new Set<SignatureResult>()
  for (const encoding of signer.attributes.encodings) {
    results.add(verifySignature(signer.algorithm, spki, encoding, signer.signature))
    if (results.has('valid')) return 'signatureValid'
  }
  return results.has('unsupported') ? 'signatureUnsupported' : 'signatureWrong'
}

/** RFC 5652, 5.4 and 5.6. */
const contentReason = ({ attributes, digest }: Signer, content: Content): SignatureReason => {
  const found = digest === null ? null : content.digest(digest)
  if (found === null) return 'signatureUnsupported'
  // RFC 5652, 5.3: the type that is signed must be the content's. OpenSSL does not compare the two.
  if (attributes?.messageDigest == null || attributes.contentType !== content.type) return 'signatureWrong'
  return Buffer.compare(attributes.messageDigest, found) === 0 ? 'signatureValid' : 'contentAltered'
}

interface Verified {
  /** Null where there is no content to hold the signature against. */
  readonly reason: SignatureReason | null
  /** Whether the signer has said what its attributes say, whatever became of the content. */
  readonly attributes: boolean
}

export const verifySigner = (signer: Signer, certificate: ParsedCertificate, content: Content | null): Verified => {
  const reason = attributesReason(signer, certificate)
  const attributes = reason === 'signatureValid'
  if (content === null) return { reason: null, attributes }
  if (attributes) return { reason: contentReason(signer, content), attributes }
  if (reason !== null) return { reason, attributes }
  // Without attributes it is over the content itself: altered content and a wrong signature look the same.
  const result = verifySignature(signer.algorithm, certificate.spki, content.bytes(), signer.signature)
  return { reason: reasonOf[result], attributes }
}
