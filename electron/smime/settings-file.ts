import { z } from 'zod'
import { certificateSources } from '../../shared/domain/certificates.ts'
import type { SettingsFile } from '../ports.ts'

const root = z.object({ sha256: z.string(), subject: z.string(), notAfter: z.string(), der: z.base64() })
const source = z.object({ source: z.enum(certificateSources), on: z.boolean() })
const kept = z.object({
  sources: z.array(source).readonly(),
  scan: z.number().int().min(0).max(200),
  ldap: z.object({
    url: z.string().nullable(),
    baseDn: z.string(),
    bindDn: z.string(),
    /** Whether the keychain holds one: noted before it is put there, and until it is gone. */
    hasPassword: z.boolean(),
  }),
  revocation: z.boolean(),
  roots: z.array(root).readonly(),
})
export type KeptSettings = z.infer<typeof kept>
export type KeptRoot = z.infer<typeof root>

/** By connection: one customer's directory is never asked for the addresses of another, nor is its authority trusted there. */
const section = z.record(z.string(), z.unknown())

export const usualSettings: KeptSettings = {
  sources: [
    { source: 'profile', on: true },
    { source: 'signedMail', on: true },
    { source: 'ldap', on: false },
  ],
  scan: 50,
  ldap: { url: null, baseDn: '', bindDn: '', hasPassword: false },
  revocation: false,
  roots: [],
}

/**
 * Where certificates are looked for and whom they may come from, for each connection. Roots are configuration, not
 * certificates of people: they stay here. What is not understood is as usual.
 */
export class CertificateSettingsFile {
  readonly #file: SettingsFile

  constructor(file: SettingsFile) {
    this.#file = file
  }

  get(connectionId: string): KeptSettings {
    const parsed = kept.safeParse(this.#all()[connectionId])
    return parsed.success && isWhole(parsed.data.sources) ? parsed.data : usualSettings
  }

  change(connectionId: string, change: Partial<KeptSettings>): KeptSettings {
    const changed = kept.parse({ ...this.get(connectionId), ...change })
    this.#file.write('certificates', { ...this.#all(), [connectionId]: changed })
    return changed
  }

  forget(connectionId: string): void {
    const { [connectionId]: forgotten, ...others } = this.#all()
    if (forgotten !== undefined) this.#file.write('certificates', others)
  }

  #all(): Readonly<Record<string, unknown>> {
    const parsed = section.safeParse(this.#file.read('certificates'))
    return parsed.success ? parsed.data : {}
  }
}

/** Each source once. */
export const isWhole = (sources: KeptSettings['sources']): boolean =>
  new Set(sources.map(({ source }) => source)).size === certificateSources.length
