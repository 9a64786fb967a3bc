/** How Exchange shows a signed or encrypted message: everything of it in one attachment. */
interface LetterContent {
  /** RFC 5322. */
  readonly mime: Uint8Array
  readonly attachment: { readonly contentType: string; readonly bytes: Uint8Array } | null
}

export interface Letter {
  readonly folder: Folder
  readonly at: Date
  readonly subject: string
  readonly from: string
  readonly to: string
  /** `IPM.Note`, and for S/MIME what MS-OXOSMIME says. */
  readonly messageClass: string
  /** Made when it is first asked for. */
  readonly content: () => LetterContent
}

export const folders = ['sentitems', 'inbox'] as const
export type Folder = (typeof folders)[number]

export const classes = {
  plain: 'IPM.Note',
  /** Clear-signed. */
  clear: 'IPM.Note.SMIME.MultipartSigned',
  /** Opaque-signed or encrypted. */
  opaque: 'IPM.Note.SMIME',
} as const

export const isSmime = ({ messageClass }: Pick<Letter, 'messageClass'>): boolean => messageClass !== classes.plain

/** A message that comes from outside, such as one made by openssl. */
export const letterOf = (
  mime: Uint8Array,
  given: { readonly folder?: Folder; readonly at?: Date; readonly messageClass?: string },
): Letter => {
  const { fields, body } = parted(mime)
  const type = fields['content-type'] ?? 'text/plain'
  const date = new Date(fields['date'] ?? '')
  const content = { mime, attachment: attachmentOf(fields, body) }
  return {
    folder: given.folder ?? 'sentitems',
    at: given.at ?? (Number.isNaN(date.getTime()) ? new Date() : date),
    subject: fields['subject'] ?? '',
    from: addressIn(fields['from'] ?? ''),
    to: addressIn(fields['to'] ?? ''),
    messageClass: given.messageClass ?? classOf(type),
    content: () => content,
  }
}

const classOf = (type: string): string => {
  if (/^multipart\/signed/i.test(type)) return classes.clear
  return /^application\/(x-)?pkcs7-mime/i.test(type) ? classes.opaque : classes.plain
}

/** Source: MS-OXCMAIL: a clear-signed message is kept as its MIME entity, an opaque one as what is in its only part. */
const attachmentOf = (fields: Readonly<Record<string, string>>, body: Buffer): LetterContent['attachment'] => {
  const type = fields['content-type'] ?? ''
  if (classOf(type) === classes.plain) return null
  if (classOf(type) === classes.clear) {
    const head = Buffer.from(`Content-Type: ${type}\r\n\r\n`, 'latin1')
    return { contentType: 'multipart/signed', bytes: Buffer.concat([head, body]) }
  }
  const isBase64 = /base64/i.test(fields['content-transfer-encoding'] ?? '')
  const bytes = isBase64 ? Buffer.from(body.toString('latin1'), 'base64') : body
  return { contentType: 'application/pkcs7-mime', bytes }
}

/** The headers, unfolded, by their names in lower case, and what follows. */
const parted = (mime: Uint8Array): { fields: Readonly<Record<string, string>>; body: Buffer } => {
  const bytes = Buffer.from(mime)
  const end = /\r?\n\r?\n/.exec(bytes.toString('latin1'))
  const head = bytes.subarray(0, end?.index ?? bytes.length).toString('latin1')
  const lines = head.replaceAll(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)
  const fields = lines.flatMap((line) => {
    const colon = line.indexOf(':')
    return colon < 1 ? [] : [[line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const]
  })
  return {
    fields: Object.fromEntries(fields.toReversed()),
    body: bytes.subarray(end === null ? bytes.length : end.index + end[0].length),
  }
}

/** Of a header field. */
export const addressIn = (field: string): string => /<([^<>]*)>[^<]*$/.exec(field)?.[1] ?? field.trim()
