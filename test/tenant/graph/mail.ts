import { type Folder, folders, isSmime } from '../mail/letter.ts'
import type { Numbered } from '../mail/mailboxes.ts'
import type { Ref } from '../model/ids.ts'
import type { Access } from './access.ts'
import { type Answer, badRequest, type Call, GraphFailure, json, notSimulated } from './answer.ts'
import type { GraphContext } from './context.ts'
import { parseMailQuery } from './mail-query.ts'
import { folderId, messageView } from './mail-view.ts'

const accessDenied = () =>
  new GraphFailure(403, 'ErrorAccessDenied', 'Access is denied. Check credentials and try again.')
const noSuchItem = () => new GraphFailure(404, 'ErrorItemNotFound', 'The specified object was not found in the store.')

/** A user's mailbox as far as the program reads it. Source: Graph, "List messages", "Get MIME content of a message". */
export class Mail {
  readonly #context: GraphContext

  constructor(context: GraphContext) {
    this.#context = context
  }

  /** `tail` begins with `messages`, `mailFolders` or `mailFolders('sentitems')`. */
  answer(call: Call, ref: Ref, tail: readonly string[], access: Access): Answer {
    if (!access.has('mail')) throw accessDenied()
    const { state, mailboxes } = this.#context
    if (mailboxes.fate(ref) === 'noMailbox')
      throw new GraphFailure(
        404,
        'MailboxNotEnabledForRESTAPI',
        'The mailbox is either inactive, soft-deleted, or is hosted on-premise.',
      )
    // Source: Exchange, "Limiting application permissions to specific mailboxes".
    if (state.mailAccess !== null && !state.mailAccess.includes(this.#context.directory.ids.of(ref)))
      throw accessDenied()
    const { folder, rest } = placeOf(tail)
    const [id, relation, ...further] = rest
    if (id === undefined) return this.#list(call, ref, folder)
    const letter = this.#find(ref, folder, id)
    if (relation === undefined) return this.#one(call, letter, id)
    if (relation === '$value' && further.length === 0) return mime(letter)
    if (relation === 'attachments') return this.#attachments(call, letter, id, further)
    throw notSimulated(`/users/{id}/${tail.join('/')}`)
  }

  #list(call: Call, ref: Ref, folder: Folder | null): Answer {
    const query = parseMailQuery(call.query)
    if (query.filter?.extended === true && this.#context.state.refusesClassFilter)
      throw badRequest('The filter on the extended property is not supported.', 'ErrorInvalidUrlQueryFilter')
    const { filter, order } = query
    const matching = this.#context.mailboxes
      .letters(ref)
      .filter((letter) => (folder === null || letter.folder === folder) && (filter?.matches(letter) ?? true))
    const sorted = order.property === 'subject' ? bySubject(matching) : matching.toReversed()
    if (order.descending) sorted.reverse()
    const page = sorted.slice(query.skip, query.skip + query.top)
    const next = query.skip + query.top
    const at = `${this.#context.origin}${call.path}`
    return json({
      '@odata.context': `${this.#context.origin}/v1.0/$metadata#users('${this.#context.directory.ids.of(ref)}')/messages`,
      ...(query.count ? { '@odata.count': sorted.length } : {}),
      value: page.map((letter) => messageView(letter, idOf(ref, letter), query.select, query.extended)),
      ...(next < sorted.length
        ? { '@odata.nextLink': `${encodeURI(at)}?${query.rest === '' ? '' : `${query.rest}&`}$skip=${next}` }
        : {}),
    })
  }

  #one(call: Call, letter: Numbered, id: string): Answer {
    const { select, extended } = parseMailQuery(call.query)
    return json(messageView(letter, id, select, extended))
  }

  #find(ref: Ref, folder: Folder | null, id: string): Numbered {
    if (!/^AAMk[\w-]+=*$/.test(id)) throw badRequest('Id is malformed.', 'ErrorInvalidIdMalformed')
    const found = this.#context.mailboxes.letters(ref).find((letter) => idOf(ref, letter) === id)
    if (found === undefined || (folder !== null && found.folder !== folder)) throw noSuchItem()
    return found
  }

  #attachments(call: Call, letter: Numbered, id: string, [wanted, relation]: readonly string[]): Answer {
    const held = isSmime(letter) ? letter.content().attachment : null
    const attachmentId = `${id.replace(/=+$/, '')}BEgAQAA=`
    if (wanted !== undefined && (held === null || wanted !== attachmentId)) throw noSuchItem()
    if (relation === '$value' && held !== null)
      return { status: 200, body: null, bytes: held.bytes, type: held.contentType }
    if (relation !== undefined) throw notSimulated(`attachments/{id}/${relation}`)
    const all = held === null ? [] : [attachmentView(attachmentId, held)]
    const select = new URLSearchParams(call.query).get('$select')?.split(',') ?? null
    const shown = all.map((one) => selected(one, select))
    return json(wanted === undefined ? { value: shown } : (shown[0] ?? {}))
  }
}

const placeOf = ([first = '', ...rest]: readonly string[]): { folder: Folder | null; rest: readonly string[] } => {
  if (first.toLowerCase() === 'messages') return { folder: null, rest }
  const [, inBrackets] = /^mailFolders\('([^']*)'\)$/i.exec(first) ?? []
  const [name = '', messages, ...further] = inBrackets === undefined ? rest : [inBrackets, ...rest]
  if (messages?.toLowerCase() !== 'messages') throw notSimulated(`mailFolders/${rest.join('/')}`)
  const folder = folders.find((known) => known === name.toLowerCase() || folderId(known) === name)
  if (folder === undefined) throw noSuchItem()
  return { folder, rest: further }
}

const bySubject = (letters: readonly Numbered[]): Numbered[] =>
  letters.toSorted((one, other) => one.subject.localeCompare(other.subject))

/** Opaque, and long as Exchange's are. */
const idOf = (ref: Ref, { number }: Numbered): string =>
  `AAMk${Buffer.from(`mailbox-of-the-simulated-tenant:${ref}:${number}`).toString('base64url')}=`

const mime = (letter: Numbered): Answer => ({
  status: 200,
  body: null,
  bytes: letter.content().mime,
  type: 'text/plain',
})

const attachmentView = (id: string, { contentType, bytes }: { contentType: string; bytes: Uint8Array }) => ({
  '@odata.type': '#microsoft.graph.fileAttachment',
  '@odata.mediaContentType': contentType,
  id,
  name: 'smime.p7m',
  contentType,
  size: bytes.byteLength,
  isInline: false,
  contentId: null,
  contentBytes: Buffer.from(bytes).toString('base64'),
})

const selected = (view: Readonly<Record<string, unknown>>, select: readonly string[] | null) =>
  select === null
    ? view
    : Object.fromEntries(
        Object.entries(view).filter(([name]) => name.startsWith('@odata') || name === 'id' || select.includes(name)),
      )
