import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/**
 * Starts the running script again inside a private keyring (with-keyring.ts) when it is not in one, and ends with its exit code.
 * What a demo or a test keeps must never land in the keyring of the person who runs it.
 */
export const ensureKeyring = (): void => {
  if (process.platform !== 'linux' || process.env['TENANTRY_KEYRING'] === 'ready') return
  const withKeyring = join(import.meta.dirname, 'with-keyring.ts')
  const args = [withKeyring, process.execPath, ...process.argv.slice(1)]
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' })
  process.exit(status ?? 1)
}
