import { createHash, generateKeyPairSync, hash, sign } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Row } from '../../../electron/audit/audit-store.ts'
import { exportEnd, exportLine, exportStart, type Manifest } from '../../../electron/audit/export-text.ts'
import { canonical } from '../../../electron/audit/record.ts'
import { type ExportFormat, exportFormats } from '../../../shared/domain/audit.ts'
import { chain, unchained } from './entries.ts'
import { verifier } from './verifier.ts'

const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const spki = publicKey.export({ type: 'spki', format: 'der' })
const keyId = hash('sha256', spki, 'hex')

const rows = chain(9, (index) => unchained({ after: { number: index, tricky: '=1+1;"a",\r\n ﻿ü€😀' } }))

const signedManifest = (lines: readonly string[], format: ExportFormat, head: string): string => {
  const sha256 = createHash('sha256').update(lines.join('')).digest('hex')
  const records = lines.length - (format === 'csv' ? 1 : 0)
  const at = '2026-03-01T12:00:00.000Z'
  const manifest: Manifest = {
    audit: 'tenantry',
    format: 1,
    at,
    records,
    head,
    sha256,
    keyId,
    publicKey: spki.toString('base64'),
  }
  return exportEnd(format, manifest, sign(null, Buffer.from(canonical(manifest)), privateKey).toString('base64'))
}

/** The export's parts: a start (CSV), a line for each record, the signature. */
const partsOf = (format: ExportFormat, of: readonly Row[] = rows) => {
  const start = exportStart(format)
  const lines = of.map((row) => exportLine(format, row))
  const end = signedManifest(start === '' ? lines : [start, ...lines], format, of.at(-1)?.hash ?? '')
  return { start, lines, end }
}
const bytesOf = ({ start, lines, end }: ReturnType<typeof partsOf>) => Buffer.from([start, ...lines, end].join(''))
const verdict = (parts: ReturnType<typeof partsOf>) => verifier.verifyExport(bytesOf(parts))

describe.each(exportFormats)('the standalone verifier on %s', (format) => {
  const parts = partsOf(format)
  const bytes = bytesOf(parts)
  const place = fc.nat({ max: rows.length - 1 })

  it('finds nothing in what was exported', () => {
    expect(verifier.verifyExport(bytes)).toMatchObject({ ok: true, records: 9, broken: null, keyId })
    expect(verifier.verifyExport(bytes, keyId).ok).toBe(true)
  })

  it('asks for the key that was expected', () => {
    expect(verifier.verifyExport(bytes, 'another')).toMatchObject({ ok: false, broken: null })
  })

  it('finds any single byte that was changed, and names the record it stands in', () => {
    const begins = parts.lines.map((_line, index) =>
      Buffer.byteLength(parts.start + parts.lines.slice(0, index).join('')),
    )
    const ends = Buffer.byteLength(parts.start + parts.lines.join(''))
    fc.assert(
      fc.property(fc.nat({ max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const altered = Buffer.from(bytes)
        altered[at]! ^= change
        const { ok, broken } = verifier.verifyExport(altered)
        expect(ok).toBe(false)
        const record = begins.findLastIndex((begin) => begin <= at) + 1
        // The start and the signature belong to no record.
        if (record > 0 && at < ends) expect(broken).toBe(record)
      }),
      { numRuns: 2_000 },
    )
  })

  it('finds a dropped record', () => {
    fc.assert(
      fc.property(place, (at) => {
        const result = verdict({ ...parts, lines: parts.lines.toSpliced(at, 1) })
        expect(result).toMatchObject({ ok: false, broken: at + 1 })
      }),
    )
  })

  it('finds swapped records', () => {
    fc.assert(
      fc.property(place, place, (one, other) => {
        fc.pre(one !== other)
        const lines = [...parts.lines]
        lines[one] = parts.lines[other]!
        lines[other] = parts.lines[one]!
        expect(verdict({ ...parts, lines })).toMatchObject({ ok: false, broken: Math.min(one, other) + 1 })
      }),
    )
  })

  it('finds a file that was cut off anywhere', () => {
    fc.assert(
      fc.property(fc.nat({ max: bytes.length - 1 }), (length) => {
        expect(verifier.verifyExport(bytes.subarray(0, length)).ok).toBe(false)
      }),
    )
    for (const [index] of parts.lines.entries()) {
      expect(verdict({ ...parts, lines: parts.lines.slice(0, index), end: '' })).toMatchObject({
        ok: false,
        broken: index + 1,
      })
    }
  })

  it('finds records that were dropped at the end although the signature is there', () => {
    expect(verdict({ ...parts, lines: parts.lines.slice(0, 7) })).toMatchObject({ ok: false, broken: 8 })
  })

  it('finds what was added behind, a second signature as well', () => {
    expect(verifier.verifyExport(Buffer.concat([bytes, Buffer.from('\n')])).ok).toBe(false)
    expect(verifier.verifyExport(Buffer.concat([bytes, Buffer.from(parts.end)])).ok).toBe(false)
    expect(verifier.verifyExport(Buffer.concat([bytes, Buffer.from(parts.lines[0]!)])).ok).toBe(false)
  })

  it('finds a chain made anew under the old signature', () => {
    const other = partsOf(format, chain(9))
    expect(verdict({ ...other, end: parts.end })).toMatchObject({ ok: false, broken: null })
  })
})

describe('CSV', () => {
  const forged = (value: string) =>
    exportLine('csv', chain(1, () => unchained({ actor: { osUser: value, host: null, trigger: 'person' } }))[0]!)

  it.each(['=cmd', '+1', '-1', '@sum', '\t=1', '\r=1', ' =1', '＝1', '\n'])(
    'keeps a spreadsheet from computing %j',
    (value) => {
      expect(forged(value)).toMatch(/,"?'/)
      expect(
        verifier.verifyExport(
          bytesOf(
            partsOf(
              'csv',
              chain(1, () => unchained({ actor: { osUser: value, host: null, trigger: 'person' } })),
            ),
          ),
        ).ok,
      ).toBe(true)
    },
  )

  it('quotes as RFC 4180 says', () => {
    expect(forged('a"b,c')).toContain(',"a""b,c",')
    expect(exportStart('csv')).toMatch(/^\ufeffsequence,at,.*\r\n$/)
  })

  it('is read back whole', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (osUser, note) => {
        const row = chain(1, () => unchained({ actor: { osUser, host: null, trigger: 'person' }, after: { note } }))
        expect(verifier.verifyExport(bytesOf(partsOf('csv', row))).ok).toBe(true)
      }),
    )
  })
})
