import { type HealthKind, type HealthReason, healthKinds, healthReasons } from '../../../shared/domain/certificates.ts'
import type { HealthQuery } from '../../../shared/ipc/certificates.ts'

export const certificateTabs = ['lookup', 'health', 'file'] as const
type CertificateTab = (typeof certificateTabs)[number]

/**
 * What the Certificates page shows, as its address says it: `#/certificates?user=<id>`,
 * `#/certificates?tab=file&against=<id>`, `#/certificates?tab=health&list=1&kind=unusable&reason=expired&department=Sales&q=…`. Nothing of a certificate is in it.
 */
export interface CertificatesAddress {
  readonly tab: CertificateTab
  /** Object id of whom to look up. */
  readonly user: string | undefined
  /** Object id of whom to judge a file against. */
  readonly against: string | undefined
  /** The board's users one by one instead of its picture. */
  readonly list: boolean
  readonly search: string
  readonly kinds: readonly HealthKind[]
  readonly reasons: readonly HealthReason[]
  /** '' for users without one; undefined for all. */
  readonly department: string | undefined
}

const longestSearch = 256
const longestId = 128

export const unfiltered = { search: '', kinds: [], reasons: [], department: undefined } as const

/** What is not understood is left out: an old or mistyped link still opens the page. */
export const parseCertificatesAddress = (query: URLSearchParams): CertificatesAddress => {
  const chosen = <Choice extends string>(name: string, choices: readonly Choice[]) =>
    choices.filter((choice) => query.getAll(name).includes(choice))
  const tab = certificateTabs.find((known) => known === query.get('tab')) ?? 'lookup'
  const id = (name: string) => {
    const text = query.get(name) ?? ''
    return text === '' || text.length > longestId ? undefined : text
  }
  const base = { tab, user: id('user'), against: id('against') }
  if (tab !== 'health' || query.get('list') === null) return { ...base, list: false, ...unfiltered }
  return {
    ...base,
    list: true,
    search: (query.get('q') ?? '').slice(0, longestSearch),
    kinds: chosen('kind', healthKinds),
    reasons: chosen('reason', healthReasons),
    department: query.get('department')?.slice(0, longestSearch),
  }
}

/** Leaves out what is as usual, so that a plain page has a plain address. */
export const formatCertificatesAddress = (address: CertificatesAddress): URLSearchParams => {
  const { tab, user, against, list, search, kinds, reasons, department } = address
  const query = new URLSearchParams()
  if (tab !== 'lookup') query.set('tab', tab)
  if (user !== undefined) query.set('user', user)
  if (against !== undefined) query.set('against', against)
  if (tab !== 'health' || !list) return query
  query.set('list', '1')
  if (search !== '') query.set('q', search)
  for (const kind of kinds) query.append('kind', kind)
  for (const reason of reasons) query.append('reason', reason)
  if (department !== undefined) query.set('department', department)
  return query
}

export const healthQueryOf = ({ search, kinds, reasons, department }: CertificatesAddress): HealthQuery => ({
  search: search.trim(),
  kinds,
  reasons,
  department: department ?? null,
})

export const isNarrowed = ({ search, kinds, reasons, department }: CertificatesAddress): boolean =>
  search.trim() !== '' || kinds.length > 0 || reasons.length > 0 || department !== undefined
