import type { MaterialProblem } from '../../../shared/domain/certificates.ts'

/**
 * What one piece of material may cost. Whoever writes a message decides what is in it, so that each loop and each
 * recursion of the reader is counted here: time and memory are bounded by these numbers, not by hope.
 */
export const limits = {
  /** Exchange Online takes messages up to 150 MB; ordinary tenants allow 35. */
  bytes: 36 * 1024 * 1024,
  /** Bytes copied, decoded, searched or hashed, all in all: the largest message and two hashes of it. */
  work: 160 * 1024 * 1024,
  /** ASN.1 elements; large contents come in pieces of a kilobyte and more. */
  elements: 60_000,
  /** ASN.1 elements in each other. */
  depth: 32,
  /** MIME parts. */
  parts: 500,
  /** MIME parts in each other, forwarded messages included. */
  nesting: 10,
  /** Header lines of one part, in bytes. */
  headers: 256 * 1024,
  certificates: 100,
  /** Bytes of all certificates together; the largest common ones have 3 KB each. */
  certificateBytes: 256 * 1024,
  /** ASN.1 elements of all certificates together; one has some 150. These are what costs most. */
  certificateElements: 20_000,
  signers: 20,
} as const

/** Why material, or a part of it, gives no certificate. It holds no word of the material. */
export class ReadProblem extends Error {
  readonly problem: MaterialProblem
  readonly params: Readonly<Record<string, string>>

  constructor(problem: MaterialProblem, params: Readonly<Record<string, string>> = {}) {
    super(problem)
    this.problem = problem
    this.params = params
  }
}

/** Whatever the libraries throw at damaged input is the input's fault and says nothing that could be shown. */
const problemOf = (error: unknown): ReadProblem => (error instanceof ReadProblem ? error : new ReadProblem('damaged'))

/** What can be read, or nothing and one more problem: what is damaged leaves what is beside it. */
export const attempt = <T>(read: () => T, problems: ReadProblem[]): readonly T[] => {
  try {
    return [read()]
  } catch (error) {
    problems.push(problemOf(error))
    return []
  }
}

type Counted = Exclude<keyof typeof limits, 'bytes' | 'depth' | 'nesting' | 'headers'>

/** Counts what one piece of material has cost. */
export class Budget {
  readonly #spent: Record<Counted, number> = {
    work: 0,
    elements: 0,
    parts: 0,
    certificates: 0,
    certificateBytes: 0,
    certificateElements: 0,
    signers: 0,
  }

  /** @throws ReadProblem tooMany (certificates), tooLarge (anything else) when it has cost more than it may. */
  spend(what: Counted, amount = 1): void {
    this.#spent[what] += amount
    if (this.#spent[what] <= limits[what]) return
    throw what === 'certificates'
      ? new ReadProblem('tooMany', { count: String(limits.certificates) })
      : new ReadProblem('tooLarge')
  }
}
