import type { ParsedCertificate } from '../certificate.ts'
import { type SignatureResult, verifySignature } from '../signature.ts'

/** Signatures of certificates, each verified once a judgement and so many in all that nobody's container keeps us busy. */
export class SignedBy {
  readonly #known = new Map<string, SignatureResult>()
  #left: number

  constructor(most = 2_000) {
    this.#left = most
  }

  /** `unsupported` where no more may be verified. */
  verify(child: ParsedCertificate, issuer: ParsedCertificate): SignatureResult {
    const pair = `${child.sha256} ${issuer.sha256}`
    const known = this.#known.get(pair)
    if (known !== undefined) return known
    if (this.#left <= 0) return 'unsupported'
    this.#left -= 1
    const result = verifySignature(child.signatureAlgorithm, issuer.spki, child.tbs, child.signature)
    this.#known.set(pair, result)
    return result
  }
}
