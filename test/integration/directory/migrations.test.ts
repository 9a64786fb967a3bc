import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { directoryFile } from '../../../electron/directory/schema.ts'
import { connect, type Database } from '../../../electron/sqlite/database.ts'
import { type Migration, migrate, versionOf } from '../../../electron/sqlite/migrate.ts'
import { newFolder } from './setup.ts'
import { key } from './world.ts'

const { migrations } = directoryFile

const fresh = (): Database => {
  const database = connect(join(newFolder(), 'x.db'), key.toString('hex'))
  onTestFinished(() => {
    database.close()
  })
  return database
}

const schemaOf = (database: Database) =>
  database.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY type, name').all()

describe('migration', () => {
  it.each(migrations.map((_, version) => version))('from version %i leads to the schema of a new file', (version) => {
    const newest = fresh()
    migrate(newest, migrations)
    const older = fresh()
    migrate(older, migrations.slice(0, version))
    expect(versionOf(older)).toBe(version)
    migrate(older, migrations)
    expect(versionOf(older)).toBe(migrations.length)
    expect(schemaOf(older)).toEqual(schemaOf(newest))
    migrate(older, migrations)
    expect(schemaOf(older)).toEqual(schemaOf(newest))
  })

  const make: Migration = (database) => database.exec('CREATE TABLE notes (text TEXT)')
  const fill: Migration = (database) => database.exec("INSERT INTO notes VALUES ('kept')")

  it('runs each step once, in order', () => {
    const database = fresh()
    migrate(database, [make])
    migrate(database, [make, fill])
    migrate(database, [make, fill])
    expect(database.prepare('SELECT text FROM notes').all()).toEqual([{ text: 'kept' }])
    expect(versionOf(database)).toBe(2)
  })

  it('leaves the file as it was before a step that fails', () => {
    const database = fresh()
    migrate(database, [make])
    const failing: Migration = (half) => {
      half.exec("INSERT INTO notes VALUES ('half')")
      throw new Error('torn')
    }
    expect(() => migrate(database, [make, failing])).toThrow('torn')
    expect(versionOf(database)).toBe(1)
    expect(database.prepare('SELECT count(*) count FROM notes').get()).toEqual({ count: 0 })
    migrate(database, [make, fill])
    expect(versionOf(database)).toBe(2)
  })

  it('keeps what an older file has published and what it has staged of users', () => {
    const database = fresh()
    migrate(database, migrations.slice(0, 4))
    database.exec(`
      INSERT INTO users (number, id, mail, userPrincipalName, businessPhones, accountEnabled, assignedLicenses, userType)
        VALUES (3, 'anna', 'anna@example.com', 'anna@example.com', '[]', 1, '["e5"]', 'Member');
      INSERT INTO staged_users (number, id, mail, userPrincipalName, businessPhones, accountEnabled, assignedLicenses,
          mark, mailKey, userTypeKey, text)
        VALUES (7, 'bert', 'Bert@example.com', 'bert', '["1"]', 0, '[]', 'm', 'bert@example.com', 'guest', 'bert');
      CREATE INDEX staged_users_id ON staged_users (id)`)
    migrate(database, migrations)
    const row = (table: string) => database.prepare(`SELECT * FROM ${table}`).get()
    expect(row('users')).toMatchObject({ number: 3, id: 'anna', assignedLicenses: '["e5"]', userType: 'Member' })
    expect(row('staged_users')).toMatchObject({ number: 7, id: 'bert', mail: 'Bert@example.com', accountEnabled: 0 })
    expect(row('staged_user_keys')).toMatchObject({ number: 7, mailKey: 'bert@example.com', userTypeKey: 'guest' })
    expect(row('staged_user_text')).toEqual({ number: 7, text: 'bert', mark: 'm' })
    expect(() =>
      database.exec(
        'UPDATE users SET number = 4; INSERT INTO users SELECT * FROM staged_users; UPDATE users SET id = 1',
      ),
    ).toThrow('UNIQUE')
  })

  it('gives objects of the history the names that are published, and those that are gone the last they had', () => {
    const database = fresh()
    migrate(database, migrations.slice(0, 9))
    database.exec(`
      INSERT INTO users (number, id, displayName, mail, userPrincipalName, businessPhones, accountEnabled, assignedLicenses)
        VALUES (3, 'anna', 'Änna', 'anna@example.com', 'anna', '[]', 1, '[]');
      INSERT INTO groups (number, id, displayName, kind, dynamic, text) VALUES (5, 'team', NULL, 'security', 0, '');
      INSERT INTO history_objects (number, id, type, name, mail, text) VALUES
        (1, 'anna', 'user', 'Zoe', 'anna@example.com', 'zoe'), (2, 'team', 'group', 'Crew', NULL, 'crew'),
        (3, 'bert', 'user', 'Bert', NULL, 'bert')`)
    migrate(database, migrations)
    expect(database.prepare('SELECT id, name, mail, text FROM history_objects').raw().all()).toEqual([
      ['anna', 'Änna', 'anna@example.com', 'anna\nanna@example.com'],
      ['team', null, null, ''],
      ['bert', 'Bert', null, 'bert'],
    ])
  })

  it('lets the history of an older file begin with the snapshot that it holds', () => {
    const database = fresh()
    migrate(database, migrations.slice(0, 1))
    database.exec(`INSERT INTO snapshot (only, generation, runId, publishedAt, users, groups, memberships, proof, overview)
      VALUES (1, 4, 'old', '2026-01-02T03:04:05.000Z', 1, 1, 1, '{}', '{}')`)
    migrate(database, migrations)
    expect(database.prepare('SELECT runId, at, first, changes FROM history_runs').all()).toEqual([
      { runId: 'old', at: '2026-01-02T03:04:05.000Z', first: 1, changes: 0 },
    ])
  })
})
