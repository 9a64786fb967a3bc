import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

const nameOf = (connectionId: string): string => `directory-${connectionId}.db`

/** Where a connection's synchronised data is. */
export const directoryFile = (profileFolder: string, connectionId: string): string =>
  join(profileFolder, nameOf(connectionId))

/** The file, what SQLite keeps beside it, and what was set aside of it at earlier times. */
export const removeDirectoryFiles = async (profileFolder: string, connectionId: string): Promise<void> => {
  const name = nameOf(connectionId)
  const found = (await readdir(profileFolder)).filter(
    (file) => file === name || file.startsWith(`${name}-`) || file.startsWith(`${name}.`),
  )
  // Windows lets go of a closed file a moment later.
  for (const file of found) await rm(join(profileFolder, file), { force: true, maxRetries: 5 })
}
