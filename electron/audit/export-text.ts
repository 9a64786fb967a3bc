import type { ChainedRecord, ExportFormat, Flat } from '../../shared/domain/audit.ts'
import { byteOrderMark, csvRow } from '../export/csv.ts'
import type { Row } from './audit-store.ts'
import { canonical } from './record.ts'

/** What is signed: the bytes before it by their SHA-256, and what the chain in them amounts to. */
export interface Manifest {
  readonly audit: 'tenantry'
  readonly format: 1
  readonly at: string
  readonly records: number
  readonly head: string
  /** Of all bytes before the manifest's own line. */
  readonly sha256: string
  readonly keyId: string
  readonly publicKey: string
}

const columns = [
  'sequence',
  'at',
  'action',
  'outcome',
  'error',
  'connectionId',
  'osUser',
  'host',
  'trigger',
  'before',
  'after',
  'operationId',
  'runId',
  'requestIds',
  'previousHash',
  'hash',
  'record',
] as const

export const exportStart = (format: ExportFormat): string =>
  format === 'csv' ? `${byteOrderMark}${csvRow(columns)}` : ''

export const exportLine = (format: ExportFormat, row: Row): string => {
  const record: ChainedRecord = { ...JSON.parse(row.body), hash: row.hash }
  return format === 'csv' ? csvRow(csvFields(record, row.body)) : `${canonical(record)}\n`
}

/** The last line. In a CSV file a row like the others, so that every reader of the format takes it. */
export const exportEnd = (format: ExportFormat, manifest: Manifest, signature: string): string => {
  const text = canonical({ ...manifest, signature })
  return format === 'csv' ? csvRow(columns.map((name) => ends[name]?.(text) ?? '')) : `${text}\n`
}
const ends: Partial<Record<string, (text: string) => string>> = { sequence: () => 'signature', record: (text) => text }

const csvFields = (record: ChainedRecord, body: string): readonly string[] => {
  const { actor, correlation } = record
  return [
    String(record.sequence),
    ...[record.at, record.action, record.outcome],
    ...[record.error === null ? '' : canonical(record.error), record.connectionId ?? ''],
    ...[actor.osUser, actor.host ?? '', actor.trigger],
    ...[flatText(record.before), flatText(record.after)],
    ...[correlation.operationId ?? '', correlation.runId ?? '', correlation.requestIds.join(' ')],
    ...[record.previousHash, record.hash, body],
  ]
}

const flatText = (flat: Flat | null): string => (flat === null ? '' : canonical(flat))
