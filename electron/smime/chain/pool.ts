import type { ChainLink } from '../../../shared/domain/certificates.ts'
import type { ParsedCertificate } from '../certificate.ts'
import { isSelfIssued, namesOf } from './names.ts'

export type TrustedBy = NonNullable<ChainLink['trustedBy']>

/** Candidates for one issuer that are looked at; a container may hold thousands of the same name. */
const mostCandidates = 12

type BySubject = ReadonlyMap<string, readonly ParsedCertificate[]>

const grouped = (certificates: readonly ParsedCertificate[]): BySubject =>
  Map.groupBy(new Map(certificates.map((one) => [one.sha256, one])).values(), (one) => namesOf(one).subject)

interface Store {
  readonly roots: ReadonlySet<string>
  readonly bySubject: BySubject
}
const stores = new WeakMap<readonly ParsedCertificate[], Store>()

/** The operating system's store is the same at each judgement: it is sorted once. */
const storeOf = (system: readonly ParsedCertificate[]): Store => {
  // Node's list of the system's store holds intermediates on Windows, too: these help to find a way, and end none.
  const roots = () => new Set(system.filter(isSelfIssued).map(({ sha256 }) => sha256))
  const store = stores.get(system) ?? { roots: roots(), bySubject: grouped(system) }
  stores.set(system, store)
  return store
}

/** Everything that an issuer may be found in, for a judgement at one time. */
export class CertificatePool {
  readonly #system: Store
  readonly #administrator: ReadonlySet<string>
  readonly #byAdministrator: BySubject
  readonly #others: BySubject
  readonly #at: number
  readonly #known = new Map<string, readonly ParsedCertificate[]>()

  constructor(
    system: readonly ParsedCertificate[],
    administrator: readonly ParsedCertificate[],
    others: readonly ParsedCertificate[],
    at: number,
  ) {
    this.#system = storeOf(system)
    this.#administrator = new Set(administrator.map(({ sha256 }) => sha256))
    this.#byAdministrator = grouped(administrator)
    this.#others = grouped(others)
    this.#at = at
  }

  /** What the administrator names is trusted as it is, an intermediate, too. OpenSSL does so with -partial_chain alone. */
  trustedBy({ sha256 }: ParsedCertificate): TrustedBy | null {
    if (this.#administrator.has(sha256)) return 'administrator'
    return this.#system.roots.has(sha256) ? 'system' : null
  }

  /** Who may have issued it, the likeliest first. None is fetched from the network. */
  issuersOf(child: ParsedCertificate): readonly ParsedCertificate[] {
    const known = this.#known.get(child.sha256) ?? this.#find(child)
    this.#known.set(child.sha256, known)
    return known
  }

  /**
   * A key identifier that differs rules a candidate out, as in OpenSSL: RFC 5280, 4.2.1.1 makes the identifier the way
   * to tell apart the keys of one name.
   */
  #find(child: ParsedCertificate): readonly ParsedCertificate[] {
    const { authorityKeyId: wanted } = child
    const candidates = new Map(
      this.#named(namesOf(child).issuer)
        .filter(({ subjectKeyId }) => wanted === null || subjectKeyId === null || subjectKeyId === wanted)
        .map((one) => [one.sha256, { one, rank: this.#rank(one, wanted) }]),
    )
    return [...candidates.values()]
      .sort((a, b) => a.rank - b.rank || b.one.notAfter - a.one.notAfter)
      .slice(0, mostCandidates)
      .map(({ one }) => one)
  }

  #named(subject: string): readonly ParsedCertificate[] {
    const all = [this.#byAdministrator, this.#system.bySubject, this.#others]
    return all.flatMap((group) => group.get(subject) ?? [])
  }

  #rank(one: ParsedCertificate, wanted: string | null): number {
    const { issuer } = namesOf(one)
    const isBelowTrusted = this.#byAdministrator.has(issuer) || this.#system.bySubject.has(issuer)
    return (
      (this.trustedBy(one) === null ? 8 : 0) +
      (wanted !== null && one.subjectKeyId === wanted ? 0 : 4) +
      (isBelowTrusted ? 0 : 2) +
      (one.notBefore <= this.#at && this.#at <= one.notAfter ? 0 : 1)
    )
  }
}
