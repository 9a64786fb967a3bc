import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

export interface Verdict {
  readonly ok: boolean
  readonly records: number
  readonly broken: number | null
  readonly problem: string | null
  readonly keyId: string | null
}

export const verifierFile = join(import.meta.dirname, '../../../resources/audit-verify.mjs')

/** The standalone script has no types: it is for people who have nothing but Node. */
export const verifier = (await import(pathToFileURL(verifierFile).href)) as {
  readonly canonical: (value: unknown) => string
  readonly verifyExport: (bytes: Uint8Array, keyId?: string) => Verdict
}
