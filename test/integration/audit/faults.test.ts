import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { AuditStore } from '../../../electron/audit/audit-store.ts'
import { connect } from '../../../electron/sqlite/database.ts'
import { diskError, threadEnded } from '../../../electron/sqlite/disk-error.ts'
import { ThreadClient } from '../../../electron/thread/thread-client.ts'
import { everything } from '../../fakes/audit-filter.ts'
import { unchained } from '../../unit/audit/entries.ts'
import { Desk, entry, script } from './desk.ts'

const filled = async (records = 5): Promise<Desk> => {
  const desk = new Desk()
  for (let index = 1; index < records; index++) await desk.log.record(entry({ after: { index } }))
  return desk
}

describe('a keychain that does not answer', () => {
  it('keeps the audit from being opened, made or set aside', async () => {
    await using desk = await filled()
    await desk.restart(() => {
      desk.keychain.faults.locked = true
    })
    await expect(desk.log.record(entry())).rejects.toMatchObject({ code: 'keychain_locked' })
    await expect(desk.log.list(everything, 0, 10)).rejects.toMatchObject({ code: 'keychain_locked' })
    expect(readdirSync(desk.folder)).toEqual(['audit.db'])
    desk.keychain.faults.locked = false
    await desk.log.record(entry())
    expect(await desk.verify()).toMatchObject({ ok: true, records: 6, faults: [] })
  })

  it('refuses a record whose hash it cannot keep, and every further one before it is written', async () => {
    await using desk = await filled()
    desk.keychain.faults.fails = { operations: ['set'], message: 'org.freedesktop.Secret.Error.IsLocked' }
    await expect(desk.log.record(entry({ after: { number: 'a' } }))).rejects.toMatchObject({ code: 'keychain_locked' })
    await expect(desk.log.record(entry({ after: { number: 'b' } }))).rejects.toMatchObject({ code: 'keychain_locked' })
    expect((await desk.log.list(everything, 0, 1)).total).toBe(6)
    delete desk.keychain.faults.fails
    await desk.log.record(entry({ after: { number: 'c' } }))
    expect(await desk.verify()).toMatchObject({ ok: true, records: 7, headMatches: true, faults: [] })
  })

  it('is caught up with by the next start, which notes it', async () => {
    await using desk = await filled()
    desk.keychain.faults.fails = { operations: ['set'], message: 'org.freedesktop.Secret.Error.IsLocked' }
    await expect(desk.log.record(entry())).rejects.toMatchObject({ code: 'keychain_locked' })
    await desk.restart(() => {
      delete desk.keychain.faults.fails
    })
    expect((await desk.actions())[0]).toBe('auditHeadChecked')
    expect(await desk.log.get(7)).toMatchObject({
      outcome: 'succeeded',
      before: { sequence: 5 },
      after: { sequence: 6 },
    })
    expect(await desk.verify()).toMatchObject({ ok: true, records: 7, faults: [] })
  })
})

describe('a file that somebody with the key has changed', () => {
  it.each([
    ['UPDATE records SET body = replace(body, \'"index":2\', \'"index":3\') WHERE sequence = 3', 3, 'changed'],
    ["UPDATE records SET hash = replace(hash, substr(hash, 1, 1), 'x') WHERE sequence = 2", 2, 'changed'],
    ["UPDATE records SET text = '' WHERE sequence = 2", 2, 'changed'],
    ['DELETE FROM records WHERE sequence = 3', 3, 'missing'],
    ['DELETE FROM records WHERE sequence = 1', 1, 'missing'],
    [
      `CREATE TEMP TABLE other AS SELECT * FROM records WHERE sequence IN (2, 3);
       UPDATE records SET (body, hash, text) =
         (SELECT body, hash, text FROM other WHERE other.sequence = 5 - records.sequence) WHERE sequence IN (2, 3)`,
      2,
      'moved',
    ],
  ])('is found by a verification: %s', async (sql, sequence, reason) => {
    await using desk = await filled()
    await desk.restart(() => desk.tamper(sql))
    const { ok, broken } = await desk.verify()
    expect({ ok, broken }).toEqual({ ok: false, broken: { sequence, reason } })
  })

  it.each([
    ['cut off', 'DELETE FROM records WHERE sequence > 3', 'audit_truncated', 4],
    ['emptied', 'DELETE FROM records', 'audit_missing', 1],
    [
      'changed at its end',
      `UPDATE records SET body = replace(body, 'succeeded', 'cancelled') WHERE sequence = 5`,
      'audit_altered',
      6,
    ],
  ])('is found at the start, and stays found: %s', async (_what, sql, code, noted) => {
    await using desk = await filled()
    await desk.restart(() => desk.tamper(sql))
    expect((await desk.log.status()).fault?.code).toBe(code)
    expect(await desk.log.get(noted)).toMatchObject({ outcome: 'failed', error: { code }, before: { sequence: 5 } })
    await desk.restart()
    await desk.log.record(entry())
    const { ok, faults } = await desk.verify()
    expect(faults.some(({ error }) => error.code === code) || !ok).toBe(true)
  })

  it('is found when it is cut off under the running program', async () => {
    await using desk = await filled()
    await desk.tamper('DELETE FROM records WHERE sequence > 3')
    expect(await desk.verify()).toMatchObject({ ok: false, broken: { sequence: 4, reason: 'truncated' } })
  })
})

describe('another file than the one that was written', () => {
  it('is found when an older copy was put back', async () => {
    await using desk = await filled()
    await desk.restart(() => copyFileSync(desk.file, `${desk.file}.copy`))
    await desk.log.record(entry())
    await desk.log.record(entry())
    await desk.restart(() => copyFileSync(`${desk.file}.copy`, desk.file))
    expect((await desk.log.status()).fault).toMatchObject({
      code: 'audit_truncated',
      params: { expected: '7', found: '5' },
    })
    expect(await desk.verify()).toMatchObject({
      ok: true,
      faults: [{ sequence: 6, error: { code: 'audit_truncated' } }],
    })
  })

  it('is missed when it is gone', async () => {
    await using desk = await filled()
    await desk.restart(() => rmSync(desk.file))
    expect((await desk.log.status()).fault).toMatchObject({ code: 'audit_missing', params: { expected: '5' } })
    expect(await desk.log.get(1)).toMatchObject({ action: 'auditStarted', outcome: 'failed', before: { sequence: 5 } })
  })

  it.each([
    ['foreign', 'audit_foreign', () => Buffer.from('another program’s file '.repeat(500))],
    ['foreign', 'audit_foreign', () => Buffer.alloc(8_192, 7)],
    ['foreign', 'audit_foreign', () => Buffer.from('a few words')],
  ])('is set aside as %s, and the new chain says so', async (suffix, code, bytes) => {
    await using desk = await filled()
    await desk.restart(() => writeFileSync(desk.file, bytes()))
    expect((await desk.log.status()).fault).toMatchObject({ code })
    const aside = readdirSync(desk.folder).filter((name) => name.endsWith(suffix))
    expect(aside).toHaveLength(1)
    expect(await desk.log.get(1)).toMatchObject({
      error: { code, params: { file: aside[0] } },
      before: { sequence: 5 },
    })
    expect(await desk.verify()).toMatchObject({ ok: true, faults: [{ sequence: 1, error: { code } }] })
  })

  it('is set aside when the keychain lost the key; the file stays readable for who has it', async () => {
    await using desk = await filled()
    const key = await desk.keys.databaseKey()
    await desk.restart(() => {
      for (const name of desk.keychain.entries.keys()) if (name.startsWith('audit/')) desk.keychain.entries.delete(name)
    })
    expect((await desk.log.status()).fault).toMatchObject({ code: 'audit_foreign' })
    const aside = readdirSync(desk.folder).find((name) => name.endsWith('.foreign')) ?? ''
    const database = connect(`${desk.folder}/${aside}`, key)
    expect(database.prepare('SELECT count(*) FROM records').pluck().get()).toBe(5)
    database.close()
  })

  it('is left alone when a newer Tenantry wrote it', async () => {
    await using desk = await filled()
    await desk.restart(async () => {
      const database = connect(desk.file, await desk.keys.databaseKey())
      database.pragma('user_version = 99')
      database.close()
    })
    const bytes = readFileSync(desk.file)
    await expect(desk.log.record(entry())).rejects.toMatchObject({ code: 'audit_newer', params: { version: '99' } })
    expect(readFileSync(desk.file).equals(bytes)).toBe(true)
  })
})

describe('a torn file', () => {
  it('is set aside when its end cannot be read', async () => {
    await using desk = await filled(40)
    await desk.restart(() => {
      const bytes = readFileSync(desk.file)
      for (let page = 1; page < bytes.length / 4_096; page++) bytes[page * 4_096 + 100]! ^= 1
      writeFileSync(desk.file, bytes)
    })
    expect((await desk.log.status()).fault).toMatchObject({ code: 'audit_damaged' })
    expect(await desk.log.get(1)).toMatchObject({ action: 'auditStarted', before: { sequence: 40 } })
    await desk.log.record(entry())
    expect((await desk.verify()).ok).toBe(true)
  })

  it('is reported by a verification where records are torn, and set aside where nothing can be written any more', async () => {
    await using desk = await filled(60)
    await desk.log.close()
    const whole = readFileSync(desk.file)
    const head = (await desk.keys.head())!
    const reasons: (string | undefined)[] = []
    let renewed = 0
    for (let page = 2; page < whole.length / 4_096; page++) {
      const torn = Buffer.from(whole)
      torn[page * 4_096 + 100]! ^= 1
      await desk.restart(() => {
        rmSync(`${desk.file}-wal`, { force: true })
        writeFileSync(desk.file, torn)
      })
      await desk.keys.setHead(head)
      // Where the chain's end is concerned, the start itself finds it.
      if ((await desk.log.status()).fault === null) {
        const { ok, broken } = await desk.verify()
        reasons.push(broken?.reason)
        // A page of an index holds no record.
        expect(ok).toBe(broken === null)
      }
      await desk.log.record(entry())
      const { records } = await desk.log.status()
      if (records === 61) continue
      expect(await desk.log.get(1)).toMatchObject({ error: { code: 'audit_damaged' }, before: { sequence: 60 } })
      expect(await desk.verify()).toMatchObject({ ok: true, records: 2 })
      renewed++
    }
    expect(new Set(reasons)).toEqual(new Set(['unreadable', undefined]))
    expect(renewed).toBeGreaterThan(0)
  })
})

describe('a full disk', () => {
  it('refuses the record, keeps the chain and goes on when there is room', async () => {
    await using desk = await filled()
    await desk.log.close()
    const database = connect(desk.file, await desk.keys.databaseKey())
    const store = new AuditStore(database)
    const pages = Number(database.pragma('page_count', { simple: true }))
    database.pragma(`max_page_count = ${pages}`)
    const large = unchained({ after: { note: 'x '.repeat(40_000) } })
    let fault: unknown
    try {
      store.append(large)
    } catch (error) {
      fault = diskError(error, desk.file, 'audit_unreadable')
    }
    expect(fault).toMatchObject({ code: 'disk_full' })
    expect(store.last()?.sequence).toBe(5)
    database.pragma('max_page_count = 1000000')
    store.append(unchained())
    store.close()
    await desk.restart()
    await desk.log.record(entry())
    expect((await desk.verify()).ok).toBe(true)
  })
})

describe('a thread that dies', () => {
  it('fails what it was asked and says so from then on', async () => {
    await using desk = await filled()
    const { file } = desk
    const dying = new ThreadClient(script, threadEnded)
    const asked = dying.call('open', [file, await desk.keys.databaseKey(), false])
    await dying.stop()
    await expect(asked).rejects.toMatchObject({ code: 'disk_failed', params: { problem: 'THREAD_ENDED' } })
    expect(dying.alive).toBe(false)
    await expect(dying.call('ends', [null])).rejects.toMatchObject({ code: 'disk_failed' })
    await desk.log.record(entry())
    expect(await desk.verify()).toMatchObject({ ok: true, records: 6 })
  })
})
