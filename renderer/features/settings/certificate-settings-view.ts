import type { CertificateSource } from '../../../shared/domain/certificates.ts'
import type { CertificateSettings } from '../../../shared/ipc/certificates.ts'

type Sources = CertificateSettings['sources']

/** One place up (-1) or down (1); as it was where there is none. */
export const movedSources = (sources: Sources, source: CertificateSource, by: -1 | 1): Sources => {
  const from = sources.findIndex((one) => one.source === source)
  const [one, other] = [sources[from], sources[from + by]]
  if (one === undefined || other === undefined) return sources
  return sources.toSpliced(Math.min(from, from + by), 2, ...(by === 1 ? [other, one] : [one, other]))
}

/** Most that the contract takes. */
const mostScanned = 200

/** The number that was typed; undefined when it is none that can be kept. */
export const scanOf = (typed: string): number | undefined => {
  const number = /^\d{1,3}$/.test(typed.trim()) ? Number(typed) : Number.NaN
  return number <= mostScanned ? number : undefined
}

/** Only ldaps: name and password never cross a line that can be read. Empty: no server. */
export const isLdapAddress = (url: string): boolean => url === '' || /^ldaps:\/\/[^\s/]+\/?$/i.test(url)

/** What is set beside the roots and the password, which have calls of their own. */
export type WantedSettings = Omit<CertificateSettings, 'roots' | 'ldap'> & {
  readonly ldap: Omit<CertificateSettings['ldap'], 'hasPassword'>
}

/** What a change would make of the settings: the contract takes them whole. */
export const wantedOf = (
  { sources, scan, revocation, ldap }: CertificateSettings,
  part: Partial<WantedSettings>,
): WantedSettings => {
  const { url, baseDn, bindDn } = ldap
  return { sources, scan, revocation, ldap: { url, baseDn, bindDn }, ...part }
}
