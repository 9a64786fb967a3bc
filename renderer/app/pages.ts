import {
  ArrowSyncRegular,
  CertificateRegular,
  ClipboardTaskListLtrRegular,
  type FluentIcon,
  HistoryRegular,
  HomeRegular,
  PeopleRegular,
  PeopleTeamRegular,
  PlugConnectedRegular,
  SettingsRegular,
} from '@fluentui/react-icons'
import type { AppText } from '../../shared/text/en/app.ts'
import { PageCode } from './page-code.ts'

/** The address behind the hash, and the key of the name in shared/text. */
type PageId = keyof AppText['pages']

/** Where the navigation shows a page. `hidden` ones are reached by links and by the palette. */
type Place = 'first' | 'directory' | 'watch' | 'last' | 'hidden'

export interface PageEntry {
  readonly id: PageId
  readonly place: Place
  readonly icon: FluentIcon
  /** Shows the active tenant's data, and begins anew with another one. */
  readonly ofTenant: boolean
  readonly code: PageCode
}

const page = (
  id: PageId,
  place: Place,
  icon: FluentIcon,
  load: ConstructorParameters<typeof PageCode>[0],
): PageEntry => ({ id, place, icon, ofTenant: false, code: new PageCode(load) })

const tenantPage = (...about: Parameters<typeof page>): PageEntry => ({ ...page(...about), ofTenant: true })

/** One line a page: it brings the entry in the navigation, the place in the palette, Ctrl+1 to 9, and loading when first opened. */
export const pages: readonly PageEntry[] = [
  tenantPage('overview', 'first', HomeRegular, () => import('../features/overview/overview-page.tsx')),
  tenantPage('users', 'directory', PeopleRegular, () => import('../features/users/users-page.tsx')),
  tenantPage('groups', 'directory', PeopleTeamRegular, () => import('../features/groups/groups-page.tsx')),
  tenantPage('changes', 'directory', HistoryRegular, () => import('../features/changes/changes-page.tsx')),
  tenantPage(
    'certificates',
    'directory',
    CertificateRegular,
    () => import('../features/certificates/certificates-page.tsx'),
  ),
  page('audit', 'watch', ClipboardTaskListLtrRegular, () => import('../features/audit/audit-page.tsx')),
  page('settings', 'last', SettingsRegular, () => import('../features/settings/settings-page.tsx')),
  page('connect', 'hidden', PlugConnectedRegular, () => import('../features/connect/connect-page.tsx')),
  tenantPage('sync', 'hidden', ArrowSyncRegular, () => import('../features/sync/sync-page.tsx')),
]

/** The pages of the navigation, in its order: the first nine have the keys 1 to 9. */
export const shownPages: readonly PageEntry[] = (['first', 'directory', 'watch', 'last'] as const).flatMap((place) =>
  pages.filter((entry) => entry.place === place),
)

/** An address without a page, or with one that is unknown, opens the first. */
export const pageOf = (id: string): PageEntry => {
  const found = pages.find((entry) => entry.id === id) ?? shownPages[0]
  if (found === undefined) throw new Error('There is no page')
  return found
}
