import { getCACertificates } from 'node:tls'
import { type ParsedCertificate, parseCertificate } from './certificate.ts'

/** What is trusted on this machine beside the administrator's own roots. */
export interface Trust {
  readonly system: readonly ParsedCertificate[]
}

const body = /-----BEGIN CERTIFICATE-----([\s\S]*?)-----END CERTIFICATE-----/

/** What cannot be parsed is left out: it would then not be trusted, which is the safe side. */
export const parsedOnes = (ders: readonly Uint8Array[]): readonly ParsedCertificate[] =>
  ders.flatMap((der) => {
    try {
      return [parseCertificate(der)]
    } catch {
      return []
    }
  })

/** The operating system's store as Node reads it; slow the first time, so it is asked once. */
export const systemTrust = (): Trust => ({
  system: parsedOnes(
    getCACertificates('system').map((pem) => Uint8Array.from(Buffer.from(body.exec(pem)?.[1] ?? '', 'base64'))),
  ),
})
