import type { Keychain } from '../ports.ts'

/**
 * The system's keychain by keytar: Credential Manager on Windows, Keychain on macOS, the Secret Service on Linux.
 * keytar is loaded at the first use, so that a missing libsecret refuses a secret instead of the program's start.
 */
export const osKeychain = (service = 'Tenantry'): Keychain => {
  const load = async () => (await import('keytar')).default
  return {
    get: async (account) => (await load()).getPassword(service, account),
    set: async (account, value) => (await load()).setPassword(service, account, value),
    delete: async (account) => (await load()).deletePassword(service, account),
    accounts: async () => {
      const keytar = await load()
      // keytar 7.9 reads the value of every entry it lists and crashes the process where a locked collection has none;
      // a write fails with an error instead.
      await keytar.setPassword(service, 'accounts#', 'unlocked')
      await keytar.deletePassword(service, 'accounts#')
      return (await keytar.findCredentials(service)).map((entry) => entry.account)
    },
  }
}
