/** Lines with CRLF, the last one included. */
export const lines = (...all: readonly string[]): Buffer => Buffer.from(all.map((line) => `${line}\r\n`).join(''))

export const textEntity = (text: string): Buffer =>
  lines('Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit', '', ...text.split('\n'))

const base64Lines = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString('base64')
    .match(/.{1,76}/g)
    ?.join('\r\n') ?? ''

/** How the signature or the container is written into the message. */
export interface MimeOptions {
  readonly encoding?: 'base64' | 'binary' | 'base64OneLine'
  /** Of the part's type: `application/x-pkcs7-signature` as old programs have it. */
  readonly oldType?: boolean
  readonly boundary?: string
  /** Of the algorithm in `micalg`. */
  readonly micalg?: string
  /** Parameters of the file's name: as RFC 2231 splits and encodes it. */
  readonly longName?: boolean
  readonly preamble?: string
  readonly epilogue?: string
  /** Between the boundary and its line's end, which RFC 2046 allows. */
  readonly padding?: string
}

export interface Heading {
  readonly from: string
  readonly to?: string
  readonly subject?: string
  readonly date?: Date
  readonly sender?: string
  /** Written as they are, before the others. */
  readonly more?: readonly string[]
}

export const heading = ({
  from,
  to = 'partner@example.org',
  subject = 'Hello',
  date,
  sender,
  more = [],
}: Heading): Buffer =>
  lines(
    ...more,
    `From: ${from}`,
    ...(sender === undefined ? [] : [`Sender: ${sender}`]),
    `To: ${to}`,
    `Subject: ${subject}`,
    `Date: ${(date ?? new Date()).toUTCString().replace('GMT', '+0000')}`,
    'MIME-Version: 1.0',
  )

const encoded = (bytes: Uint8Array, encoding: MimeOptions['encoding'] = 'base64'): Buffer => {
  if (encoding === 'binary') return Buffer.from(bytes)
  return Buffer.from(encoding === 'base64' ? base64Lines(bytes) : Buffer.from(bytes).toString('base64'))
}

const transfer = (encoding: MimeOptions['encoding']): string =>
  `Content-Transfer-Encoding: ${encoding === 'binary' ? 'binary' : 'base64'}`

const disposition = (name: string, { longName = false }: MimeOptions): readonly string[] =>
  longName
    ? [
        'Content-Disposition: attachment;',
        ` filename*0*=UTF-8''Unterschrift%20f%C3%BCr%20;`,
        ` filename*1*=die%20Pr%C3%BCfung%20;`,
        ` filename*2="${name}"`,
      ]
    : [`Content-Disposition: attachment; filename="${name}"`]

/** `multipart/signed` of an entity and the signature over it (RFC 8551, 3.5.3). Itself an entity. */
export const clearSigned = (entity: Uint8Array, signature: Uint8Array, options: MimeOptions = {}): Buffer => {
  const { boundary = '----=_Part_7F3A', oldType = false, micalg = 'sha-256', padding = '' } = options
  const type = oldType ? 'application/x-pkcs7-signature' : 'application/pkcs7-signature'
  return Buffer.concat([
    lines(
      `Content-Type: multipart/signed; protocol="${type}";`,
      `\tmicalg=${micalg}; boundary="${boundary}"`,
      '',
      ...(options.preamble === undefined ? [] : [options.preamble]),
      `--${boundary}${padding}`,
    ),
    entity,
    lines('', `--${boundary}${padding}`, `Content-Type: ${type}; name="smime.p7s"`, transfer(options.encoding)),
    lines(...disposition('smime.p7s', options), ''),
    encoded(signature, options.encoding),
    lines('', `--${boundary}--${padding}`, ...(options.epilogue === undefined ? [] : [options.epilogue])),
  ])
}

/** `application/pkcs7-mime` around a container (RFC 8551, 3.5.2). Itself an entity. */
export const opaque = (
  container: Uint8Array,
  type: 'signed-data' | 'enveloped-data' | 'certs-only' | null,
  options: MimeOptions = {},
): Buffer => {
  const media = options.oldType === true ? 'application/x-pkcs7-mime' : 'application/pkcs7-mime'
  return Buffer.concat([
    lines(`Content-Type: ${media}; ${type === null ? '' : `smime-type=${type}; `}name="smime.p7m"`),
    lines(transfer(options.encoding), ...disposition('smime.p7m', options), ''),
    encoded(container, options.encoding),
    ...(options.encoding === 'binary' ? [] : [lines('')]),
  ])
}

/** `multipart/mixed` around entities. */
export const mixed = (boundary: string, ...entities: readonly Uint8Array[]): Buffer =>
  Buffer.concat([
    lines(`Content-Type: multipart/mixed; boundary="${boundary}"`, ''),
    ...entities.flatMap((entity) => [lines(`--${boundary}`), Buffer.from(entity), lines('')]),
    lines(`--${boundary}--`),
  ])

/** With the line ends of a file saved on Unix. */
export const withLf = (message: Uint8Array): Buffer =>
  Buffer.from(Buffer.from(message).toString('latin1').replaceAll('\r\n', '\n'), 'latin1')
