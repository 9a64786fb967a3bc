import { existsSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const nameOf = (connectionId: string): string => `directory-${connectionId}.db`

/** Where a connection's synchronised data is. */
export const directoryFile = (profileFolder: string, connectionId: string): string =>
  join(profileFolder, nameOf(connectionId))

/** Whether anything was ever written for this connection, and not removed since. */
export const hasDirectoryFile = (profileFolder: string, connectionId: string): boolean =>
  existsSync(directoryFile(profileFolder, connectionId))

/** Windows lets go of a closed file a moment later, longer where something scans it; together a little over three seconds. */
const waits = [25, 50, 100, 200, 400, 800, 1_600]
const heldOpen = new Set(['EBUSY', 'EPERM', 'EACCES'])

const removeFile = (path: string): Promise<void> => rm(path, { force: true })

/** The file, what SQLite keeps beside it, and what was set aside of it at earlier times. */
export const removeDirectoryFiles = async (
  profileFolder: string,
  connectionId: string,
  remove: (path: string) => Promise<void> = removeFile,
): Promise<void> => {
  const name = nameOf(connectionId)
  const found = (await readdir(profileFolder)).filter(
    (file) => file === name || file.startsWith(`${name}-`) || file.startsWith(`${name}.`),
  )
  for (const file of found) await patiently(() => remove(join(profileFolder, file)))
}

/** By hand: rm's own retries are for folders only. */
const patiently = async (task: () => Promise<void>): Promise<void> => {
  for (const wait of waits) {
    try {
      return await task()
    } catch (error) {
      if (!heldOpen.has((error as NodeJS.ErrnoException).code ?? '')) throw error
      await sleep(wait)
    }
  }
  await task()
}
