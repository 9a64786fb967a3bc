import type { ChainLink } from '../../../shared/domain/certificates.ts'
import type { ParsedCertificate } from '../certificate.ts'
import { isSelfIssued, namesOf } from './names.ts'

export type TrustedBy = NonNullable<ChainLink['trustedBy']>

/** Candidates for one issuer that are looked at; a container may hold thousands of the same name. */
const mostCandidates = 12

const grouped = (certificates: readonly ParsedCertificate[]): ReadonlyMap<string, readonly ParsedCertificate[]> =>
  Map.groupBy(new Map(certificates.map((one) => [one.sha256, one])).values(), (one) => namesOf(one).subject)

/** Everything that an issuer may be found in. */
export class CertificatePool {
  readonly #anchors: ReadonlyMap<string, TrustedBy>
  readonly #trusted: ReadonlyMap<string, readonly ParsedCertificate[]>
  readonly #others: ReadonlyMap<string, readonly ParsedCertificate[]>

  constructor(
    system: readonly ParsedCertificate[],
    administrator: readonly ParsedCertificate[],
    others: readonly ParsedCertificate[],
  ) {
    // Node's list of the system's store holds intermediates on Windows, too: these help to find a way, and end none.
    // What the administrator names is trusted as it is, as `openssl verify -partial_chain` would.
    const roots = system.filter(isSelfIssued)
    this.#anchors = new Map([
      ...roots.map(({ sha256 }) => [sha256, 'system'] as const),
      ...administrator.map(({ sha256 }) => [sha256, 'administrator'] as const),
    ])
    this.#trusted = grouped([...administrator, ...system])
    this.#others = grouped(others)
  }

  trustedBy(certificate: ParsedCertificate): TrustedBy | null {
    return this.#anchors.get(certificate.sha256) ?? null
  }

  /**
   * Who may have issued it, the likeliest first. A key identifier that differs rules a candidate out, as in OpenSSL:
   * RFC 5280, 4.2.1.1 makes the identifier the way to tell apart the keys of one name. None is fetched from the network.
   */
  issuersOf(child: ParsedCertificate, at: number): readonly ParsedCertificate[] {
    const { issuer } = namesOf(child)
    const wanted = child.authorityKeyId
    const rank = (one: ParsedCertificate): number =>
      (this.#anchors.has(one.sha256) ? 0 : 8) +
      (wanted !== null && one.subjectKeyId === wanted ? 0 : 4) +
      (this.#trusted.has(namesOf(one).issuer) ? 0 : 2) +
      (one.notBefore <= at && at <= one.notAfter ? 0 : 1)
    const candidates = new Map(
      [...(this.#trusted.get(issuer) ?? []), ...(this.#others.get(issuer) ?? [])]
        .filter(({ subjectKeyId }) => wanted === null || subjectKeyId === null || subjectKeyId === wanted)
        .map((one) => [one.sha256, one]),
    )
    return [...candidates.values()]
      .sort((a, b) => rank(a) - rank(b) || b.notAfter - a.notAfter)
      .slice(0, mostCandidates)
  }
}
