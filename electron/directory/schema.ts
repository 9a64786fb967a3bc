import type { FileKind, Migration } from '../sqlite/migrate.ts'
import { searchedNames } from './history-names.ts'

const userColumns = `
  displayName TEXT, mail TEXT NOT NULL, userPrincipalName TEXT NOT NULL, mobilePhone TEXT, jobTitle TEXT,
  department TEXT, officeLocation TEXT, companyName TEXT, city TEXT, country TEXT, postalCode TEXT,
  streetAddress TEXT, businessPhones TEXT NOT NULL, accountEnabled INTEGER NOT NULL, userType TEXT,
  assignedLicenses TEXT NOT NULL`

const userKeys = `
  mark TEXT NOT NULL, displayNameKey TEXT, mailKey TEXT, userPrincipalNameKey TEXT, mobilePhoneKey TEXT, jobTitleKey TEXT,
  departmentKey TEXT, officeLocationKey TEXT, companyNameKey TEXT, cityKey TEXT, countryKey TEXT, postalCodeKey TEXT,
  streetAddressKey TEXT, businessPhonesKey TEXT, accountEnabledKey TEXT, userTypeKey TEXT`

const namesIn = (columns: string): string =>
  columns
    .split(',')
    .map((column) => column.trim().split(' ')[0])
    .join(', ')

const groupColumns = `
  displayName TEXT, description TEXT, mail TEXT, kind TEXT NOT NULL, dynamic INTEGER NOT NULL, membershipRule TEXT,
  visibility TEXT, displayNameKey TEXT, descriptionKey TEXT, mailKey TEXT, visibilityKey TEXT, text TEXT NOT NULL`

/**
 * Keys stand apart from what is shown, so that an index is built from a table half as wide. The trigrams hold no positions: a search compares the candidates' text anyway, and the index is half as large and
 * built in half the time. Staging grows at its end: an index over random ids would be written anew with every page.
 */
const first: Migration = (database) => {
  database.exec(`
    CREATE TABLE users (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, ${userColumns});
    CREATE TABLE user_keys (number INTEGER PRIMARY KEY, ${userKeys});
    CREATE TABLE user_text (number INTEGER PRIMARY KEY, text TEXT NOT NULL);
    CREATE VIRTUAL TABLE user_search USING fts5(text, content='user_text', content_rowid='number',
      tokenize='trigram case_sensitive 1', detail=none, columnsize=0);
    CREATE TABLE groups (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, ${groupColumns},
      direct INTEGER NOT NULL DEFAULT 0, transitive INTEGER NOT NULL DEFAULT 0);
    CREATE TABLE members (groupNumber INTEGER NOT NULL, memberId TEXT NOT NULL, type TEXT NOT NULL, displayName TEXT,
      PRIMARY KEY (groupNumber, memberId)) WITHOUT ROWID;
    CREATE TABLE staged_users (number INTEGER PRIMARY KEY, id TEXT NOT NULL, ${userColumns}, ${userKeys},
      text TEXT NOT NULL);
    CREATE TABLE staged_groups (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, ${groupColumns});
    CREATE TABLE staged_lists (number INTEGER PRIMARY KEY, groupId TEXT NOT NULL UNIQUE);
    CREATE TABLE staged_members (list INTEGER NOT NULL, memberId TEXT NOT NULL, type TEXT NOT NULL, displayName TEXT,
      PRIMARY KEY (list, memberId)) WITHOUT ROWID;
    CREATE TABLE snapshot (only INTEGER PRIMARY KEY CHECK (only = 1), generation INTEGER NOT NULL, runId TEXT NOT NULL,
      publishedAt TEXT NOT NULL, users INTEGER NOT NULL, groups INTEGER NOT NULL, memberships INTEGER NOT NULL,
      proof TEXT NOT NULL, overview TEXT NOT NULL);
    CREATE TABLE runs (number INTEGER PRIMARY KEY, runId TEXT NOT NULL UNIQUE, trigger TEXT NOT NULL,
      startedAt TEXT NOT NULL, finishedAt TEXT, outcome TEXT NOT NULL, requests INTEGER NOT NULL DEFAULT 0,
      retries INTEGER NOT NULL DEFAULT 0, users INTEGER NOT NULL DEFAULT 0, groups INTEGER NOT NULL DEFAULT 0,
      memberships INTEGER NOT NULL DEFAULT 0, proof TEXT, error TEXT);
    CREATE TABLE ledger (number INTEGER PRIMARY KEY, runId TEXT NOT NULL, requestId TEXT NOT NULL, method TEXT NOT NULL,
      path TEXT NOT NULL, status INTEGER NOT NULL, items INTEGER, milliseconds REAL NOT NULL, attempt INTEGER NOT NULL,
      at TEXT NOT NULL);
    CREATE INDEX ledger_run ON ledger (runId, number);`)
}

/**
 * What each publishing changed: changes, not copies. An object is named once; one that was removed keeps its row as JSON in
 * `before`. `first` marks the beginning: what was there then is no change. A snapshot from before there was a history is
 * its beginning. Changes of no run (0) are those of `pending`: found, but not published.
 */
const history: Migration = (database) => {
  database.exec(`
    CREATE TABLE history_runs (number INTEGER PRIMARY KEY, runId TEXT NOT NULL UNIQUE, at TEXT NOT NULL,
      first INTEGER NOT NULL DEFAULT 0, changes INTEGER NOT NULL DEFAULT 0, usersAdded INTEGER NOT NULL DEFAULT 0,
      usersRemoved INTEGER NOT NULL DEFAULT 0, usersChanged INTEGER NOT NULL DEFAULT 0,
      groupsAdded INTEGER NOT NULL DEFAULT 0, groupsRemoved INTEGER NOT NULL DEFAULT 0,
      groupsChanged INTEGER NOT NULL DEFAULT 0, gained INTEGER NOT NULL DEFAULT 0, lost INTEGER NOT NULL DEFAULT 0);
    CREATE TABLE history_objects (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, type TEXT NOT NULL, name TEXT,
      mail TEXT, text TEXT);
    CREATE INDEX history_objects_unfolded ON history_objects (number) WHERE text IS NULL;
    CREATE TABLE changes (number INTEGER PRIMARY KEY, run INTEGER NOT NULL, kind TEXT NOT NULL, what TEXT NOT NULL,
      object INTEGER NOT NULL, member INTEGER, attribute TEXT, before, after);
    CREATE INDEX changes_run ON changes (run);
    CREATE INDEX changes_object ON changes (object);
    CREATE INDEX changes_member ON changes (member) WHERE member IS NOT NULL;
    CREATE TABLE pending (only INTEGER PRIMARY KEY CHECK (only = 1), runId TEXT NOT NULL, at TEXT NOT NULL,
      held INTEGER NOT NULL, counts TEXT NOT NULL);
    INSERT INTO history_runs (runId, at, first) SELECT runId, publishedAt, 1 FROM snapshot;`)
}

/**
 * What requests cost, not known of runs before; and the last row that the search's index holds, null when it holds all:
 * after a large publishing the index follows, and until then the rows behind are looked through one by one.
 */
const unitsAndLateIndex: Migration = (database) => {
  database.exec(`
    ALTER TABLE runs ADD COLUMN units REAL;
    ALTER TABLE ledger ADD COLUMN units REAL;
    ALTER TABLE snapshot ADD COLUMN searchable INTEGER;`)
}

/**
 * What an incremental run needs: where it goes on, and what it has read so far. A removal, a name and a change of a
 * membership hold by id, the last word; lists that were read as a whole are told from those of which only changes came.
 */
const incremental: Migration = (database) => {
  database.exec(`
    ALTER TABLE runs ADD COLUMN kind TEXT NOT NULL DEFAULT 'full';
    ALTER TABLE runs ADD COLUMN fullReason TEXT;
    CREATE TABLE delta_links (stream TEXT PRIMARY KEY, link TEXT NOT NULL, takenAt TEXT NOT NULL, readAt TEXT NOT NULL);
    CREATE TABLE staged_links (stream TEXT PRIMARY KEY, link TEXT NOT NULL, takenAt TEXT NOT NULL, readAt TEXT NOT NULL);
    CREATE TABLE staged_removed (id TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE TABLE staged_names (id TEXT PRIMARY KEY, displayName TEXT) WITHOUT ROWID;
    CREATE TABLE staged_whole (groupId TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE TABLE staged_member_changes (groupId TEXT NOT NULL, memberId TEXT NOT NULL, type TEXT NOT NULL,
      removed INTEGER NOT NULL, PRIMARY KEY (groupId, memberId)) WITHOUT ROWID;`)
}

/** What an administrator was asked about, and what was answered by keeping it: fingerprints of what would be removed. */
const keptRemovals: Migration = (database) => {
  database.exec(`
    ALTER TABLE pending ADD COLUMN removals TEXT;
    CREATE TABLE kept_removals (only INTEGER PRIMARY KEY CHECK (only = 1), fingerprint TEXT NOT NULL);`)
}

/**
 * How far the lists of a full run are staged, so that another goes on where it ended. `version`: a file that was migrated
 * since holds nothing to go on with. `staged_mailless`: users that came and are not staged for want of an address.
 * `staged_listed`: pages of groups as JSON, whether or not their members have come; `staged_refused`: whose did not.
 */
const goingOn: Migration = (database) => {
  database.exec(`
    ALTER TABLE runs ADD COLUMN resumed TEXT;
    CREATE TABLE staged_reading (only INTEGER PRIMARY KEY CHECK (only = 1), runId TEXT NOT NULL,
      version INTEGER NOT NULL);
    CREATE TABLE staged_places (stream TEXT NOT NULL, list TEXT PRIMARY KEY, link TEXT, read INTEGER NOT NULL,
      aside INTEGER NOT NULL, by TEXT) WITHOUT ROWID;
    CREATE TABLE staged_mailless (id TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE TABLE staged_listed (number INTEGER PRIMARY KEY, groups TEXT NOT NULL);
    CREATE TABLE staged_refused (id TEXT PRIMARY KEY) WITHOUT ROWID;`)
}

/**
 * Users are staged in tables of the same form as those that are published, so that the first publishing exchanges them
 * instead of copying everyone; the index of ids stands apart, because it is built when all are there. Whoever comes as he
 * is published is staged by number alone; `place` is the last row that was staged by then.
 */
const stagedAsPublished: Migration = (database) => {
  database.exec(`
    ALTER TABLE users RENAME TO former_users;
    CREATE TABLE users (number INTEGER PRIMARY KEY, id TEXT NOT NULL, ${userColumns});
    INSERT INTO users SELECT * FROM former_users;
    DROP TABLE former_users;
    CREATE UNIQUE INDEX users_id ON users (id);
    DROP INDEX IF EXISTS staged_users_id;
    ALTER TABLE staged_users RENAME TO former_staged;
    CREATE TABLE staged_users (number INTEGER PRIMARY KEY, id TEXT NOT NULL, ${userColumns});
    CREATE TABLE staged_user_keys (number INTEGER PRIMARY KEY, ${userKeys});
    CREATE TABLE staged_user_text (number INTEGER PRIMARY KEY, text TEXT NOT NULL);
    INSERT INTO staged_users SELECT number, id, ${namesIn(userColumns)} FROM former_staged;
    INSERT INTO staged_user_keys SELECT number, ${namesIn(userKeys)} FROM former_staged;
    INSERT INTO staged_user_text SELECT number, text FROM former_staged;
    DROP TABLE former_staged;
    CREATE TABLE staged_same (number INTEGER PRIMARY KEY, place INTEGER NOT NULL);`)
}

/**
 * What tells whether a user differs stands with the text that a search looks through: of whoever a large publishing brings
 * both are made afterwards, which is no later than the next run needs them.
 */
const marksWithTexts: Migration = (database) => {
  database.exec(`
    DELETE FROM user_text WHERE number > (SELECT searchable FROM snapshot);
    DROP INDEX IF EXISTS user_keys_mark;
    DROP INDEX IF EXISTS staged_users_id;`)
  for (const prefix of ['', 'staged_'])
    database.exec(`
      ALTER TABLE ${prefix}user_text ADD COLUMN mark TEXT NOT NULL DEFAULT '';
      UPDATE ${prefix}user_text AS t SET mark = (SELECT mark FROM ${prefix}user_keys WHERE number = t.number);
      ALTER TABLE ${prefix}user_keys DROP COLUMN mark;`)
}

/** Pieces of the search's index are joined when nobody waits for it (mergeSearch), not within every few publishings. */
const mergedAfterwards: Migration = (database) => {
  database.exec("INSERT INTO user_search (user_search, rank) VALUES ('automerge', 0)")
}

/**
 * Names that only what is pending has. They took the place of those that were published, which are put back where they can
 * be told.
 */
const pendingNames: Migration = (database) => {
  database.exec('CREATE TABLE pending_names (number INTEGER PRIMARY KEY, name TEXT, mail TEXT, text TEXT NOT NULL)')
  const put = database.prepare('UPDATE history_objects SET name = ?, mail = ?, text = ? WHERE number = ?')
  for (const table of ['users', 'groups']) {
    const published = database.prepare(`SELECT h.number, t.displayName name, t.mail FROM history_objects h
      JOIN ${table} t ON t.id = h.id WHERE (t.displayName, t.mail) IS NOT (h.name, h.mail)`)
    for (const { number, name, mail } of published.all() as Named[])
      put.run(name, mail, searchedNames(name, mail), number)
  }
}
interface Named {
  readonly number: number
  readonly name: string | null
  readonly mail: string | null
}

/** When the whole reading began that found what an administrator keeps: nothing is published of it that would tell. */
const keptReading: Migration = (database) => {
  database.exec('ALTER TABLE kept_removals ADD COLUMN readAt TEXT')
}

export const directoryFile: FileKind = {
  applicationId: 0x54_6e_74_79,
  migrations: [
    first,
    history,
    unitsAndLateIndex,
    incremental,
    keptRemovals,
    goingOn,
    stagedAsPublished,
    marksWithTexts,
    mergedAfterwards,
    pendingNames,
    keptReading,
  ],
  synchronous: 'normal',
  pageSize: 8_192,
}
