import type { CloudId } from '../../domain/connection.ts'
import type { SyncKind, SyncPhase } from '../../domain/sync.ts'
import type { Language, Preferences } from '../../ipc/app.ts'

/** Numbers come formatted (`text`) beside their value (`count`), which decides between one and many. */
interface Counted {
  readonly count: number
  readonly text: string
}

const clouds: Readonly<Record<CloudId, string>> = {
  global: 'Global cloud',
  usGovL4: 'US Government L4',
  usGovL5: 'US Government L5 (DoD)',
  china: 'China (21Vianet)',
}

const phases: Readonly<Record<Exclude<SyncPhase, 'read'>, string>> = {
  signIn: 'Signing in',
  count: 'Counting',
  prove: 'Proving that nothing is missing',
  publish: 'Publishing',
}

/** The same while it reads: everything, or what. */
const reads: Readonly<Record<SyncKind, string>> = {
  full: 'Reading everything',
  delta: 'Reading what has changed',
  user: 'Reading one user',
  group: 'Reading one group',
}

const themes: Readonly<Record<Preferences['theme'], string>> = {
  system: 'As the system',
  light: 'Light',
  dark: 'Dark',
  contrast: 'High contrast',
}

const languages: Readonly<Record<Language | 'system', string>> = {
  system: 'As the system',
  en: 'English',
  de: 'Deutsch',
}

/** The frame around the pages, and what every page shares. */
export const app = {
  pages: {
    overview: 'Overview',
    users: 'Users',
    groups: 'Groups',
    changes: 'Changes',
    certificates: 'Certificates',
    settings: 'Settings',
    sync: 'Sync',
    connect: 'Connect with Microsoft',
    audit: 'Audit',
  },
  nav: { label: 'Main', groups: { directory: 'Directory', watch: 'Watch' }, skip: 'Skip to the page' },
  top: {
    noTenant: 'No tenant connected',
    search: 'Search people, groups, commands',
    more: 'More',
    theme: 'Theme',
    language: 'Language',
  },
  sync: {
    now: 'Sync now',
    cancel: 'Cancel',
    cancelSync: 'Cancel the sync',
    /** While the press of 'Cancel' is on its way down to the last request. */
    cancelling: 'Cancelling',
    never: 'Never synchronised',
    /** The time stands behind it: 'Synchronised 4 min ago'. */
    synchronised: 'Synchronised',
    failed: 'Last sync failed',
    partial: 'Last sync was not complete',
    cancelled: 'Last sync was cancelled',
    interrupted: 'Last sync was interrupted',
    rehearsed: 'Last sync was a rehearsal',
    held: 'Sync waits for your answer',
    kept: 'Last sync was not applied',
    phases,
    reads,
    reading: ({ what, percent }: { readonly what: string; readonly percent: string }) => `${what}, ${percent}`,
    waiting: ({ until }: { readonly until: string }) => `Microsoft asks to wait until ${until}`,
    progress: 'Progress of the sync',
    showRun: 'Show the run',
    notStarted: 'The sync did not start',
    notCancelled: 'The sync could not be cancelled',
  },
  foot: {
    nothing: 'Nothing is stored yet',
    notSynchronised: 'Nothing has been synchronised yet',
    offline: 'No network',
    offlineWhy:
      'This computer has no network. What was synchronised is all here; a sync, a test and a sign-in need the network.',
    unread: 'The snapshot could not be read',
    complete: ({ when, age }: { readonly when: string; readonly age: string }) =>
      `Snapshot of ${when} (${age}), complete`,
    incomplete: ({ when, age }: { readonly when: string; readonly age: string }) =>
      `Snapshot of ${when} (${age}), not complete`,
    users: ({ count, text }: Counted) => (count === 1 ? '1 user' : `${text} users`),
    groups: ({ count, text }: Counted) => (count === 1 ? '1 group' : `${text} groups`),
    memberships: ({ count, text }: Counted) => (count === 1 ? '1 membership' : `${text} memberships`),
    secret: 'Client secret',
    certificate: ({ count, text }: Counted) =>
      count < 0
        ? 'Certificate, expired'
        : count === 0
          ? 'Certificate, last day'
          : count === 1
            ? 'Certificate, 1 day left'
            : `Certificate, ${text} days left`,
    otherAddresses: 'Not Microsoft’s addresses',
    otherAddressesWhy: ({ addresses }: { readonly addresses: string }) =>
      `This run is not packaged and talks to other addresses: ${addresses}`,
  },
  clouds,
  themes,
  languages,
  palette: {
    label: 'Search and commands',
    field: 'Search people, groups, commands',
    results: 'Results',
    people: 'People',
    groups: 'Groups',
    commands: 'Commands',
    places: 'Go to',
    nothing: ({ search }: { readonly search: string }) => `Nothing matches “${search}”`,
    found: ({ count }: { readonly count: number }) => (count === 1 ? '1 result' : `${count} results`),
    failed: 'People and groups could not be searched.',
    unnamed: 'Without a name',
    allPeople: ({ search }: { readonly search: string }) => `All users that match “${search}”`,
    choose: 'choose',
    open: 'open',
    close: 'close',
    themeIs: ({ theme }: { readonly theme: string }) => `Theme: ${theme}`,
    languageIs: ({ language }: { readonly language: string }) => `Language: ${language}`,
  },
  shortcuts: {
    title: 'Keyboard shortcuts',
    close: 'Close',
    everywhere: 'Everywhere',
    lists: 'In lists',
    keys: {
      control: 'Ctrl',
      alt: 'Alt',
      shift: 'Shift',
      enter: 'Enter',
      escape: 'Esc',
      space: 'Space',
      tab: 'Tab',
      pageUp: 'Page up',
      pageDown: 'Page down',
      home: 'Home',
      end: 'End',
      letters: 'letters',
    },
    palette: 'Search and commands',
    page: ({ page }: { readonly page: string }) => `Open ${page}`,
    sync: 'Sync now',
    help: 'These shortcuts',
    back: 'Back',
    forward: 'Forward',
    search: 'Search on the page',
    regions: 'Next region: top, navigation, page, details, foot',
    tab: 'Into the head, into the rows, on',
    move: 'Move the active row; from the first one up to the head',
    head: 'Between columns; Enter sorts, again turns round',
    width: 'Make the column narrower or wider',
    type: 'Jump to the next row that begins so',
    select: 'Select the row',
    extend: 'Extend the selection',
    all: 'Select all that match',
    open: 'Open details',
    closeDetails: 'Close details',
    copy: 'Copy the row or the selection',
  },
  copy: { yes: 'Copied', failed: 'Not copied', details: 'Copy details' },
  panel: { close: 'Close details', details: 'Details' },
  /** Within a minute. */
  justNow: 'just now',
  retry: 'Try again',
  dismiss: 'Dismiss',
  opening: 'Opening…',
  broken: {
    title: 'This page stopped',
    why: 'A fault in Tenantry’s own window stopped this page. Nothing was lost; the other pages work.',
    retry: 'Open it again',
    frame: 'Tenantry’s window stopped',
    frameWhy: 'A fault in Tenantry’s own window stopped it. Nothing was lost.',
    reload: 'Open the window again',
  },
}

export type AppText = typeof app
