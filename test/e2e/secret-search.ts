/** Searches that know no value beforehand: tokens by their form, keys by asking the keychain for what was made. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { osKeychain } from '../../electron/vault/os-keychain.ts'
import { Vault } from '../../electron/vault/vault.ts'
import { keyLine } from './needles.ts'

/** A token or a proof, whosever it is: the head of every JWT, and the beginning of its body. */
const token = /eyJ[\w-]{16,}\.eyJ/

/** What of these, and of any token, is found in a text. */
export const foundIn = (text: string, secrets: readonly string[]): string[] => [
  ...secrets.filter((secret) => text.includes(secret)),
  ...(token.exec(text) ?? []),
]

export const filesWithTokens = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => token.test(readFileSync(file, 'latin1')))

/** A line of each of these private keys in the keychain. Asked for by name: a listing meets what is being changed there. */
export const keyLinesOf = async (vaultNames: readonly string[]): Promise<string[]> => {
  const vault = new Vault(osKeychain('Tenantry (simulated cloud)'))
  const texts = await Promise.all(vaultNames.map((name) => vault.get(name)))
  return texts.flatMap((text) => {
    const pem = /-----BEGIN PRIVATE KEY-----[^-]+/.exec((text ?? '').replaceAll('\\n', '\n'))
    return pem === null ? [] : [keyLine(pem[0])]
  })
}
