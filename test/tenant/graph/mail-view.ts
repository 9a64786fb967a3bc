import { isSmime, type Letter } from '../mail/letter.ts'
import type { Numbered } from '../mail/mailboxes.ts'

type Bag = Record<string, unknown>

/** Source: Graph, "message resource type". */
export const messageProperties: readonly string[] =
  'id createdDateTime lastModifiedDateTime changeKey categories receivedDateTime sentDateTime hasAttachments internetMessageId subject bodyPreview importance parentFolderId conversationId conversationIndex isDeliveryReceiptRequested isReadReceiptRequested isRead isDraft webLink inferenceClassification body sender from toRecipients ccRecipients bccRecipients replyTo uniqueBody internetMessageHeaders flag'.split(
    ' ',
  )
/** These come only when they are asked for. */
const onDemand: readonly string[] = ['internetMessageHeaders', 'uniqueBody']
const classTags: readonly string[] = ['string 0x001a', 'string 0x1a']

/** Undefined where the message has no such property. */
export const extendedProperty = (letter: Letter, id: string): string | undefined =>
  classTags.includes(id.toLowerCase()) ? letter.messageClass : undefined

const recipient = (address: string) => ({ emailAddress: { name: address, address } })

/** A message as Graph shows it. Exchange takes an S/MIME message's body for empty. */
export const messageView = (
  letter: Numbered,
  id: string,
  select: readonly string[] | null,
  extended: readonly string[],
): Bag => {
  const at = `${letter.at.toISOString().slice(0, 19)}Z`
  const all: Bag = {
    id,
    createdDateTime: at,
    lastModifiedDateTime: at,
    changeKey: `CQAAABYAAAD${id.slice(-8)}`,
    categories: [],
    receivedDateTime: at,
    sentDateTime: at,
    hasAttachments: isSmime(letter),
    internetMessageId: `<${id.slice(-24)}@mail.example>`,
    subject: letter.subject,
    bodyPreview: '',
    importance: 'normal',
    parentFolderId: folderId(letter.folder),
    conversationId: `AAQk${id.slice(-16)}`,
    isRead: true,
    isDraft: false,
    body: { contentType: 'html', content: '' },
    sender: recipient(letter.from),
    from: recipient(letter.from),
    toRecipients: [recipient(letter.to)],
    ccRecipients: [],
    bccRecipients: [],
    replyTo: [],
    flag: { flagStatus: 'notFlagged' },
    inferenceClassification: 'focused',
  }
  const names = select ?? messageProperties.filter((name) => !onDemand.includes(name))
  const shown = Object.fromEntries(['id', ...names].map((name) => [name, all[name] ?? null]))
  const properties = extended.flatMap((wanted) => {
    const value = extendedProperty(letter, wanted)
    return value === undefined ? [] : [{ id: 'String 0x1a', value }]
  })
  const etag = { '@odata.etag': `W/"CQAAABYAAAD${id.slice(-8)}"` }
  return { ...etag, ...shown, ...(properties.length === 0 ? {} : { singleValueExtendedProperties: properties }) }
}

export const folderId = (folder: Letter['folder']): string => `AAMkFolder${folder}AAA=`
