import {
  AddRegular,
  ArrowSyncRegular,
  BuildingRegular,
  CertificateRegular,
  ColorRegular,
  DismissRegular,
  KeyboardRegular,
  LocalLanguageRegular,
  PeopleListRegular,
  PeopleTeamRegular,
  PersonRegular,
} from '@fluentui/react-icons'
import type { ReactNode } from 'react'
import { titleOf } from '../../shared/domain/connection.ts'
import type { User } from '../../shared/domain/user.ts'
import type { Language, Preferences } from '../../shared/ipc/app.ts'
import type { GroupRow } from '../../shared/ipc/directory.ts'
import type { AppText } from '../../shared/text/en/app.ts'
import type { CertificatesText } from '../../shared/text/en/certificates.ts'
import type { TenantsText } from '../../shared/text/en/tenants.ts'
import type { Sync } from '../components/use-sync.ts'
import type { useTenants } from '../components/use-tenants.ts'
import { hrefOf, navigate } from '../lib/navigation.ts'
import { pages, shownPages } from './pages.ts'
import type { Commands } from './use-commands.ts'

export interface Entry {
  readonly key: string
  readonly icon: ReactNode
  readonly text: string
  readonly note?: string
  /** A key combination as useKeyNames names it. */
  readonly keys?: string
  readonly run: () => void
}

const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/** Every word that was typed begins a word of the entry or stands in it. */
export const matches = (text: string, search: string): boolean => {
  const folded = fold(text)
  return fold(search)
    .split(/\s+/)
    .every((word) => folded.includes(word))
}

export const peopleEntries = (
  { rows, total }: { readonly rows: readonly User[]; readonly total: number },
  search: string,
  text: AppText['palette'],
): readonly Entry[] => [
  ...rows.map(({ id, displayName, mail, department }) => ({
    key: `user ${id}`,
    icon: <PersonRegular />,
    text: displayName ?? text.unnamed,
    note: [mail, department ?? ''].filter((part) => part !== '').join(', '),
    run: () => navigate(hrefOf('users', { open: id })),
  })),
  ...(total > rows.length
    ? [
        {
          key: 'all users',
          icon: <PeopleListRegular />,
          text: text.allPeople({ search }),
          run: () => navigate(hrefOf('users', { q: search })),
        },
      ]
    : []),
]

export const groupEntries = (rows: readonly GroupRow[], text: AppText['palette']): readonly Entry[] =>
  rows.map(({ id, displayName, mail, description }) => ({
    key: `group ${id}`,
    icon: <PeopleTeamRegular />,
    text: displayName ?? text.unnamed,
    note: mail ?? description ?? '',
    run: () => navigate(hrefOf('groups', { open: id })),
  }))

export const placeEntries = (names: AppText['pages']): readonly Entry[] =>
  [...shownPages, ...pages.filter(({ place }) => place === 'hidden')].map(({ id, icon: Icon }, index) => ({
    key: `page ${id}`,
    icon: <Icon />,
    text: names[id],
    ...(index < Math.min(9, shownPages.length) ? { keys: `mod+${index + 1}` } : {}),
    run: () => navigate(hrefOf(id)),
  }))

export const commandEntries = (
  commands: Commands,
  sync: Sync,
  { isConnected, online }: { readonly isConnected: boolean; readonly online: boolean },
  app: AppText,
): readonly Entry[] => [
  ...(isConnected && sync.status?.progress == null
    ? [
        {
          key: 'sync',
          icon: <ArrowSyncRegular />,
          text: app.sync.now,
          ...(online ? {} : { note: app.foot.offline }),
          keys: 'mod+R',
          run: commands.syncNow,
        },
      ]
    : []),
  ...(sync.status?.progress != null && !sync.cancelling
    ? [{ key: 'cancel', icon: <DismissRegular />, text: app.sync.cancelSync, run: sync.cancel }]
    : []),
  { key: 'keys', icon: <KeyboardRegular />, text: app.shortcuts.title, keys: '?', run: commands.showShortcuts },
]

/** Where there is a tenant: the others, and the way to one more. */
export const tenantEntries = (
  { tenants, activeId }: ReturnType<typeof useTenants>,
  switchTo: (id: string) => void,
  text: TenantsText,
): readonly Entry[] =>
  activeId === null
    ? []
    : [
        ...tenants
          .filter(({ id }) => id !== activeId)
          .map((tenant) => ({
            key: `tenant ${tenant.id}`,
            icon: <BuildingRegular />,
            text: text.switchTo({ name: titleOf(tenant) }),
            note: tenant.defaultDomain ?? '',
            run: () => switchTo(tenant.id),
          })),
        { key: 'add tenant', icon: <AddRegular />, text: text.add, run: () => navigate(hrefOf('connect')) },
      ]

const certificateTabs = ['health', 'file'] as const

/** The tabs of a page that has three: found by search alone, the page itself is among the places. */
export const certificateEntries = ({ title, tabs }: CertificatesText): readonly Entry[] =>
  certificateTabs.map((tab) => ({
    key: `certificates ${tab}`,
    icon: <CertificateRegular />,
    text: `${title}: ${tabs[tab]}`,
    run: () => navigate(hrefOf('certificates', { tab })),
  }))

const themes = ['system', 'light', 'dark', 'contrast'] as const
const languages: readonly (Language | 'system')[] = ['system', 'en', 'de']

/** Found by search alone: nobody opens the palette to read seven of them. */
export const preferenceEntries = (change: (part: Partial<Preferences>) => void, app: AppText): readonly Entry[] => [
  ...themes.map((theme) => ({
    key: `theme ${theme}`,
    icon: <ColorRegular />,
    text: app.palette.themeIs({ theme: app.themes[theme] }),
    run: () => change({ theme }),
  })),
  ...languages.map((language) => ({
    key: `language ${language}`,
    icon: <LocalLanguageRegular />,
    text: app.palette.languageIs({ language: app.languages[language] }),
    run: () => change({ language }),
  })),
]
