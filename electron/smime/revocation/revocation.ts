import type { CertificateCheckResult } from '../../../shared/domain/certificates.ts'
import type { Clock, Fetch } from '../../ports.ts'
import type { ParsedCertificate } from '../certificate.ts'
import { iso, result } from '../checks/result.ts'
import { parsedOnes } from '../trust.ts'
import { type RevocationList, readList, statusIn } from './crl.ts'
import { destinations } from './destination.ts'
import { download } from './download.ts'
import { ocspRequest, readOcsp } from './ocsp.ts'
import { type Remembered, ShortMemory } from './short-memory.ts'
import { isCurrent, type Status } from './status.ts'

type Failure = 'revocationUnreachable' | 'revocationUnreadable'
type Answer = Status | Failure

/** What was found out of one certificate of the chain; the host is null where it names no place. */
interface Finding {
  readonly certificate: ParsedCertificate
  readonly host: string | null
  readonly answer: Answer | 'revocationNoPlace'
}

const mostOfList = 8 * 1024 * 1024
const mostOfOcsp = 64 * 1024
/** What could not be had is not asked for again at once: many users have the same authority. */
const afterFailure = 60_000

interface Pair {
  readonly certificate: ParsedCertificate
  readonly issuer: ParsedCertificate
}

/**
 * Asks the authorities of a chain whether they have revoked any of it, the root left out. Only for chains that lead to
 * a trusted root: whom a stranger's certificate names is contacted by nobody.
 *
 * The list (CRL) comes before the question (OCSP): one list answers for all users of an authority, and asking for it
 * tells nobody whose mail is being prepared.
 */
export class Revocation {
  readonly #needs: { readonly fetch: Fetch; readonly clock: Clock }
  readonly #lists: ShortMemory<RevocationList | Failure>
  readonly #answers: ShortMemory<Answer>

  constructor(needs: { readonly fetch: Fetch; readonly clock: Clock }) {
    this.#needs = needs
    this.#lists = new ShortMemory(needs.clock)
    this.#answers = new ShortMemory(needs.clock)
  }

  /**
   * @param chain DER of the issuers up to the root, as a judgement has them
   * @throws AppError cancelled
   */
  async check(
    { der, chain }: { readonly der: Uint8Array; readonly chain: readonly Uint8Array[] },
    signal: AbortSignal,
  ): Promise<CertificateCheckResult> {
    const path = parsedOnes([der, ...chain])
    const findings: Finding[] = []
    for (const [index, certificate] of path.entries()) {
      const issuer = path[index + 1]
      if (issuer === undefined) break
      findings.push(await this.#ask({ certificate, issuer }, signal))
      if (isRevoked(findings.at(-1))) break
    }
    return overall(findings)
  }

  /** Forgets what authorities said. */
  clear(): void {
    this.#lists.clear()
    this.#answers.clear()
  }

  /** The first place that answers; else why the first one does not. */
  async #ask(pair: Pair, signal: AbortSignal): Promise<Finding> {
    const { certificate } = pair
    const places = [
      ...destinations(certificate.crlAddresses).map((url) => ({ url, ask: () => this.#byList(pair, url, signal) })),
      ...destinations(certificate.ocspAddresses).map((url) => ({ url, ask: () => this.#byOcsp(pair, url, signal) })),
    ]
    let failure: Finding = { certificate, host: null, answer: 'revocationNoPlace' }
    for (const { url, ask } of places) {
      const answer = await ask()
      if (typeof answer !== 'string') return { certificate, host: url.host, answer }
      if (failure.host === null) failure = { certificate, host: url.host, answer }
    }
    return failure
  }

  async #byList({ certificate, issuer }: Pair, url: URL, signal: AbortSignal): Promise<Answer> {
    const key = `${url.href} ${issuer.sha256}`
    const list = await this.#lists.get(key, (shared) => this.#list(issuer, url, shared), signal)
    if (typeof list === 'string') return list
    try {
      return await statusIn(list, certificate)
    } catch {
      return 'revocationUnreadable'
    }
  }

  async #list(issuer: ParsedCertificate, url: URL, signal: AbortSignal): Promise<Remembered<RevocationList | Failure>> {
    const bytes = await download(this.#needs, { url, most: mostOfList }, signal)
    return this.#remembered(bytes, (now, own) => {
      const list = readList(own, issuer, url)
      if (!isCurrent(list.thisUpdate, list.nextUpdate, now)) throw new Error('A list of another time')
      return { value: list, until: list.nextUpdate, bytes: list.bytes }
    })
  }

  #byOcsp(pair: Pair, url: URL, signal: AbortSignal): Promise<Answer> {
    const { certificate, issuer } = pair
    const key = `${url.href} ${issuer.sha256} ${certificate.sha256}`
    return this.#answers.get(key, (shared) => this.#ocsp(pair, url, shared), signal)
  }

  async #ocsp({ certificate, issuer }: Pair, url: URL, signal: AbortSignal): Promise<Remembered<Answer>> {
    const request = { type: 'application/ocsp-request', body: ocspRequest(certificate, issuer) }
    const bytes = await download(this.#needs, { url, most: mostOfOcsp, request }, signal)
    return this.#remembered(bytes, (now, own) => {
      const { status, nextUpdate } = readOcsp(own, certificate, issuer, now)
      return { value: status, until: nextUpdate, bytes: 0 }
    })
  }

  #remembered<Value>(
    bytes: Uint8Array | null,
    read: (now: number, bytes: Uint8Array) => Remembered<Value>,
  ): Remembered<Value | Failure> {
    const now = this.#needs.clock.now().getTime()
    const failed = { until: now + afterFailure, bytes: 0 }
    if (bytes === null) return { value: 'revocationUnreachable', ...failed }
    try {
      return read(now, bytes)
    } catch {
      // What is wrong with it would be of use to an authority's administrator only, and may be a stranger's text.
      return { value: 'revocationUnreadable', ...failed }
    }
  }
}

const isRevoked = (finding: Finding | undefined): boolean =>
  typeof finding?.answer === 'object' && finding.answer.is === 'revoked'

/** Revoked anywhere is revoked; else what is not known of the holder, then of an issuer that names a place. */
const overall = (findings: readonly Finding[]): CertificateCheckResult => {
  const [holder] = findings
  const decisive =
    findings.find(isRevoked) ??
    findings.find(
      ({ answer }, index) => typeof answer === 'string' && (index === 0 || answer !== 'revocationNoPlace'),
    ) ??
    holder
  if (decisive === undefined) return result('revocation', 'unknown', 'revocationNoPlace')
  const { answer, host, certificate } = decisive
  const params = { ...(host === null ? {} : { host }), ...(decisive === holder ? {} : { name: certificate.name }) }
  if (typeof answer === 'string') return result('revocation', 'unknown', answer, params)
  const at = iso(answer.at)
  if (answer.is === 'good') return result('revocation', 'ok', 'notRevoked', { ...params, at })
  return result('revocation', 'failed', 'revoked', {
    ...params,
    at,
    ...(answer.reason === null ? {} : { reason: answer.reason }),
  })
}
