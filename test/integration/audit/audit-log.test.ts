import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { connect } from '../../../electron/sqlite/database.ts'
import { everything } from '../../fakes/audit-filter.ts'
import { Desk, entry } from './desk.ts'

describe('the audit', () => {
  it('begins its chain with a record of its own and links every one to the one before', async () => {
    await using desk = new Desk()
    await desk.log.record(entry({ after: { interval: 15 } }))
    const { total, rows } = await desk.log.list(everything, 0, 10)
    expect(total).toBe(2)
    expect(rows).toMatchObject([
      { sequence: 2, action: 'settingsChanged', at: '2026-03-01T12:00:00.000Z', after: { interval: 15 } },
      { sequence: 1, action: 'auditStarted', previousHash: '0'.repeat(64) },
    ])
    expect(rows[0]?.actor).toEqual({ osUser: 'NORDWIND\\h.müller', host: 'NB-4471', trigger: 'person' })
    expect(rows[0]?.previousHash).toBe(rows[1]?.hash)
    expect(await desk.log.get(2)).toEqual(rows[0])
    await expect(desk.log.get(3)).rejects.toMatchObject({ code: 'record_not_found' })
    expect(await desk.verify()).toMatchObject({ ok: true, records: 2, headMatches: true })
  })

  it('keeps the order of records that are handed in at once', async () => {
    await using desk = new Desk()
    const heads = await Promise.all(
      Array.from({ length: 60 }, (_, index) => desk.log.append(entry({ after: { index } }))),
    )
    expect(heads.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 60 }, (_, index) => index + 2))
    const { rows } = await desk.log.list(everything, 0, 200)
    expect(rows.slice(0, 60).map(({ after }) => after?.['index'])).toEqual(
      Array.from({ length: 60 }, (_, index) => 59 - index),
    )
    expect((await desk.verify()).ok).toBe(true)
  })

  it('verifies and lists while records come', async () => {
    await using desk = new Desk()
    const appended = Array.from({ length: 30 }, () => desk.log.record(entry()))
    const verified = Array.from({ length: 10 }, () => desk.verify())
    await Promise.all(appended)
    expect((await Promise.all(verified)).every(({ ok }) => ok)).toBe(true)
  })

  it('does not append what was cancelled before its turn', async () => {
    await using desk = new Desk()
    await expect(desk.log.append(entry(), AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' })
    expect(await desk.actions()).toEqual(['auditStarted'].slice(0, (await desk.log.status()).records))
  })

  it('goes on after a restart where it ended', async () => {
    await using desk = new Desk()
    await desk.log.record(entry())
    await desk.restart()
    await desk.log.record(entry())
    expect(await desk.log.status()).toMatchObject({ records: 3, headMatches: true, fault: null, unsettled: 0 })
    expect((await desk.verify()).ok).toBe(true)
  })

  it('keeps no readable word on the disk, and no planted secret even inside', async () => {
    await using desk = new Desk()
    const secret = 'Abc8Q~planted_S3cret.0123456789-abcdefghij'
    await desk.log.record(entry({ after: { note: `pasted ${secret}`, clientSecret: 'tiny', city: 'Wuppertal' } }))
    const { rows } = await desk.log.list(everything, 0, 10)
    expect(JSON.stringify(rows)).not.toContain(secret)
    expect(rows[0]?.after).toEqual({ note: 'pasted [redacted]', clientSecret: '[redacted]', city: 'Wuppertal' })
    expect(desk.logger.lines.map(({ event }) => event)).toContain('audit.redacted')
    for (const suffix of ['', '-wal']) {
      const bytes = readFileSync(desk.file + suffix)
      expect(bytes.includes('Wuppertal')).toBe(false)
      expect(bytes.includes('SQLite format')).toBe(false)
    }
  })

  it('refuses to change, delete, replace or skip, whatever SQL asks it', async () => {
    await using desk = new Desk()
    await desk.log.record(entry())
    await desk.log.close()
    const database = connect(desk.file, await desk.keys.databaseKey())
    const attempts = [
      "UPDATE records SET body = '{}' WHERE sequence = 1",
      'UPDATE records SET hash = hash',
      'DELETE FROM records WHERE sequence = 2',
      'DELETE FROM records',
      'REPLACE INTO records (sequence, hash, text, body) SELECT 1, hash, text, body FROM records WHERE sequence = 2',
      'INSERT INTO records (sequence, hash, text, body) SELECT 9, hash, text, body FROM records WHERE sequence = 2',
      "INSERT INTO records (sequence, hash, text, body) VALUES (1, '', '', '{}') ON CONFLICT DO UPDATE SET hash = ''",
    ]
    for (const sql of attempts) expect(() => database.exec(sql), sql).toThrow(/audit records are/)
    database.close()
    expect(await desk.restart().then(() => desk.verify())).toMatchObject({ ok: true, records: 2 })
  })

  it('finds by word without regard to case and accents, by action’s name, time, outcome and connection', async () => {
    await using desk = new Desk()
    await desk.log.record(entry({ action: 'permissionsChanged', after: { roles: ['Mail.Read'], by: 'Jürgen' } }))
    await desk.clock.advance(60_000)
    await desk.log.record(entry({ action: 'disconnect', outcome: 'failed', connectionId: 'connection-2' }))
    const found = async (change: Partial<typeof everything>) =>
      (await desk.log.list({ ...everything, ...change }, 0, 10)).rows.map(({ sequence }) => sequence)
    expect(await found({ text: 'mail.read JURGEN' })).toEqual([2])
    expect(await found({ text: 'nordwind\\h.MULLER' })).toEqual([3, 2, 1])
    expect(await found({ text: 'previousHash' })).toEqual([])
    expect(await found({ text: '%' })).toEqual([])
    expect(await found({ text: 'getrennt', textActions: ['disconnect'] })).toEqual([3])
    expect(await found({ actions: ['disconnect', 'connect'] })).toEqual([3])
    expect(await found({ outcomes: ['failed'] })).toEqual([3])
    expect(await found({ connectionId: 'connection-1' })).toEqual([2])
    expect(await found({ from: '2026-03-01T12:01:00Z' })).toEqual([3])
    expect(await found({ to: '2026-03-01T12:01:00Z' })).toEqual([2, 1])
    expect(await desk.log.list(everything, 1, 1)).toMatchObject({ total: 3, rows: [{ sequence: 2 }] })
  })

  it('shows an attempt only as long as its outcome is missing', async () => {
    await using desk = new Desk()
    const correlation = { operationId: 'operation-a' }
    await desk.log.record(entry({ outcome: 'attempted', correlation }))
    expect((await desk.log.list(everything, 0, 10)).rows[0]).toMatchObject({ outcome: 'attempted' })
    expect((await desk.log.status()).unsettled).toBe(1)
    await desk.log.record(entry({ correlation }))
    const { total, rows } = await desk.log.list(everything, 0, 10)
    expect(rows.map(({ outcome }) => outcome)).toEqual(['succeeded', 'succeeded'])
    expect(total).toBe(2)
    expect((await desk.log.status()).unsettled).toBe(0)
    const attempted = { ...everything, outcomes: ['attempted' as const] }
    expect((await desk.log.list(attempted, 0, 10)).total).toBe(0)
    expect((await desk.log.list({ ...attempted, attempts: 'all' }, 0, 10)).total).toBe(1)
  })
})
