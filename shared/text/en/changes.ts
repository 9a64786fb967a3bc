import type { ChangeAttribute, ChangeKind, ChangeWhat } from '../../domain/change.ts'
import { groups } from './groups.ts'
import { users } from './users.ts'

/** Numbers come formatted (`text`) beside their value (`count`), which decides between one and many. */
interface Counted {
  readonly count: number
  readonly text: string
}

const attributes: Readonly<Record<ChangeAttribute, string>> = {
  ...groups.columns,
  ...users.columns,
  assignedLicenses: 'Licences',
  membershipRule: 'Membership rule',
}

const kinds: Readonly<Record<ChangeKind, string>> = { user: 'Users', group: 'Groups', membership: 'Memberships' }

const whats: Readonly<Record<ChangeWhat, string>> = {
  changed: 'Changed',
  added: 'Added or gained',
  removed: 'Removed or lost',
}

/** What happened, in the table: one word where it says enough. */
const happened: Readonly<Record<ChangeKind, Readonly<Record<ChangeWhat, string>>>> = {
  user: { changed: 'User changed', added: 'User added', removed: 'User removed' },
  group: { changed: 'Group changed', added: 'Group added', removed: 'Group removed' },
  membership: { changed: 'Membership changed', added: 'Joined', removed: 'Left' },
}

export const changes = {
  title: 'Changes',
  attributes,
  kinds,
  whats,
  happened,
  columns: { run: 'Run', what: 'What', who: 'Who', attribute: 'Attribute', values: 'Before, after' },
  search: { label: 'Search changes', placeholder: 'Name or mail address' },
  counts: {
    all: ({ count, text }: Counted) => (count === 1 ? '1 change' : `${text} changes`),
    some: ({ shown, total }: { readonly shown: string; readonly total: string }) => `${shown} of ${total}`,
    selected: ({ text }: Counted) => `${text} selected`,
  },
  table: { select: 'Selected', selectAll: 'Select all changes that match' },
  copied: ({ count, text }: Counted) => (count === 1 ? '1 row copied' : `${text} rows copied`),
  copyTooLong: ({ text }: Counted) => `${text} rows are more than the clipboard takes. Nothing was copied.`,
  kindFilter: 'Kind',
  clearKinds: 'All kinds',
  whatFilter: 'What',
  clearWhats: 'Everything',
  attributeFilter: 'Attribute',
  clearAttributes: 'All attributes',
  runFilter: 'Run',
  allRuns: 'All runs',
  memberOf: ({ group }: { readonly group: string }) => `member of ${group}`,
  unnamed: 'Without a name',
  blank: 'blank',
  was: 'Before',
  is: 'After',
  failed: { title: 'The changes could not be read' },
  lastSync: {
    failed: ({ when }: { readonly when: string }) => `The last sync failed, so the newest changes are of ${when}`,
    kept: 'Nothing was removed.',
    show: 'Show the sync',
  },
  empty: {
    noTenant: 'What each sync changed will be here.',
    connect: 'Connect a tenant',
    notSynchronised: 'What each sync changed will be here after the second one.',
    toSync: 'Show the sync',
  },
  none: 'Nothing has changed yet',
  noneWhy: ({ when }: { readonly when: string }) =>
    `The history begins with the sync of ${when}. What later syncs find different stands here, attribute by attribute.`,
  nothing: {
    searched: ({ search }: { readonly search: string }) => `No change matches “${search}”`,
    filtered: 'No change matches these filters',
    clear: 'Clear search and filters',
  },
  pending: {
    rehearsed: 'These changes are not published: they are what a rehearsal found',
    held: 'These changes are not published: the guard holds them',
    beyondGuard: 'The guard would hold a sync with them: it would remove more than the guard lets pass.',
    show: 'Show the run',
  },
  kept: {
    label: 'Kept for',
    days: ({ count, text }: Counted) => (count === 1 ? '1 day' : `${text} days`),
    failed: 'How long changes are kept could not be changed',
  },
  details: {
    label: ({ name }: { readonly name: string }) => `Change of ${name}`,
    run: 'Run',
    showRun: 'Show the run',
    ofRun: 'Everything that this run changed',
    asOfRun: 'Directory after this run',
    what: 'What',
    group: 'Group',
    mail: 'Mail',
    attribute: 'Attribute',
    values: 'Before and after',
    asItWas: 'As it was',
    history: 'History',
    openUser: 'Open the user',
    openGroup: 'Open the group',
    objectId: 'Object id',
    copy: ({ name }: { readonly name: string }) => `Copy ${name}`,
  },
  history: {
    none: 'No change is kept',
    noneWhy: 'Nothing has changed since the history begins.',
    more: ({ text }: Counted) => `Show ${text} more`,
    added: 'Added to the directory',
    removed: 'Removed from the directory',
    joined: ({ group }: { readonly group: string }) => `Joined ${group}`,
    left: ({ group }: { readonly group: string }) => `Left ${group}`,
    gained: ({ member }: { readonly member: string }) => `${member} joined`,
    lost: ({ member }: { readonly member: string }) => `${member} left`,
  },
  /** Any run by when it was: the newest that had ended by then. */
  byDate: {
    open: 'By date…',
    title: { asOf: 'Directory as of a date', changes: 'Changes of a run' },
    label: 'Date and time',
    found: {
      asOf: ({ when }: { readonly when: string }) => `The last run by then ended on ${when}`,
      changes: ({ when }: { readonly when: string }) => `The last run by then that changed something ended on ${when}`,
    },
    none: {
      asOf: 'No run that ended by then is kept',
      changes: 'No run that changed something by then is kept',
    },
    show: 'Show',
    cancel: 'Cancel',
    failed: 'The run could not be looked for',
  },
  asOf: {
    label: 'Directory as of',
    now: 'now',
    choose: 'Choose a run',
    begins: 'first sync',
    changed: ({ count, text }: Counted) => (count === 1 ? '1 change' : `${text} changes`),
    banner: ({ when }: { readonly when: string }) => `You see the past: the directory as it was on ${when}`,
    bannerUndated: 'You see the past: the directory as it was after a former sync',
    bannerWhy: 'It is put together from what has changed since. Everything else in Tenantry goes on with the present.',
    back: 'Back to now',
    users: 'Users',
    groups: 'Groups',
    views: 'What of the past',
    searchUsers: { label: 'Search users of then', placeholder: 'Name, mail, title, department, city' },
    searchGroups: { label: 'Search groups of then', placeholder: 'Name, mail, description' },
    noneFound: 'Nothing of then matches',
    clear: 'Clear the search',
    unknown: 'This run is not kept any more',
    unknownWhy: 'Its changes are older than the history is kept, so the directory of then cannot be put together.',
    details: ({ name }: { readonly name: string }) => `${name} of then`,
    direct: 'Direct members',
    members: {
      none: 'No direct members',
      noneWhy: 'None was known after this run.',
      more: ({ count, text }: Counted) => (count === 1 ? 'Show 1 more member' : `Show ${text} more members`),
    },
  },
}

export type ChangesText = typeof changes
