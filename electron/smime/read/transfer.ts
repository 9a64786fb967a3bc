import type { Budget } from './budget.ts'
import { type Entity, headerValue, latin1 } from './mime.ts'

const LF = 10
const CR = 13
const EQUALS = 61

const hexDigits = new Map(
  [...'0123456789abcdefABCDEF'].map((digit) => [digit.charCodeAt(0), Number.parseInt(digit, 16)]),
)
const hex = (octet: number | undefined): number => hexDigits.get(octet ?? 0) ?? Number.NaN

/** What an equals sign stands for here: an octet, the end of a line that goes on (null), or itself. */
const escapedAt = (bytes: Uint8Array, at: number): { readonly octet: number | null; readonly length: number } => {
  if (bytes[at + 1] === LF) return { octet: null, length: 2 }
  if (bytes[at + 1] === CR && bytes[at + 2] === LF) return { octet: null, length: 3 }
  const octet = hex(bytes[at + 1]) * 16 + hex(bytes[at + 2])
  return Number.isNaN(octet) ? { octet: EQUALS, length: 1 } : { octet, length: 3 }
}

const fromQuotedPrintable = (bytes: Uint8Array): Uint8Array => {
  const result = new Uint8Array(bytes.length)
  let to = 0
  /** Blanks before the end of a line are not part of it; those that were encoded are. */
  let kept = 0
  for (let at = 0; at < bytes.length; ) {
    const octet = bytes[at] ?? 0
    if (octet === EQUALS) {
      const escaped = escapedAt(bytes, at)
      if (escaped.octet !== null) result[to++] = escaped.octet
      kept = to
      at += escaped.length
      continue
    }
    if (octet === LF || octet === CR) to = kept
    result[to++] = octet
    if (octet !== 32 && octet !== 9) kept = to
    at++
  }
  return result.subarray(0, to)
}

const encodingOf = ({ headers }: Pick<Entity, 'headers'>): string =>
  headerValue(headers.get('content-transfer-encoding')?.[0]).value

/** Whether the body is anything else than its own bytes. */
export const isEncoded = (entity: Entity): boolean => ['base64', 'quoted-printable'].includes(encodingOf(entity))

/**
 * The body without its transfer encoding, as RFC 2045 asks: any encoding, lines of any length, other characters than those
 * of base64 passed over. OpenSSL reads containers as base64 in short lines only, and refuses what other mailers write.
 */
export const decodedBody = ({ body, headers }: Entity, budget: Budget): Uint8Array => {
  budget.spend('work', body.length)
  const encoding = encodingOf({ headers })
  if (encoding === 'base64') return Buffer.from(latin1(body), 'base64')
  return encoding === 'quoted-printable' ? fromQuotedPrintable(body) : body
}

/** With CRLF as the only end of line, as text is signed (RFC 8551, 3.1.1), whatever a store has made of it. */
export const canonical = (bytes: Uint8Array, budget: Budget): Uint8Array => {
  budget.spend('work', bytes.length)
  let missing = 0
  for (let at = 0; at < bytes.length; at++) if (bytes[at] === LF && bytes[at - 1] !== CR) missing++
  if (missing === 0) return bytes
  const result = new Uint8Array(bytes.length + missing)
  let to = 0
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] === LF && bytes[at - 1] !== CR) result[to++] = CR
    result[to++] = bytes[at] ?? 0
  }
  return result
}
