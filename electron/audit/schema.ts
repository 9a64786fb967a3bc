import type { FileKind, Migration } from '../sqlite/migrate.ts'

/**
 * `body` and `hash` are the record; what lists filter by is generated from the body, so it cannot say anything else.
 * `text` alone is derived outside of SQLite; a verification compares it. REPLACE deletes without a DELETE trigger where
 * recursive triggers are off, hence the trigger that refuses a sequence that is there or leaves a gap.
 */
const first: Migration = (database) => {
  database.exec(`
    CREATE TABLE records (
      sequence INTEGER PRIMARY KEY,
      at TEXT NOT NULL GENERATED ALWAYS AS (body ->> '$.at') STORED,
      action TEXT NOT NULL GENERATED ALWAYS AS (body ->> '$.action') STORED,
      outcome TEXT NOT NULL GENERATED ALWAYS AS (body ->> '$.outcome') STORED,
      connectionId TEXT GENERATED ALWAYS AS (body ->> '$.connectionId') STORED,
      operationId TEXT GENERATED ALWAYS AS (body ->> '$.correlation.operationId') STORED,
      hash TEXT NOT NULL,
      text TEXT NOT NULL,
      body TEXT NOT NULL
    ) STRICT;
    CREATE INDEX records_facts ON records (action, outcome, connectionId, at);
    CREATE INDEX records_attempts ON records (operationId) WHERE outcome = 'attempted';
    CREATE INDEX records_settled ON records (operationId) WHERE outcome <> 'attempted' AND operationId IS NOT NULL;
    CREATE TRIGGER records_no_update BEFORE UPDATE ON records BEGIN
      SELECT RAISE(ABORT, 'audit records are never changed');
    END;
    CREATE TRIGGER records_no_delete BEFORE DELETE ON records BEGIN
      SELECT RAISE(ABORT, 'audit records are never deleted');
    END;
    CREATE TRIGGER records_in_turn BEFORE INSERT ON records
      WHEN NEW.sequence IS NOT (SELECT ifnull(max(sequence), 0) + 1 FROM records) BEGIN
      SELECT RAISE(ABORT, 'audit records are appended in turn');
    END;`)
}

export const auditFile: FileKind = {
  applicationId: 0x54_6e_41_75,
  migrations: [first],
  synchronous: 'full',
  pageSize: 4_096,
}
