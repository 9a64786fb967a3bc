import { derTag } from '../der.ts'
import { readBer } from './ber.ts'
import { type Budget, ReadProblem } from './budget.ts'
import { isEntity, latin1 } from './mime.ts'

/** One thing that a file, a directory's attribute or a paste holds. */
export interface Piece {
  readonly kind: 'certificate' | 'cms' | 'message'
  readonly bytes: Uint8Array
}

const { sequence } = derTag

const kinds: ReadonlyMap<number | undefined, Piece['kind']> = new Map([
  [sequence, 'certificate'],
  [derTag.oid, 'cms'],
])

/** DER or BER, one after another; what follows them is passed over, as OpenSSL does. */
const binaryPieces = (bytes: Uint8Array, budget: Budget): readonly Piece[] => {
  const pieces: Piece[] = []
  for (let at = 0; bytes[at] === sequence; ) {
    const element = readBer(bytes, budget, at)
    const kind = kinds.get(element.children[0]?.tag)
    // A key, a PFX and the like.
    if (kind === undefined) break
    if (kind === 'certificate') budget.spend('certificates')
    pieces.push({ kind, bytes: element.bytes })
    at = element.end
  }
  return pieces
}

const labels: ReadonlyMap<string, Piece['kind']> = new Map([
  ['CERTIFICATE', 'certificate'],
  ['X509 CERTIFICATE', 'certificate'],
  ['TRUSTED CERTIFICATE', 'certificate'],
  ['PKCS7', 'cms'],
  ['PKCS #7 SIGNED DATA', 'cms'],
  ['CMS', 'cms'],
])

/** The blocks of PEM, each to be read by itself; those with other labels, keys among them, are not looked at. */
const pemPieces = (text: string, budget: Budget): readonly Piece[] => {
  const pieces: Piece[] = []
  for (const { 0: begin, 1: label = '', index } of text.matchAll(/-----BEGIN ([A-Z0-9 #]{1,40})-----/g)) {
    const kind = labels.get(label)
    if (kind === undefined) continue
    budget.spend('certificates')
    const start = index + begin.length
    const end = text.indexOf('-----', start)
    pieces.push({ kind, bytes: Buffer.from(text.slice(start, end < 0 ? start : end), 'base64') })
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
  const text = latin1(bytes)
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
