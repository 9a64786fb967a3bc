/** Where a secret could have been left: the profile folder, what was written to the terminal, and the page's memory. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { osKeychain } from '../../electron/vault/os-keychain.ts'
import { Vault } from '../../electron/vault/vault.ts'

/** The forms in which a text may lie in a file. */
export const formsOf = (text: string): Buffer[] => {
  const bytes = Buffer.from(text)
  // The middle third: base64 depends on where it begins.
  const shifts = [0, 1, 2].map((shift) => bytes.subarray(shift).toString('base64').slice(4, -4))
  return [
    bytes,
    Buffer.from(text, 'utf16le'),
    Buffer.from(encodeURIComponent(text)),
    ...shifts.map((s) => Buffer.from(s)),
  ]
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))

export const filesWith = (folder: string, needles: readonly Buffer[]): string[] =>
  filesIn(folder).filter((file) => {
    const bytes = readFileSync(file)
    return needles.some((needle) => bytes.includes(needle))
  })

/** Everything that the page's scripts can still reach, after the rest has been collected: of each text the first 1,024 characters. */
export const heapOf = async (app: ElectronApplication, page: Page): Promise<string> => {
  const session = await app.context().newCDPSession(page)
  const chunks: string[] = []
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk))
  await session.send('HeapProfiler.collectGarbage')
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  await session.detach()
  return chunks.join('')
}

/** A line from the modulus, where nothing is the same in every key. */
export const keyLine = (pem: string): string => pem.split('\n')[3] ?? ''

/** A token or a proof, whosever it is: the head of every JWT, and its body's. */
const token = /eyJ[\w-]{16,}\.eyJ/

/** What of these, and of any token, is found in a text. */
export const foundIn = (text: string, secrets: readonly string[]): string[] => [
  ...secrets.filter((secret) => text.includes(secret)),
  ...(token.exec(text) ?? []),
]

export const filesWithTokens = (folder: string): string[] =>
  filesIn(folder).filter((file) => token.test(readFileSync(file, 'latin1')))

/** A line of each of these private keys in the keychain. Asked for by name: a listing meets what is being changed there. */
export const keyLinesOf = async (vaultNames: readonly string[]): Promise<string[]> => {
  const vault = new Vault(osKeychain('Tenantry (simulated cloud)'))
  const texts = await Promise.all(vaultNames.map((name) => vault.get(name)))
  return texts.flatMap((text) => {
    const pem = /-----BEGIN PRIVATE KEY-----[^-]+/.exec((text ?? '').replaceAll('\\n', '\n'))
    return pem === null ? [] : [keyLine(pem[0])]
  })
}
