import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { ListsPart, RunProof } from '../../../electron/directory/directory-api.ts'
import { openForReading, openForWriting } from '../../../electron/directory/open-file.ts'
import { Reader } from '../../../electron/directory/reader.ts'
import { Writer } from '../../../electron/directory/writer.ts'
import type { User } from '../../../shared/domain/user.ts'
import { rawUsers } from '../../fakes/raw-users.ts'
import { newFolder } from './setup.ts'
import { end, key } from './world.ts'

/** Both sides without their threads, so that what a publishing leaves for afterwards is done when the test says so. */
export const openSides = (file = join(newFolder(), 'directory.db')) => {
  const writer = new Writer(openForWriting(file, key.toString('hex')).database)
  onTestFinished(() => writer.close())
  const count = (table: string) => {
    const database = openForReading(file, key.toString('hex'))
    onTestFinished(() => void database.close())
    return database.prepare(`SELECT count(*) FROM ${table}`).pluck().get()
  }
  return {
    writer,
    count,
    keys: () => count('user_keys'),
    read: () => {
      const reader = new Reader(openForReading(file, key.toString('hex')))
      onTestFinished(() => reader.close())
      return reader
    },
  }
}

let runs = 0

const noLists: ListsPart = { pages: [], ended: [], refused: [], hidden: [] }

export const publish = (
  writer: Writer,
  users: readonly User[],
  lists = noLists,
  by: Partial<Pick<RunProof, 'finishedAt' | 'historyDays'>> = {},
): string => {
  const runId = `late-${runs++}`
  const startedAt = '2026-01-02T03:04:00.000Z'
  writer.beginRun({ runId, trigger: 'manual', kind: 'full', fullReason: null, startedAt })
  writer.stageUsers(rawUsers(users))
  writer.stageLists(lists)
  writer.staged()
  writer.publish(runId, { ...end, ...by })
  return runId
}

/** All that a publishing has left for afterwards. */
export const finish = (writer: Writer): void => {
  for (const _piece of writer.rest());
}
