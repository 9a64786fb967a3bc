/** The audit's file and what the keychain has of it, as somebody with this user's rights reaches them while the program is closed. */
import { join } from 'node:path'
import { AuditKeys } from '../../electron/audit/audit-keys.ts'
import { AuditStore } from '../../electron/audit/audit-store.ts'
import { connect } from '../../electron/sqlite/database.ts'
import { osKeychain } from '../../electron/vault/os-keychain.ts'
import { Vault } from '../../electron/vault/vault.ts'
import { unchained } from '../unit/audit/entries.ts'

/** Of a run with a simulated cloud, as main.ts names it. */
const keychain = osKeychain('Tenantry (simulated cloud)')
const keys = new AuditKeys(new Vault(keychain))

/** The keychain outlives the profile of a test; the next one's audit would rightly be missed. */
export const forgetAudit = async (): Promise<void> => {
  for (const account of await keychain.accounts()) if (account.startsWith('audit/')) await keychain.delete(account)
}

const opened = async (profile: string) => connect(join(profile, 'audit.db'), await keys.databaseKey())

/** Without the triggers, which only bind who goes through SQL as the program does. */
export const alterAudit = async (profile: string, sql: string): Promise<void> => {
  const database = await opened(profile)
  database.exec('DROP TRIGGER IF EXISTS records_no_update; DROP TRIGGER IF EXISTS records_no_delete;')
  database.exec('DROP TRIGGER IF EXISTS records_in_turn;')
  database.exec(sql)
  database.close()
}

/** As many honest records more, as years would make. */
export const fillAudit = async (profile: string, records: number): Promise<void> => {
  const database = await opened(profile)
  const store = new AuditStore(database)
  database.transaction(() => {
    for (let index = 0; index < records; index++) store.append(unchained())
  })()
  const last = store.last()
  if (last !== null) await keys.setHead(last)
  store.close()
}
