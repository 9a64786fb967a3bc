import type { ParsedCertificate } from '../certificate.ts'
import { type SignatureResult, verifySignature } from '../signature.ts'

const mostSignatures = 2_000
/** Names times constraints multiply. */
const mostComparisons = 100_000
const mostSteps = 3_000
/** Of the search for one certificate's way to a root, dead ends included: none uses up what others need. */
const mostStepsOfOne = 100

/**
 * What one judgement may cost, whoever's containers it has to judge: an honest one needs a hundredth. Signatures are
 * remembered, so that each is verified once.
 */
export class Work {
  readonly #signatures = new Map<string, SignatureResult>()
  #comparisons = mostComparisons
  #steps = mostSteps
  #stepsOfOne = 0

  /** `unsupported` where no more may be verified. */
  verify(child: ParsedCertificate, issuer: ParsedCertificate): SignatureResult {
    const pair = `${child.sha256} ${issuer.sha256}`
    const known = this.#signatures.get(pair)
    if (known !== undefined) return known
    if (this.#signatures.size >= mostSignatures) return 'unsupported'
    const result = verifySignature(child.signatureAlgorithm, issuer.spki, child.tbs, child.signature)
    this.#signatures.set(pair, result)
    return result
  }

  /** Whether so many more names may be compared. */
  mayCompare(count: number): boolean {
    this.#comparisons -= count
    return this.#comparisons >= 0
  }

  beginSearch(): void {
    this.#stepsOfOne = mostStepsOfOne
  }

  /** Whether the search may go on. */
  mayStep(): boolean {
    this.#steps -= 1
    this.#stepsOfOne -= 1
    return this.#steps >= 0 && this.#stepsOfOne >= 0
  }
}
