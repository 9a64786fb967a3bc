import {
  type CertificateLookup,
  type CertificateSource,
  certificateUses,
  type JudgedCertificate,
  type SourceFinding,
} from '../../shared/domain/certificates.ts'
import { missingFor } from '../../shared/domain/features.ts'
import { AppError, isAppError } from '../../shared/ipc/errors.ts'
import { abortError } from '../cloud/deadline.ts'
import type { BatchAnswer, BatchRequest, Graph } from '../graph/graph.ts'
import type { Clock } from '../ports.ts'
import type { Judge } from './judge.ts'
import type { MailboxGate } from './mailbox-gate.ts'
import type { Judgement, Material } from './material.ts'
import { accepted, answerTo, type Delivery, delivery, failed, type Person, type Source } from './sources/source.ts'
import { verdictOf } from './verdict-of-lookup.ts'

/** Reads that Graph takes in one batch. */
const mostReads = 20
const needs = ['User.Read.All']

export interface Looked {
  readonly lookup: CertificateLookup
  readonly ders: Judgement['ders']
}

interface Needs {
  /** @throws AppError of the connection */
  readonly graph: () => Promise<Graph>
  readonly judge: Judge
  readonly gate: MailboxGate
  readonly sources: Readonly<Record<CertificateSource, Source>>
  /** In the order in which they are asked. */
  readonly order: () => readonly { readonly source: CertificateSource; readonly on: boolean }[]
  readonly roots: () => readonly Uint8Array[]
  readonly clock: Clock
}

interface Started {
  readonly graph: Graph
  readonly at: Date
  readonly answers: ReadonlyMap<string, BatchAnswer>
}

/**
 * Live lookups: one batch tells the addresses of several users and what each source can answer along with them; whatever
 * else a source needs follows for each user by itself. The sources are asked in their order until one has a certificate
 * that mail can be encrypted with.
 */
export class Lookups {
  readonly #needs: Needs

  constructor(needs: Needs) {
    this.#needs = needs
  }

  /** How many users' first reads are one request. */
  get together(): number {
    const reads = Object.keys(this.#first('0')).length + 1
    return Math.floor(mostReads / reads)
  }

  /** @throws AppError not_found, permission_missing, of the connection, the way there and the judging thread; cancelled */
  async one(userId: string, signal: AbortSignal): Promise<Looked> {
    const [found] = await this.several([userId], signal)
    if (found === undefined) throw new AppError('not_found', { id: userId })
    return found
  }

  /**
   * At most `together` users. What fails for one of them fails its own promise.
   * @throws AppError where the request for all of them fails
   */
  async several(userIds: readonly string[], signal: AbortSignal): Promise<readonly Promise<Looked>[]> {
    const { graph: opened, gate, clock } = this.#needs
    const graph = await opened()
    const at = clock.now()
    const requests = userIds.flatMap((id, index) => this.#reads(id, index))
    const answers = await gate.pass(userIds, () => graph.batch(requests, { needs }, signal), signal)
    return userIds.map((id, index) => this.#look(id, { graph, at, answers: answersOf(answers, index) }, signal))
  }

  /** Whose addresses certificates are judged against. @throws AppError not_found, permission_missing, … */
  async user(userId: string, signal: AbortSignal): Promise<CertificateLookup['user']> {
    const graph = await this.#needs.graph()
    return userOf(userId, await graph.get(userPath(userId), { needs }, signal))
  }

  /** Whether the application is let into mailboxes at all, as the token says. */
  async mayReadMail(signal: AbortSignal): Promise<boolean> {
    const graph = await this.#needs.graph()
    return missingFor('smimeFromMail', await graph.roles(signal)).length === 0
  }

  #reads(userId: string, index: number): BatchRequest[] {
    const user = userPath(userId)
    return Object.entries({ user, ...this.#first(userId) }).map(([name, path]) => ({ id: `${index}-${name}`, path }))
  }

  #first(userId: string): Readonly<Record<string, string>> {
    const { order, sources } = this.#needs
    const first = order().flatMap(({ source, on }) => (on ? Object.entries(sources[source].first(userId)) : []))
    return Object.fromEntries(first)
  }

  async #look(userId: string, started: Started, signal: AbortSignal): Promise<Looked> {
    const { clock, judge, roots } = this.#needs
    const user = userOf(userId, accepted(answerTo(started.answers, 'user'), needs))
    const at = started.at.toISOString()
    const judged = (material: readonly Material[]): Promise<Judgement> =>
      judge.judge({ material, addresses: user.addresses, at, roots: roots() }, signal)
    const deliveries = await this.#ask(user, started, judged, signal)
    const sources = deliveries.map(([source, delivered]) => findingOf(source, delivered))
    const { certificates, unread, ders } = together(deliveries.map(([, delivered]) => delivered))
    const lookup: CertificateLookup = {
      user,
      at,
      milliseconds: clock.now().getTime() - started.at.getTime(),
      roundTrips: deliveries.reduce((sum, [, delivered]) => sum + delivered.roundTrips, 1),
      sources,
      certificates,
      unread,
      verdict: verdictOf({ sources, certificates, unread }),
    }
    return { lookup, ders }
  }

  async #ask(
    person: Person,
    { graph, answers }: Started,
    judge: (material: readonly Material[]) => Promise<Judgement>,
    signal: AbortSignal,
  ): Promise<[CertificateSource, Delivery][]> {
    const deliveries: [CertificateSource, Delivery][] = []
    let isFound = false
    for (const { source, on } of this.#needs.order()) {
      const delivered: Delivery = !on
        ? delivery('off', 'switchedOff')
        : isFound
          ? delivery('notAsked', 'foundBefore')
          : await known(this.#needs.sources[source].find({ person, graph, answers, judge }, signal), signal)
      deliveries.push([source, delivered])
      isFound ||= delivered.judgement?.certificates[0]?.use === 'encrypt'
    }
    return deliveries
  }
}

/** A source that fails says so, and the next is asked; only an end of the whole lookup ends it. */
const known = async (finding: Promise<Delivery>, signal: AbortSignal): Promise<Delivery> => {
  try {
    return await finding
  } catch (error) {
    if (signal.aborted) throw abortError(signal)
    if (!isAppError(error) || error.code === 'cancelled') throw error
    return failed(error)
  }
}

const answersOf = (answers: ReadonlyMap<string, BatchAnswer>, index: number): Map<string, BatchAnswer> =>
  new Map(
    [...answers].flatMap(([id, answer]) => {
      const [at, name] = id.split('-')
      return at === String(index) && name !== undefined ? [[name, answer] as const] : []
    }),
  )

const userPath = (userId: string): string =>
  `users/${encodeURIComponent(userId)}?$select=id,displayName,mail,proxyAddresses`

const userOf = (userId: string, body: unknown): CertificateLookup['user'] => {
  const { displayName, mail, proxyAddresses } = (body ?? {}) as Readonly<Record<string, unknown>>
  const proxies = Array.isArray(proxyAddresses) ? proxyAddresses : []
  const addresses = [mail, ...proxies.map(smtpAddress)].filter((one) => typeof one === 'string' && one !== '')
  return {
    id: userId,
    displayName: typeof displayName === 'string' ? displayName : null,
    addresses: [...new Map(addresses.map((one) => [String(one).toLowerCase(), String(one)])).values()],
  }
}

/** `SMTP:` marks the main address, `smtp:` the others; X500 and SIP are no mail addresses. */
const smtpAddress = (proxy: unknown): string | undefined => /^smtp:(.+)$/i.exec(String(proxy))?.[1]

/** Best first over all sources; of equal use, in the order in which the sources were asked. */
const together = (deliveries: readonly Delivery[]): Judgement => {
  const judgements = deliveries.flatMap(({ judgement }) => judgement ?? [])
  const certificates = new Map<string, JudgedCertificate>()
  for (const one of judgements.flatMap((judgement) => judgement.certificates))
    if (!certificates.has(one.sha256)) certificates.set(one.sha256, one)
  return {
    certificates: [...certificates.values()].sort((one, other) => rank(one) - rank(other)),
    unread: [...judgements, ...deliveries].flatMap(({ unread }) => unread),
    ders: Object.assign({}, ...judgements.map(({ ders }) => ders)),
  }
}

const rank = ({ use }: JudgedCertificate): number => certificateUses.indexOf(use)

const findingOf = (source: CertificateSource, delivered: Delivery): SourceFinding => {
  const { answer, reason, params, error, judgement } = delivered
  return { source, answer, reason, params, error, certificates: judgement?.certificates.length ?? 0 }
}
