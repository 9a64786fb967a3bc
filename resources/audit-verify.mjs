#!/usr/bin/env node
/**
 * Verifies a signed export of Tenantry's audit with nothing but Node (20 or newer) and this file:
 *
 *     node audit-verify.mjs FILE [KEY-ID]
 *
 * FILE is a .jsonl or .csv export. KEY-ID is the id of the signing key as Tenantry shows it: without it the signature
 * proves that the file is whole since it was signed, with it also who signed.
 *
 * Checked: each record's SHA-256 over its canonical JSON (RFC 8785), the sequence from 1 without gaps, the link of each
 * record to the one before, in CSV also that the columns say what the record says, and the Ed25519 signature over the
 * whole. The first record that does not hold is named. Exit code 0: everything holds, 1: something does not, 2: no file.
 */
import { createHash, createPublicKey, verify } from 'node:crypto'
import { readFileSync, realpathSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

const sha256 = (data) => createHash('sha256').update(data).digest('hex')
const noHash = '0'.repeat(64)

/** RFC 8785 for what JSON.parse returns: names sorted by UTF-16 units, numbers and strings as ECMAScript writes them. */
export const canonical = (value) => {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  const members = Object.keys(value)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`)
  return `{${members.join(',')}}`
}

/** Null where the text is not JSON, or JSON that is written otherwise than canonically (so no byte of it is free). */
const parsed = (text) => {
  try {
    const value = JSON.parse(text)
    return value !== null && typeof value === 'object' && canonical(value) === text ? value : null
  } catch {
    return null
  }
}

const columns =
  'sequence,at,action,outcome,error,connectionId,osUser,host,trigger,before,after,operationId,runId,requestIds,previousHash,hash,record'.split(
    ',',
  )
const byteOrderMark = '\ufeff'

/** The row of a record, byte for byte as Tenantry writes it. A field that a spreadsheet would take for a formula begins with an apostrophe. */
const csvRow = (fields) => {
  const inert = (field) => (/^[\s\0]*[=+\-@＝＋－＠]|^[\t\r\n]/.test(field) ? `'${field}` : field)
  const quoted = (field) => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)
  return `${fields.map((field) => quoted(inert(field))).join(',')}\r\n`
}

const csvRowOf = (record, body, hash) => {
  const json = (value) => (value === null ? '' : canonical(value))
  const { actor, correlation } = record
  return csvRow([
    String(record.sequence),
    ...[record.at, record.action, record.outcome, json(record.error), record.connectionId ?? ''],
    ...[actor.osUser, actor.host ?? '', actor.trigger, json(record.before), json(record.after)],
    ...[correlation.operationId ?? '', correlation.runId ?? '', correlation.requestIds.join(' ')],
    ...[record.previousHash, hash, body],
  ])
}

/** Rows with their raw text: RFC 4180 with quoted fields that may hold line breaks. */
function* csvRows(text) {
  let start = 0
  let fields = []
  let field = ''
  let inQuotes = false
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]
    if (inQuotes) {
      const end = text.indexOf('"', at)
      if (end === -1) break
      field += text.slice(at, end)
      if (text[end + 1] === '"') field += '"'
      else inQuotes = false
      at = inQuotes ? end + 1 : end
    } else if (sign === '"' && field === '') inQuotes = true
    else if (sign === ',') {
      fields.push(field)
      field = ''
    } else if (sign === '\r' && text[at + 1] === '\n') {
      yield { fields: [...fields, field], text: text.slice(start, at + 2), at: start }
      at++
      start = at + 1
      fields = []
      field = ''
    } else field += sign
  }
  if (start < text.length) yield { fields: [...fields, field], text: text.slice(start), at: start }
}

/** Entries of an export: records as {body, hash} and the manifest as {manifest}, each with the place where it begins. */
function* csvEntries(text) {
  let first = true
  for (const row of csvRows(text)) {
    if (first) {
      first = false
      if (row.text !== byteOrderMark + csvRow(columns)) yield { problem: 'the header is not an audit export’s' }
      continue
    }
    const body = row.fields[columns.length - 1] ?? ''
    if (row.fields[0] === 'signature') {
      const fields = columns.map((name) => (name === 'sequence' ? 'signature' : name === 'record' ? body : ''))
      yield { at: row.at, manifest: row.text === csvRow(fields) ? parsed(body) : null }
      continue
    }
    const hash = row.fields[columns.length - 2] ?? ''
    yield { body, hash, fits: (record) => csvRowOf(record, body, hash) === row.text }
  }
}

function* jsonLinesEntries(text) {
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf('\n', at)
    const line = end === -1 ? text.slice(at) : text.slice(at, end)
    const value = end === -1 ? null : parsed(line)
    if (line.startsWith('{"at":') && value?.audit === 'tenantry') yield { at, manifest: value }
    else if (value === null) yield { body: null, hash: '' }
    else {
      const { hash, ...record } = value
      yield { body: canonical(record), hash, fits: () => true }
    }
    at += line.length + 1
  }
}

const recordProblem = ({ body, hash, fits }, sequence, previousHash) => {
  const record = body === null ? null : parsed(body)
  if (record === null) return 'unreadable or changed'
  if (sha256(body) !== hash) return 'changed: its hash is another one'
  if (record.sequence !== sequence)
    return record.sequence > sequence ? `missing: record ${record.sequence} stands in its place` : 'moved or repeated'
  if (record.previousHash !== previousHash) return 'not linked to the record before'
  return fits(record) ? null : 'changed: its columns do not say what the record says'
}

const base64 = (text) => {
  const bytes = Buffer.from(String(text), 'base64')
  return bytes.toString('base64') === text ? bytes : null
}

const signatureProblem = (manifest, content, chain) => {
  const { signature, ...signed } = manifest
  const [key, value] = [base64(signed.publicKey), base64(signature)]
  if (key === null || value === null || sha256(key) !== signed.keyId) return 'the key is not the one it is named as'
  try {
    const publicKey = createPublicKey({ key, format: 'der', type: 'spki' })
    if (publicKey.asymmetricKeyType !== 'ed25519') return 'the key is no Ed25519 key'
    if (!verify(null, Buffer.from(canonical(signed)), publicKey, value)) return 'the signature is wrong'
  } catch {
    return 'the key or the signature is unreadable'
  }
  if (signed.records !== chain.records)
    return `${signed.records} records were signed, ${chain.records} are here: record ${chain.records + 1} is missing`
  if (signed.head !== chain.head) return 'another chain was signed'
  return sha256(content) === signed.sha256 ? null : 'the file is not the one that was signed'
}

/** `broken`: the first record that does not hold; null beside a problem: all records hold, the signature does not. */
export const verifyExport = (bytes, expectedKeyId) => {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  const isCsv = text.slice(0, 100).includes(columns.slice(0, 4).join(','))
  const entries = isCsv ? csvEntries(text) : jsonLinesEntries(text)
  const chain = { records: 0, head: noHash }
  const failed = (broken, problem) => ({ ok: false, records: chain.records, broken, problem, keyId: null })
  let manifest
  let end = text.length
  for (const entry of entries) {
    if (manifest !== undefined) return failed(null, 'something follows the signature')
    if (entry.problem) return failed(null, entry.problem)
    if ('manifest' in entry) {
      if (entry.manifest === null) return failed(null, 'the signature line is damaged')
      manifest = entry.manifest
      end = entry.at
      continue
    }
    const problem = recordProblem(entry, chain.records + 1, chain.head)
    if (problem !== null) return failed(chain.records + 1, problem)
    chain.records++
    chain.head = entry.hash
  }
  if (manifest === undefined)
    return failed(chain.records + 1, 'missing: the file ends without its signature, so it was cut off')
  const content = bytes.subarray(0, Buffer.byteLength(text.slice(0, end)))
  const problem = signatureProblem(manifest, content, chain)
  if (problem !== null) return failed(manifest.records > chain.records ? chain.records + 1 : null, problem)
  if (expectedKeyId !== undefined && expectedKeyId !== manifest.keyId)
    return { ...failed(null, 'signed by another key than expected'), keyId: manifest.keyId }
  return { ok: true, records: chain.records, broken: null, problem: null, keyId: manifest.keyId, at: manifest.at }
}

const main = ([file, keyId]) => {
  if (file === undefined) {
    console.error('node audit-verify.mjs FILE [KEY-ID]')
    return 2
  }
  let bytes
  try {
    bytes = readFileSync(file)
  } catch (error) {
    console.error(`${file} cannot be read: ${error.message}`)
    return 2
  }
  const result = verifyExport(bytes, keyId)
  if (result.ok) {
    console.log(`OK: ${result.records} records, unbroken, signed ${result.at}`)
    console.log(
      `Signing key ${result.keyId}${keyId === undefined ? ' (compare with what Tenantry shows)' : ', as expected'}`,
    )
    return 0
  }
  console.error(
    result.broken === null ? `BROKEN: ${result.problem}` : `BROKEN at record ${result.broken}: ${result.problem}`,
  )
  console.error(`${result.records} records before it hold.`)
  return 1
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href)
  process.exitCode = main(process.argv.slice(2))
