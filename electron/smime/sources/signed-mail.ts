import type { UnreadMaterial } from '../../../shared/domain/certificates.ts'
import { missingFor } from '../../../shared/domain/features.ts'
import { AppError, isAppError } from '../../../shared/ipc/errors.ts'
import type { BatchAnswer } from '../../graph/graph.ts'
import type { MailboxGate } from '../mailbox-gate.ts'
import { type Asked, accepted, answerTo, type Delivery, delivery, refusalOf, type Source, unreadOf } from './source.ts'

/** Messages opened for one user: each costs a round trip. */
const mostOpened = 4
/** Of one message, as of a dropped file. */
const largest = 10_000_000
/** PidTagMessageClass; clear-signed: IPM.Note.SMIME.MultipartSigned, opaque or encrypted: IPM.Note.SMIME (MS-OXOSMIME). */
const messageClass = 'String 0x001A'
const signedClass = 'IPM.Note.SMIME'
const clearClass = 'IPM.Note.SMIME.MultipartSigned'
/** Opened whatever their class: the newest certificate is in one of them. */
const newestOpened = 2
const needs = ['Mail.Read']
const noMailbox = /^(MailboxNotEnabledForRESTAPI|MailboxNotSupportedForRESTAPI|ErrorNonExistentMailbox)$/i

interface Message {
  readonly id: string
  readonly sentAt: string
  readonly messageClass: string
}

interface Listed {
  readonly messages: readonly Message[]
  /** How many were looked at; null where signed ones were asked for. */
  readonly among: number | null
}

interface Needs {
  readonly gate: MailboxGate
  /** How many of the newest are looked at where signed ones cannot be asked for. */
  readonly scan: () => number
}

/**
 * The newest signed messages of a user's Sent Items, which bring the certificates of their signer. Graph documents no
 * filter by message class, so a tenant that refuses it is remembered for the session, and its newest messages are looked
 * at instead, by the class that Graph then tells of each.
 */
export class SignedMailSource implements Source {
  readonly source = 'signedMail'
  readonly #needs: Needs
  #filterRefused: AppError | null = null

  constructor(needs: Needs) {
    this.#needs = needs
  }

  first(userId: string): Readonly<Record<string, string>> {
    if (this.#filterRefused === null) return { messages: filteredPath(userId) }
    const scan = this.#needs.scan()
    return scan === 0 ? {} : { newest: scannedPath(userId, scan) }
  }

  async find(asked: Asked, signal: AbortSignal): Promise<Delivery> {
    try {
      return await this.#find(asked, signal)
    } catch (error) {
      const denied = isAppError(error) ? await deniedOf(error, asked, signal) : null
      if (denied === null) throw error
      return denied
    }
  }

  async #find(asked: Asked, signal: AbortSignal): Promise<Delivery> {
    const { answers, person, graph } = asked
    const newest = answers.get('newest')
    if (newest !== undefined) return this.#open(asked, scannedIn(accepted(newest, needs)), 0, signal)
    if (!answers.has('messages')) throw this.#filterRefused ?? new AppError('graph_refused')
    const answer = answerTo(answers, 'messages')
    if (!refusesFilter(answer)) return this.#open(asked, signedIn(accepted(answer, needs)), 0, signal)
    this.#filterRefused = refusalOf(answer, needs)
    const scan = this.#needs.scan()
    if (scan === 0) throw this.#filterRefused
    const list = () => graph.get<unknown>(scannedPath(person.id, scan), { needs }, signal)
    return this.#open(asked, scannedIn(await this.#needs.gate.pass([person.id], list, signal)), 1, signal)
  }

  /** Newest first, until one of them brings certificates. */
  async #open(
    { person, graph, judge }: Asked,
    { messages, among }: Listed,
    listTrips: number,
    signal: AbortSignal,
  ): Promise<Delivery> {
    const unread: UnreadMaterial[] = []
    let roundTrips = listTrips
    for (const { id, sentAt } of inOrder(messages).slice(0, mostOpened)) {
      const path = `users/${encodeURIComponent(person.id)}/messages/${encodeURIComponent(id)}/$value`
      roundTrips++
      const bytes = await this.#needs.gate
        .pass([person.id], () => graph.bytes(path, largest, { needs }, signal), signal)
        .catch(unlessGone)
      if (bytes === undefined) continue
      if (bytes === null) {
        unread.push(unreadOf('signedMail', 'tooLarge'))
        continue
      }
      const judgement = await judge([{ source: 'signedMail', kind: 'message', bytes, messageAt: sentAt }])
      if (judgement.certificates.length > 0)
        return delivery('found', 'newestSignedMail', {
          params: { at: sentAt },
          judgement,
          unread,
          roundTrips,
        })
      unread.push(...judgement.unread)
    }
    if (messages.length > 0)
      return delivery('none', 'signedWithoutCertificate', {
        params: { messages: String(Math.min(messages.length, mostOpened)) },
        unread,
        roundTrips,
      })
    if (among === null) return delivery('none', 'noSignedMail', { roundTrips })
    return delivery('none', 'noSignedMailAmong', { params: { messages: String(among) }, roundTrips })
  }
}

const sentItems = (userId: string): string => `users/${encodeURIComponent(userId)}/mailFolders/sentitems/messages`

const expanded = `$expand=singleValueExtendedProperties($filter=id eq '${messageClass}')`

/** Graph sorts by what the filter names, in its order: hence the date that is always true. */
const filteredPath = (userId: string): string =>
  `${sentItems(userId)}?$select=id,sentDateTime&$top=25&$orderby=sentDateTime desc&${expanded}` +
  `&$filter=sentDateTime ge 1970-01-01T00:00:00Z and singleValueExtendedProperties/any(ep: ep/id eq '${messageClass}'` +
  ` and startswith(ep/value,'${signedClass}'))`

const scannedPath = (userId: string, scan: number): string =>
  `${sentItems(userId)}?$select=id,sentDateTime&$top=${scan}&$orderby=sentDateTime desc&${expanded}`

const messagesOf = (body: unknown): Message[] => {
  const { value } = (body ?? {}) as { readonly value?: unknown }
  const list: readonly unknown[] = Array.isArray(value) ? value : []
  return list
    .flatMap((entry) => {
      const {
        id,
        sentDateTime,
        singleValueExtendedProperties: properties,
      } = (entry ?? {}) as Readonly<Record<string, unknown>>
      if (typeof id !== 'string' || typeof sentDateTime !== 'string') return []
      return [{ id, sentAt: sentDateTime, messageClass: classIn(properties) }]
    })
    .sort((one, other) => other.sentAt.localeCompare(one.sentAt))
}

const classIn = (properties: unknown): string => {
  const [property] = Array.isArray(properties) ? properties : []
  return String((property as { readonly value?: unknown } | undefined)?.value ?? '')
}

const signedIn = (body: unknown): Listed => ({ messages: messagesOf(body), among: null })

const scannedIn = (body: unknown): Listed => {
  const all = messagesOf(body)
  return { messages: all.filter((message) => message.messageClass.startsWith(signedClass)), among: all.length }
}

/**
 * The newest come first. Behind them those that are certain to be signed: the class of an opaque one is that of an
 * encrypted one as well, and who encrypts much would leave nothing to be opened but what cannot be read.
 */
const inOrder = (messages: readonly Message[]): readonly Message[] => {
  const rest = messages.slice(newestOpened)
  const isClear = (message: Message) => message.messageClass === clearClass
  return [...messages.slice(0, newestOpened), ...rest.filter(isClear), ...rest.filter((one) => !isClear(one))]
}

/** 501 is Graph's other word for a query that it cannot carry out. */
const refusesFilter = ({ status }: BatchAnswer): boolean => status === 400 || status === 501

/** A message that was deleted since it was listed is passed over. */
const unlessGone = (error: unknown): undefined => {
  if (isAppError(error) && error.code === 'not_found') return undefined
  throw error
}

/** A mailbox that is not there, or not for this application; null where it is something else. */
const deniedOf = async (error: AppError, { graph }: Asked, signal: AbortSignal): Promise<Delivery | null> => {
  const { code, params } = error
  if (code === 'not_found' && noMailbox.test(params['graphCode'] ?? '')) return delivery('notAvailable', 'noMailbox')
  if (params['status'] !== '403') return null
  // Graph gives both refusals the same name; the token tells whether the application may read mail at all.
  const roles = await graph.roles(signal)
  const [role] = roles.length === 0 ? [] : missingFor('smimeFromMail', roles)
  if (role === undefined) return delivery('notPermitted', 'accessPolicy', { error: { code, params } })
  return delivery('notPermitted', 'roleMissing', {
    params: { role },
    error: { code: 'permission_missing', params: { ...params, roles: role } },
  })
}
