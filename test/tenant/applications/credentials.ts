import { createHash, randomUUID, X509Certificate } from 'node:crypto'
import { Delay } from './delay.ts'

export interface KeyCredential {
  readonly keyId: string
  readonly displayName: string | null
  /** Base64 of the SHA-1 thumbprint unless something else was given. */
  readonly customKeyIdentifier: string
  readonly startDateTime: Date
  readonly endDateTime: Date
  /** PEM of the certificate. */
  readonly pem: string
  readonly der: Uint8Array
  readonly delay: Delay
}

export interface PasswordCredential {
  readonly keyId: string
  readonly displayName: string | null
  readonly startDateTime: Date
  readonly endDateTime: Date
  readonly value: string
  readonly delay: Delay
}

/** Reads a certificate, PEM or DER, for registration; throws when it is none. */
export const keyCredential = (
  certificate: string | Uint8Array,
  more: Partial<
    Pick<KeyCredential, 'keyId' | 'displayName' | 'customKeyIdentifier' | 'startDateTime' | 'endDateTime' | 'delay'>
  > = {},
): KeyCredential => {
  const read = new X509Certificate(certificate)
  return {
    keyId: randomUUID(),
    displayName: read.subject.split('\n').at(-1) ?? null,
    customKeyIdentifier: createHash('sha1').update(read.raw).digest('base64'),
    startDateTime: read.validFromDate,
    endDateTime: read.validToDate,
    delay: new Delay(),
    ...more,
    pem: read.toString(),
    der: read.raw,
  }
}

export const passwordCredential = (
  value: string,
  more: Pick<PasswordCredential, 'startDateTime' | 'endDateTime'> & Partial<PasswordCredential>,
): PasswordCredential => ({ keyId: randomUUID(), displayName: null, delay: new Delay(), ...more, value })

/** In the shape that Entra gives its secrets: forty characters, `~` among them. */
export const makeSecret = (seed: number | string): string => {
  const text = createHash('sha256').update(`secret ${seed}`).digest('base64').replace(/[+/=]/g, '-').slice(0, 36)
  return `${text.slice(0, 3)}8Q~${text.slice(3)}x`
}
