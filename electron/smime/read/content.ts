import { readBer } from './ber.ts'
import { type Budget, ReadProblem } from './budget.ts'
import { isEntity } from './mime.ts'

/** One thing that a file, a directory's attribute or a paste holds. */
export interface Piece {
  readonly kind: 'certificate' | 'cms' | 'message'
  readonly bytes: Uint8Array
}

const sequence = 0x30

/** DER or BER, one after another; what follows the last is passed over, as OpenSSL does. */
const binaryPieces = (bytes: Uint8Array, budget: Budget): readonly Piece[] => {
  const pieces: Piece[] = []
  for (let at = 0; bytes[at] === sequence; ) {
    const element = readBer(bytes, budget, at)
    const first = element.children[0]?.tag
    if (first === sequence) budget.spend('certificates')
    if (first === sequence) pieces.push({ kind: 'certificate', bytes: element.bytes })
    else if (first === 0x06) pieces.push({ kind: 'cms', bytes: element.bytes })
    // A key, a PFX and the like.
    else throw new ReadProblem('notCertificate')
    at = element.end
  }
  return pieces
}

const certificateLabels = ['CERTIFICATE', 'X509 CERTIFICATE', 'TRUSTED CERTIFICATE']
const containerLabels = ['PKCS7', 'PKCS #7 SIGNED DATA', 'CMS']

/** The blocks of PEM; those with other labels, keys among them, are not looked at. */
const pemPieces = (text: string, budget: Budget): readonly Piece[] => {
  const pieces: Piece[] = []
  for (const { 0: begin, 1: label = '', index } of text.matchAll(/-----BEGIN ([A-Z0-9 #]{1,40})-----/g)) {
    if (![...certificateLabels, ...containerLabels].includes(label)) continue
    const start = index + begin.length
    const end = text.indexOf('-----', start)
    if (end < 0) throw new ReadProblem('damaged')
    const der = Buffer.from(text.slice(start, end), 'base64')
    // A trusted certificate of OpenSSL's has its own remarks behind it.
    const found = binaryPieces(der, budget).slice(0, 1)
    if (found.length === 0) throw new ReadProblem('damaged')
    pieces.push(...found)
  }
  return pieces
}

const byteOrderMarks = [
  { mark: [0xef, 0xbb, 0xbf], encoding: 'utf8' },
  { mark: [0xff, 0xfe], encoding: 'utf16le' },
] as const

/** Windows writes text as UTF-16 or with a mark; what is looked for is ASCII in either. */
const withoutMark = (bytes: Uint8Array): Uint8Array => {
  const found = byteOrderMarks.find(({ mark }) => mark.every((octet, index) => bytes[index] === octet))
  if (found === undefined) return bytes
  const rest = Buffer.from(bytes.subarray(found.mark.length))
  return found.encoding === 'utf8' ? rest : Buffer.from(rest.toString(found.encoding), 'utf8')
}

const textPieces = (given: Uint8Array, budget: Budget): readonly Piece[] => {
  budget.spend('work', given.length)
  const bytes = withoutMark(given)
  if (isEntity(bytes, budget)) return [{ kind: 'message', bytes }]
  const text = Buffer.from(bytes).toString('latin1')
  if (text.includes('-----BEGIN ')) return pemPieces(text, budget)
  if (!/^[A-Za-z0-9+/=\s]+$/.test(text)) return []
  return binaryPieces(Buffer.from(text, 'base64'), budget)
}

/**
 * Tells material apart by what it is, not by its name.
 * @throws ReadProblem notCertificate where there is none of it, and what reading it ends with
 */
export const piecesOf = (bytes: Uint8Array, budget: Budget): readonly Piece[] => {
  const pieces = bytes[0] === sequence ? binaryPieces(bytes, budget) : textPieces(bytes, budget)
  if (pieces.length === 0) throw new ReadProblem('notCertificate')
  return pieces
}
