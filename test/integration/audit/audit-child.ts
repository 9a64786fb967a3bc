/**
 * Appends to an audit until it is killed and prints the sequence of each record that was answered for.
 * argv: the keychain's service, the audit's file.
 */
import { AuditKeys } from '../../../electron/audit/audit-keys.ts'
import { AuditLog } from '../../../electron/audit/audit-log.ts'
import { osKeychain } from '../../../electron/vault/os-keychain.ts'
import { Vault } from '../../../electron/vault/vault.ts'
import { SilentLogger } from '../../fakes/silent-logger.ts'
import { script } from './desk.ts'

export const logOf = (service: string, file: string): AuditLog =>
  new AuditLog({
    keys: new AuditKeys(new Vault(osKeychain(service))),
    file,
    script,
    actor: { osUser: 'test', host: null },
    clock: { now: () => new Date(), sleep: () => Promise.resolve() },
    logger: new SilentLogger(),
    newId: () => 'operation',
    onAppended: () => undefined,
  })

const main = async (): Promise<void> => {
  const [service = '', file = ''] = process.argv.slice(2)
  const log = logOf(service, file)
  const add = async (index: number): Promise<void> => {
    const after = { index, note: 'x '.repeat(500) }
    const entry = { action: 'settingsChanged', outcome: 'succeeded', connectionId: null, after } as const
    const { sequence } = await log.append(entry)
    process.stdout.write(`${sequence}\n`)
  }
  for (let index = 0; ; index += 4) await Promise.all([0, 1, 2, 3].map((offset) => add(index + offset)))
}

if (import.meta.main) await main()
