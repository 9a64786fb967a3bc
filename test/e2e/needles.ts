/** Where a secret could have been left, and in which form. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'

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

/** Empty where it has gone since it was listed: Chromium outlives a killed program by a moment and clears up. */
const contentOf = (file: string): Buffer => {
  try {
    return readFileSync(file)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return Buffer.alloc(0)
    throw error
  }
}

export const filesWith = (folder: string, needles: readonly Buffer[]): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => {
      const bytes = contentOf(file)
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
