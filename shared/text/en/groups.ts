import type { GroupKind, MemberType } from '../../domain/group.ts'
import type { GroupColumn } from '../../ipc/directory.ts'

/** Numbers come formatted (`text`) beside their value (`count`), which decides between one and many. */
interface Counted {
  readonly count: number
  readonly text: string
}

const columns: Readonly<Record<GroupColumn, string>> = {
  displayName: 'Name',
  kind: 'Kind',
  mail: 'Mail',
  description: 'Description',
  dynamic: 'Membership',
  visibility: 'Visibility',
  direct: 'Direct',
  transitive: 'Users in all',
}

const kinds: Readonly<Record<GroupKind, string>> = {
  microsoft365: 'Microsoft 365',
  security: 'Security',
  mailSecurity: 'Mail-enabled security',
}

const types: Readonly<Record<MemberType, string>> = {
  user: 'User',
  group: 'Group',
  device: 'Device',
  orgContact: 'Contact',
  servicePrincipal: 'Service principal',
  other: 'Other',
}

export const groups = {
  title: 'Groups',
  columns,
  kinds,
  dynamicKind: ({ kind }: { readonly kind: string }) => `${kind}, dynamic`,
  membership: { assigned: 'Assigned', dynamic: 'Dynamic' },
  visibilities: { Public: 'Public', Private: 'Private', HiddenMembership: 'Hidden membership' },
  search: { label: 'Search groups', placeholder: 'Name, mail, description' },
  counts: {
    all: ({ count, text }: Counted) =>
      count === 1 ? '1 security or Microsoft 365 group' : `${text} security and Microsoft 365 groups`,
    some: ({ shown, total }: { readonly shown: string; readonly total: string }) => `${shown} of ${total}`,
    selected: ({ text }: Counted) => `${text} selected`,
  },
  kindFilter: 'Kind',
  clearKinds: 'All kinds',
  table: { select: 'Selected', selectAll: 'Select all groups that match' },
  columnChooser: { open: 'Columns', reset: 'Back to the usual columns and widths' },
  copied: ({ count, text }: Counted) => (count === 1 ? '1 row copied' : `${text} rows copied`),
  copyTooLong: ({ text }: Counted) =>
    `${text} rows are more than the clipboard takes. Nothing was copied. Narrow the selection first.`,
  details: {
    label: ({ name }: { readonly name: string }) => `Details of ${name}`,
    unnamed: 'Group without a name',
    tabs: { members: 'Members', about: 'About', history: 'History' },
    kind: 'Kind',
    mail: 'Mail',
    noMail: 'None',
    description: 'Description',
    noDescription: 'None',
    visibility: 'Visibility',
    objectId: 'Object id',
    direct: 'Direct members',
    transitive: 'Users in all',
    transitiveNote: 'counted once, nested groups included',
    rule: 'Rule of the group',
    copy: ({ name }: { readonly name: string }) => `Copy ${name}`,
    hidden: 'The members of this group are hidden',
    /** The permission stands between the two, in monospace. */
    hiddenWhy: [
      'Its visibility is HiddenMembership. Without ',
      ', Graph does not tell its members: those known from before stay, and the counts may be wrong.',
    ],
    gone: 'This group is not in the last snapshot',
    goneWhy: 'It was deleted, or became a distribution list, which is not synchronised.',
  },
  members: {
    direct: 'Direct',
    transitive: 'With nested groups',
    scope: 'Which members',
    search: 'Search members',
    label: ({ name }: { readonly name: string }) => `Members of ${name}`,
    types,
    notSynchronised: 'not synchronised',
    userOutside: 'No licence or no mail address: only the name is known.',
    otherOutside: 'Only users and groups are synchronised.',
    unnamed: 'Name not readable',
    unnamedWhy: 'No granted role covers objects of this type.',
    through: ({ path }: { readonly path: string }) => `Through ${path}`,
    none: 'No members',
    noneNested: 'No users, not even through nested groups',
    nothing: ({ search }: { readonly search: string }) => `No member matches “${search}”`,
    clear: 'Clear search',
    table: { select: 'Selected', selectAll: 'Select all members' },
  },
  nothing: {
    searched: ({ search }: { readonly search: string }) => `No group matches “${search}”`,
    filtered: 'No group is of this kind',
    both: ({ search }: { readonly search: string }) => `No group of this kind matches “${search}”`,
    why: 'Security groups, mail-enabled security groups and Microsoft 365 groups are synchronised. Distribution lists are not.',
    clear: 'Clear search and filters',
  },
  empty: {
    noTenant: 'The groups of the tenant will be here.',
    connect: 'Connect a tenant',
    notSynchronised: 'The groups of the tenant will be here after the first sync.',
    toSync: 'Show the sync',
    noGroups: 'This tenant has no security or Microsoft 365 group',
    noGroupsWhy: 'Distribution lists are not synchronised.',
  },
  lastSync: {
    failed: ({ when }: { readonly when: string }) => `The last sync failed, so this list is from ${when}`,
    kept: 'Nothing was removed.',
    show: 'Show the sync',
  },
  failed: { title: 'The list could not be read' },
}

export type GroupsText = typeof groups
