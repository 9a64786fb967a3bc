import { randomBytes } from 'node:crypto'
import type { Vault } from '../vault/vault.ts'

const keyName = (connectionId: string): string => `connection/${connectionId}/directory-key`

/** The 256-bit key of a connection's directory, made at first need. Deleting it from the vault is the erasure. */
export const directoryKey = async (vault: Vault, connectionId: string): Promise<Uint8Array> => {
  const kept = await vault.get(keyName(connectionId))
  if (kept !== null && /^[0-9a-f]{64}$/.test(kept)) return Buffer.from(kept, 'hex')
  const key = randomBytes(32)
  await vault.set(keyName(connectionId), key.toString('hex'))
  return key
}

/** Without it the file is noise, copies and backups of it included. */
export const eraseDirectoryKey = (vault: Vault, connectionId: string): Promise<void> =>
  vault.delete(keyName(connectionId))
