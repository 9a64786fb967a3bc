import { type Budget, limits, ReadProblem } from './budget.ts'

/** A MIME entity: a message, or one part of one. Bytes are kept as they came, for signatures are over bytes. */
export interface Entity {
  /** Header and body. */
  readonly bytes: Uint8Array
  readonly body: Uint8Array
  /** Values by lower-case name, unfolded. */
  readonly headers: ReadonlyMap<string, readonly string[]>
  readonly type: HeaderValue
}

/** `value; name=…; …`, value and names in lower case. */
export interface HeaderValue {
  readonly value: string
  readonly parameters: ReadonlyMap<string, string>
}

/** One character an octet, without a copy between. */
export const latin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')

const LF = 10
const CR = 13
const DASH = 45

/** Where the line that starts here ends, its end of line included. */
const lineEnd = (bytes: Uint8Array, at: number): number => {
  let end = at
  while (end < bytes.length && bytes[end] !== LF) end++
  return Math.min(end + 1, bytes.length)
}

/** Where the body starts; header lines end with an empty one. */
const bodyStart = (bytes: Uint8Array): { headerEnd: number; bodyStart: number } => {
  let at = 0
  while (at < bytes.length) {
    const end = lineEnd(bytes, at)
    if (bytes[at] === LF || (bytes[at] === CR && bytes[at + 1] === LF)) return { headerEnd: at, bodyStart: end }
    if (end > limits.headers) throw new ReadProblem('tooLarge')
    at = end
  }
  return { headerEnd: bytes.length, bodyStart: bytes.length }
}

const headersOf = (bytes: Uint8Array): ReadonlyMap<string, readonly string[]> => {
  const headers = new Map<string, string[]>()
  let last: string[] | undefined
  for (const line of Buffer.from(bytes).toString('utf8').split(/\r?\n/)) {
    if (/^[ \t]/.test(line)) {
      if (last !== undefined) last.push(`${last.pop() ?? ''} ${line.slice(1)}`)
      continue
    }
    const colon = line.indexOf(':')
    last = undefined
    if (colon <= 0) continue
    const name = line.slice(0, colon).trimEnd().toLowerCase()
    last = headers.get(name) ?? []
    headers.set(name, last)
    last.push(line.slice(colon + 1).trim())
  }
  return headers
}

/** `name*0*=…; name*1=…` (RFC 2231) are put together under `name`. */
const joined = (found: readonly (readonly [string, string])[]): ReadonlyMap<string, string> => {
  const parameters = new Map<string, string>()
  for (const [given, value] of found) {
    const [name = given, piece] = given.split('*')
    if (piece === undefined) {
      if (!parameters.has(name)) parameters.set(name, value)
    } else parameters.set(name, (parameters.get(name) ?? '') + value)
  }
  return parameters
}

/** Each match begins at a `;` and takes at least one character, so that it costs no more than the header is long. */
const parameter = /;[ \t]*([^\s=;"]{1,64})[ \t]*=[ \t]*(?:"([^"\\]*(?:\\.[^"\\]*)*)"|([^\s;"]*))/g

export const headerValue = (header: string | undefined): HeaderValue => {
  const text = header ?? ''
  const found = [...text.matchAll(parameter)].map(
    ([, name = '', quoted, token = '']) =>
      [name.toLowerCase(), quoted?.replace(/\\(.)/g, '$1') ?? token] satisfies [string, string],
  )
  return { value: text.split(/[;\s(]/, 1)[0]?.toLowerCase() ?? '', parameters: joined(found) }
}

/** @throws ReadProblem when there are more parts, or longer headers, than the limits allow. */
export const readEntity = (bytes: Uint8Array, budget: Budget): Entity => {
  budget.spend('parts')
  const { headerEnd, bodyStart: start } = bodyStart(bytes)
  budget.spend('work', start)
  const headers = headersOf(bytes.subarray(0, headerEnd))
  return { bytes, body: bytes.subarray(start), headers, type: headerValue(headers.get('content-type')?.[0]) }
}

const telling = ['content-type', 'mime-version', 'from']

/** Whether these bytes are a message, or a part with its header, rather than anything else. */
export const isEntity = (bytes: Uint8Array, budget: Budget): boolean => {
  if (!/^(?:[!-9;-~]{1,80}:|From )/.test(latin1(bytes.subarray(0, 100)))) return false
  const { headers } = readEntity(bytes, budget)
  return telling.some((name) => headers.has(name))
}

/** Whether a delimiter line of the multipart starts here, and whether it is the last one. */
const delimiterAt = (bytes: Uint8Array, at: number, boundary: Uint8Array): 'part' | 'end' | null => {
  if (bytes[at] !== DASH || bytes[at + 1] !== DASH) return null
  for (let index = 0; index < boundary.length; index++) if (bytes[at + 2 + index] !== boundary[index]) return null
  let next = at + 2 + boundary.length
  const last = bytes[next] === DASH && bytes[next + 1] === DASH
  if (last) return 'end'
  // RFC 2046 5.1.1: only blanks may follow. A longer boundary of an inner multipart that begins alike is not this one.
  while (bytes[next] === 32 || bytes[next] === 9) next++
  return next >= bytes.length || bytes[next] === LF || bytes[next] === CR ? 'part' : null
}

/** The end of line before a delimiter belongs to the delimiter. */
const withoutLineEnd = (bytes: Uint8Array, from: number, to: number): Uint8Array => {
  let end = to
  if (end > from && bytes[end - 1] === LF) end--
  if (end > from && bytes[end - 1] === CR) end--
  return bytes.subarray(from, end)
}

/** The parts of a multipart, byte for byte. `whole` is false where its last delimiter is missing. */
export const partsOf = (
  { body, type }: Entity,
  budget: Budget,
): { readonly parts: readonly Uint8Array[]; readonly whole: boolean } => {
  const boundary = Buffer.from(type.parameters.get('boundary') ?? '', 'utf8')
  if (boundary.length === 0) throw new ReadProblem('damaged')
  budget.spend('work', body.length)
  const parts: Uint8Array[] = []
  let start = -1
  for (let at = 0; at < body.length; at = lineEnd(body, at)) {
    const delimiter = delimiterAt(body, at, boundary)
    if (delimiter === null) continue
    if (start >= 0) parts.push(withoutLineEnd(body, start, at))
    if (delimiter === 'end') return { parts, whole: true }
    if (parts.length > limits.parts) throw new ReadProblem('tooLarge')
    start = lineEnd(body, at)
  }
  if (start >= 0) parts.push(body.subarray(start))
  return { parts, whole: false }
}
