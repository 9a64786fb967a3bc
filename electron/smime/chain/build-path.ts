import type { ParsedCertificate } from '../certificate.ts'
import { isSelfIssued, namesOf } from './names.ts'
import { type PathProblems, pathProblems } from './path-problems.ts'
import type { CertificatePool, TrustedBy } from './pool.ts'
import type { Work } from './work.ts'

export interface CertificatePath {
  /** From the holder to where it ends. */
  readonly certificates: readonly ParsedCertificate[]
  /** `root`: at one that vouches for itself and is not trusted. `open`: the next issuer is not at hand. */
  readonly end: 'trusted' | 'root' | 'open'
  readonly trustedBy: TrustedBy | null
  readonly problems: PathProblems
}

const longestPath = 10

/** What keeps a path from being trusted: the picture of dates at the holder is another check's, weakness only a warning. */
const faults = ({ problems }: CertificatePath): number =>
  problems.filter((problem, index) => problem !== null && problem !== 'chainWeak' && index > 0).length +
  (['expired', 'notYetValid', null].includes(problems[0] ?? null) ? 0 : 1)

const order = { trusted: 0, root: 1, open: 2 } as const

/** Smaller is better: trusted without a fault, then trusted, then the one that explains most. */
const cost = (path: CertificatePath): number =>
  order[path.end] * 1_000 + faults(path) * 10 + path.problems.filter((problem) => problem === 'chainWeak').length

type Path = readonly ParsedCertificate[]

class Search {
  readonly #pool: CertificatePool
  readonly #at: number
  readonly #work: Work
  #best: CertificatePath | null = null

  constructor(pool: CertificatePool, at: number, work: Work) {
    this.#pool = pool
    this.#at = at
    this.#work = work
  }

  /** Short ways first: what crosses everybody with everybody makes many ways, and none of them short. */
  from(holder: ParsedCertificate): CertificatePath | null {
    this.#work.beginSearch()
    let paths: readonly Path[] = [[holder]]
    while (paths.length > 0) paths = paths.flatMap((path) => this.#extended(path))
    return this.#best
  }

  /** The path with each next issuer; none where it ends, which is then offered. */
  #extended(path: Path): readonly Path[] {
    const last = path.at(-1)
    if (last === undefined || (this.#best !== null && cost(this.#best) === 0) || !this.#work.mayStep()) return []
    const trustedBy = this.#pool.trustedBy(last)
    const next = trustedBy === null && !this.#endsHere(path, last) ? this.#issuers(path, last) : []
    if (next.length === 0) this.#offer(path, trustedBy)
    return next.map((issuer) => [...path, issuer])
  }

  /** Where the key cannot be tried (`unsupported`), a name that issued itself is taken for the end, not for a new key. */
  #vouchesForItself(one: ParsedCertificate): boolean {
    return isSelfIssued(one) && this.#work.verify(one, one) !== 'wrong'
  }

  #endsHere(path: Path, last: ParsedCertificate): boolean {
    return path.length >= longestPath || this.#vouchesForItself(last)
  }

  /** Those whose key fits come first; another certificate of the same name and key in the path would lead in a circle. */
  #issuers(path: Path, last: ParsedCertificate): readonly ParsedCertificate[] {
    const passed = (one: ParsedCertificate): boolean =>
      path.some(
        (before) =>
          before.sha256 === one.sha256 ||
          (namesOf(before).subject === namesOf(one).subject && Buffer.compare(before.spki, one.spki) === 0),
      )
    const candidates = this.#pool.issuersOf(last).filter((one) => !passed(one))
    const fits = candidates.filter((one) => this.#work.verify(last, one) === 'valid')
    // Where no key fits, one is enough to show what does not.
    return fits.length > 0 ? fits : candidates.slice(0, 1)
  }

  #offer(certificates: Path, trustedBy: TrustedBy | null): void {
    const last = certificates.at(-1)
    const isRoot = last !== undefined && this.#vouchesForItself(last)
    const end: CertificatePath['end'] = trustedBy !== null ? 'trusted' : isRoot ? 'root' : 'open'
    const problems = pathProblems(certificates, end === 'trusted', this.#at, this.#work)
    const path = { certificates, end, trustedBy, problems }
    if (this.#best === null || cost(path) < cost(this.#best)) this.#best = path
  }
}

/**
 * The best way from a certificate to a trusted root through what is at hand. Unlike OpenSSL, which takes the first way
 * it finds, it tries others where that one has a fault (RFC 4158): an expired cross-certificate spoils nothing.
 */
export const buildPath = (
  holder: ParsedCertificate,
  pool: CertificatePool,
  at: number,
  work: Work,
): CertificatePath => {
  const found = new Search(pool, at, work).from(holder)
  return found ?? { certificates: [holder], end: 'open', trustedBy: null, problems: [null] }
}
