import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, openSync, readdirSync, readFileSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import Sqlite from 'better-sqlite3-multiple-ciphers'
import { describe, expect, it } from 'vitest'
import { connect } from '../../../electron/sqlite/database.ts'
import { everyRow, group, newFolder, open, user, userQuery } from './setup.ts'
import { end, key, openAt, publish, stage, type World } from './world.ts'

const planted = 'Zxqvkwjy Plantedname'
const world: World = {
  users: Array.from({ length: 400 }, (_, at) =>
    user(`u${at}`, { displayName: `${planted} ${at}`, city: 'Plantedcity' }),
  ),
  groups: [group('plantedgroup', { displayName: 'Plantedgroup' })],
  members: { plantedgroup: ['u1', 'u2'] },
}
const newFile = () => join(newFolder(), 'directory.db')

const filled = async (file: string): Promise<void> => {
  const directory = await openAt(file)
  await publish(directory, world)
  await directory.close()
}

const overwrite = (file: string, at: number, bytes: Uint8Array): void => {
  const handle = openSync(file, 'r+')
  writeSync(handle, bytes, 0, bytes.length, at)
  closeSync(handle)
}

const beside = (file: string) => readdirSync(dirname(file)).filter((name) => name !== basename(file))

describe('the file', () => {
  it('and its log hold nothing that can be read, while open and when closed', async () => {
    const file = newFile()
    const directory = await open(file)
    await publish(directory, world)
    await stage(directory, world)
    const holdsPlain = () =>
      [file, ...beside(file).map((name) => join(dirname(file), name))].map((path) => {
        const text = readFileSync(path).toString('latin1').toLowerCase()
        return ['zxqvkwjy', 'planted', 'sqlite format', 'create table'].filter((word) => text.includes(word))
      })
    expect(statSync(`${file}-wal`).size).toBeGreaterThan(10_000)
    expect(holdsPlain()).toEqual([[], [], []])
    await directory.close()
    expect(holdsPlain()).toEqual([[]])
  })

  it('does not let the log grow over runs that end without a snapshot', async () => {
    const file = newFile()
    const directory = await open(file)
    const sizes: number[] = []
    for (let round = 0; round < 4; round++) {
      const runId = await stage(directory, world)
      await directory.write.endRun(runId, { ...end, outcome: 'cancelled', proof: null, error: null })
      // Answered when what follows the run is done.
      await directory.write.staged()
      sizes.push(statSync(`${file}-wal`).size)
    }
    expect(sizes[0]).toBeGreaterThan(100_000)
    expect(sizes.at(-1)).toBeLessThan(1.5 * (sizes[0] ?? 0))
  })

  it('keeps what was published over a restart', async () => {
    const file = newFile()
    await filled(file)
    const directory = await open(file)
    expect(directory.setAside).toBeNull()
    expect((await directory.read.users(userQuery({ search: 'zxq 399' }), 0, 10)).rows).toEqual([world.users[399]])
    expect(beside(file).filter((name) => !/-(wal|shm)$/.test(name))).toEqual([])
  })

  it('is put aside as foreign with another key, unharmed, and a new one begins', async () => {
    const file = newFile()
    await filled(file)
    const before = readFileSync(file)
    const directory = await open(file, randomBytes(32))
    expect(directory.setAside).toMatch(/directory\.db\.\d{4}-\d\d-\d\dT[^:]*\.foreign$/)
    expect((await directory.read.overview()).snapshot).toBeNull()
    await publish(directory, world)
    const kept = directory.setAside ?? ''
    expect(readFileSync(kept).equals(before)).toBe(true)
    const old = await open(kept)
    expect((await old.read.users(userQuery(), 0, 1)).total).toBe(400)
  })

  it.each([
    ['text', Buffer.from('this is no database at all, whatever its name says\n'.repeat(200))],
    ['a few bytes', Buffer.from('x')],
    ['random bytes', randomBytes(40_000)],
  ])('is put aside as foreign when it is %s', async (_, bytes) => {
    const file = newFile()
    writeFileSync(file, bytes)
    const directory = await open(file)
    expect(directory.setAside).toMatch(/\.foreign$/)
    expect(readFileSync(directory.setAside ?? '').equals(bytes)).toBe(true)
    await publish(directory, world)
  })

  it('is put aside as foreign when it is another program’s database, plain or with the same key', async () => {
    for (const other of [
      (file: string) => new Sqlite(file, { timeout: 1 }),
      (file: string) => connect(file, key.toString('hex')),
    ]) {
      const file = newFile()
      const database = other(file)
      database.exec('CREATE TABLE theirs (value TEXT)')
      database.close()
      const directory = await open(file)
      expect(directory.setAside).toMatch(/\.foreign$/)
    }
  })

  it('takes its log along when it is put aside', async () => {
    const file = newFile()
    const database = connect(file, key.toString('hex'))
    database.pragma('journal_mode = wal')
    database.exec('CREATE TABLE theirs (value TEXT)')
    writeFileSync(`${file}.copy`, readFileSync(file))
    const log = readFileSync(`${file}-wal`)
    database.close()
    writeFileSync(file, readFileSync(`${file}.copy`))
    writeFileSync(`${file}-wal`, log)
    const directory = await open(file, randomBytes(32))
    expect(directory.setAside).toMatch(/\.foreign$/)
    expect(readFileSync(`${directory.setAside}-wal`).equals(log)).toBe(true)
  })

  it('begins anew when it is empty', async () => {
    const file = newFile()
    writeFileSync(file, '')
    const directory = await open(file)
    expect(directory.setAside).toBeNull()
    await publish(directory, world)
  })

  it('with a torn header is put aside, and a new one begins', async () => {
    const file = newFile()
    await filled(file)
    overwrite(file, 0, new Uint8Array(100))
    const directory = await open(file)
    expect(directory.setAside).toMatch(/\.(foreign|damaged)$/)
    expect((await directory.read.overview()).snapshot).toBeNull()
  })

  it('cut off is put aside once that shows, and never answers with half of it', async () => {
    const file = newFile()
    await filled(file)
    writeFileSync(file, readFileSync(file).subarray(0, 8192))
    const directory = await open(file)
    const answer = await directory.read.users(userQuery(), 0, 200).catch((error: unknown) => error)
    if (directory.setAside === null) expect(answer).toMatchObject({ code: 'directory_damaged' })
    expect(directory.setAside).toMatch(/\.damaged$/)
    expect(await directory.read.users(userQuery(), 0, 200)).toEqual({ total: 0, rows: [] })
  })

  it('with one byte flipped anywhere never gives a wrong answer: it is put aside, and works again', async () => {
    const file = newFile()
    await filled(file)
    const good = readFileSync(file)
    for (let part = 1; part < 8; part++) {
      const at = Math.floor((good.length * part) / 8) + 50
      const torn = newFile()
      writeFileSync(torn, good)
      overwrite(torn, at, Uint8Array.of((good[at] ?? 0) ^ 1))
      const directory = await open(torn)
      // A torn page of the schema shows at once: then there is nothing to read, and nobody is told that there were rows.
      const shownAtOpening = directory.setAside !== null
      const readAll = async () => ({
        rows: await everyRow((offset, limit) => directory.read.users(userQuery({ search: planted }), offset, limit)),
        groups: (
          await directory.read.groups({ search: '', kinds: [], sort: { column: 'mail', descending: true } }, 0, 9)
        ).rows,
      })
      const answer = await readAll().catch((error: unknown) => error)
      if (directory.setAside === null) expect(answer).toMatchObject({ rows: { length: 400 }, groups: { length: 1 } })
      else {
        const told = { code: 'directory_damaged', params: { file: directory.setAside } }
        expect(answer).toMatchObject(shownAtOpening ? { rows: [], groups: [] } : told)
        expect(directory.setAside).toMatch(/\.damaged$/)
        expect(existsSync(directory.setAside)).toBe(true)
        expect((await directory.read.overview()).snapshot).toBeNull()
      }
      // Writing may be the first to come by the torn page.
      await publish(directory, world).catch(async (error: unknown) => {
        expect(error).toMatchObject({ code: 'directory_damaged', params: { file: directory.setAside } })
        await publish(directory, world)
      })
      expect(await readAll()).toMatchObject({ rows: { length: 400 }, groups: { length: 1 } })
    }
  })

  it('of a newer version is refused and stays as it is', async () => {
    const file = newFile()
    await filled(file)
    const database = connect(file, key.toString('hex'))
    database.pragma('user_version = 99')
    database.close()
    const before = readFileSync(file)
    await expect(openAt(file)).rejects.toMatchObject({
      code: 'directory_newer',
      params: { version: '99' },
    })
    expect(readFileSync(file).equals(before)).toBe(true)
    expect(beside(file)).toEqual([])
  })

  it('that cannot be made is a typed error without a stack from the thread', async () => {
    const occupied = join(newFolder(), 'occupied')
    writeFileSync(occupied, 'a file where the folder should be')
    const file = join(occupied, 'directory.db')
    const error = await openAt(file).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ code: 'disk_failed', params: { problem: expect.stringMatching(/^[A-Z_0-9]+$/) } })
  })
})
