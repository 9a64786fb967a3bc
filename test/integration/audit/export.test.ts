import { execFile } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { exportFormats } from '../../../shared/domain/audit.ts'
import { everything } from '../../fakes/audit-filter.ts'
import { verifier, verifierFile } from '../../unit/audit/verifier.ts'
import { Desk, entry } from './desk.ts'

const run = async (...args: readonly string[]) => {
  const [code, out] = await promisify(execFile)(process.execPath, [verifierFile, ...args]).then(
    ({ stdout }) => [0, stdout] as const,
    (error: { readonly code: number; readonly stdout: string; readonly stderr: string }) =>
      [error.code, error.stdout + error.stderr] as const,
  )
  return { code, out }
}
const never = new AbortController().signal

describe.each(exportFormats)('an export as %s', (format) => {
  it('is verified by a script that knows nothing of Tenantry, and names the key that the page shows', async () => {
    await using desk = new Desk()
    for (let index = 0; index < 3; index++) await desk.log.record(entry({ after: { note: '=1+1, "ü"\r\n€' } }))
    const file = join(desk.folder, `audit.${format}`)
    const exported = await desk.log.export(file, format, () => undefined, never)
    // The start, three records, the attempt of the export, the key that was made for it.
    expect(exported).toMatchObject({ name: `audit.${format}`, records: 6 })
    const { keyId } = await desk.log.status()
    expect(await run(file, keyId ?? '')).toEqual({ code: 0, out: expect.stringContaining('OK: 6 records') })
    expect((await run(file)).out).toContain(keyId)
    expect((await run(file, 'another')).code).toBe(1)
    expect(readdirSync(desk.folder).filter((name) => name.endsWith('.partial'))).toEqual([])
  })

  it('has its first broken record named on the command line', async () => {
    await using desk = new Desk()
    for (let index = 0; index < 3; index++) await desk.log.record(entry({ after: { city: `Wuppertal-${index}` } }))
    const file = join(desk.folder, `audit.${format}`)
    await desk.log.export(file, format, () => undefined, never)
    writeFileSync(file, readFileSync(file, 'utf8').replace('Wuppertal-1', 'Wuppertal-7'))
    expect(await run(file)).toEqual({ code: 1, out: expect.stringContaining('BROKEN at record 3: changed') })
  })

  it('is recorded before it is made and after', async () => {
    await using desk = new Desk()
    const file = join(desk.folder, `audit.${format}`)
    const { sha256, keyId } = await desk.log.export(file, format, () => undefined, never)
    const { rows } = await desk.log.list({ ...everything, actions: ['exportMade'] }, 0, 10)
    expect(rows).toMatchObject([
      { outcome: 'succeeded', after: { file: `audit.${format}`, format, records: 3, sha256, signingKeyId: keyId } },
    ])
    const made = await desk.log.list({ ...everything, actions: ['auditSigningKeyMade'] }, 0, 10)
    expect(made.rows).toMatchObject([{ after: { signingKeyId: keyId } }])
    expect(JSON.stringify([rows, made])).not.toContain('redacted')
  })
})

describe('an export', () => {
  it('keeps its key from one to the next', async () => {
    await using desk = new Desk()
    const one = await desk.log.export(join(desk.folder, 'a.csv'), 'csv', () => undefined, never)
    await desk.restart()
    const other = await desk.log.export(join(desk.folder, 'b.csv'), 'csv', () => undefined, never)
    expect(other.keyId).toBe(one.keyId)
  })

  it('is whole beside another to the same file, and leaves what was called like an unfinished one alone', async () => {
    await using desk = new Desk()
    const file = join(desk.folder, 'audit.csv')
    writeFileSync(`${file}.partial`, 'mine')
    await Promise.all([1, 2].map(() => desk.log.export(file, 'csv', () => undefined, never)))
    expect((await run(file)).code).toBe(0)
    expect(readFileSync(`${file}.partial`, 'utf8')).toBe('mine')
    expect(readdirSync(desk.folder).filter((name) => name.startsWith('Tenantry-'))).toEqual([])
  })

  it('that is cancelled or cannot be written leaves no file, and a record that says so', async () => {
    await using desk = new Desk()
    const file = join(desk.folder, 'audit.jsonl')
    await expect(desk.log.export(file, 'jsonl', () => undefined, AbortSignal.abort())).rejects.toMatchObject({
      code: 'cancelled',
    })
    const nowhere = join(desk.folder, 'missing', 'audit.jsonl')
    await expect(desk.log.export(nowhere, 'jsonl', () => undefined, never)).rejects.toMatchObject({
      code: 'disk_failed',
    })
    expect(readdirSync(desk.folder).filter((name) => !name.startsWith('audit.db'))).toEqual([])
    const { rows } = await desk.log.list({ ...everything, actions: ['exportMade'] }, 0, 10)
    expect(rows.map(({ outcome, error }) => [outcome, error?.code])).toEqual([
      ['failed', 'disk_failed'],
      ['cancelled', 'cancelled'],
    ])
  })

  it('is not made when the audit cannot record it', async () => {
    await using desk = new Desk()
    await desk.log.record(entry())
    desk.keychain.faults.fails = { operations: ['set'], message: 'org.freedesktop.Secret.Error.IsLocked' }
    const file = join(desk.folder, 'audit.csv')
    await expect(desk.log.export(file, 'csv', () => undefined, never)).rejects.toMatchObject({
      code: 'audit_unavailable',
    })
    expect(existsSync(file)).toBe(false)
  })
})

describe('audit-verify', () => {
  it('says how it is used, and what it cannot read', async () => {
    expect((await run()).code).toBe(2)
    expect((await run('/nowhere/audit.csv')).code).toBe(2)
    expect(verifier.verifyExport(Buffer.from('')).ok).toBe(false)
    expect(verifier.verifyExport(Buffer.from('hello')).ok).toBe(false)
  })

  it('imports nothing but Node', () => {
    const imports = [...readFileSync(verifierFile, 'utf8').matchAll(/from '([^']+)'/g)].map(([, name]) => name)
    expect(imports.length).toBeGreaterThan(0)
    expect(imports.filter((name) => !name?.startsWith('node:'))).toEqual([])
  })
})
