import { hash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { AuditHead, AuditRecord } from '../../shared/domain/audit.ts'

/** What the first record names as its predecessor. */
export const noHash = '0'.repeat(64)

export const sha256 = (text: string): string => hash('sha256', text, 'hex')

/** RFC 8785. The bytes that are hashed are the bytes that are kept, so a verifier needs no opinion about JSON. */
export const canonical = (value: object): string => {
  const text = canonicalize(value)
  if (text === undefined) throw new TypeError('not JSON')
  return text
}

/** A record as it is kept: its canonical JSON and that text's hash. */
export interface Sealed {
  readonly sequence: number
  readonly body: string
  readonly hash: string
}

/** What is handed to the thread; place and link in the chain are given there, where the last record is known. */
export type Unchained = Omit<AuditRecord, 'sequence' | 'previousHash'>

export const seal = (record: Unchained, last: AuditHead | null): Sealed => {
  const sequence = (last?.sequence ?? 0) + 1
  const body = canonical({ ...record, sequence, previousHash: last?.hash ?? noHash })
  return { sequence, body, hash: sha256(body) }
}

/** Everything that a search finds a record by, in one form for what people take for the same. */
export const searchText = ({ actor, action, error, before, after, connectionId, correlation }: AuditRecord): string =>
  foldText(
    [
      ...[actor.osUser, actor.host, actor.trigger, action, error?.code, connectionId],
      ...[before, after].flatMap((flat) => Object.entries(flat ?? {}).flat(2)),
      ...[...Object.values(error?.params ?? {}), correlation.operationId, correlation.runId, ...correlation.requestIds],
    ]
      .filter((value) => value !== null && value !== undefined)
      .join('\n'),
  )

const ascii = /^[\n -~]*$/
const marks = /\p{M}/gu

export const foldText = (text: string): string =>
  ascii.test(text) ? text.toLowerCase() : text.normalize('NFKD').replaceAll(marks, '').toLowerCase()
