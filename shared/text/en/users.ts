import type { UserColumn } from '../../ipc/directory.ts'

/** Numbers come formatted (`text`) beside their value (`count`), which decides between one and many. */
interface Counted {
  readonly count: number
  readonly text: string
}

const columns: Readonly<Record<UserColumn, string>> = {
  displayName: 'Name',
  mail: 'Mail',
  userPrincipalName: 'UPN',
  mobilePhone: 'Mobile',
  jobTitle: 'Job title',
  department: 'Department',
  officeLocation: 'Office',
  companyName: 'Company',
  city: 'City',
  country: 'Country',
  postalCode: 'Postal code',
  streetAddress: 'Street',
  businessPhones: 'Business phones',
  accountEnabled: 'State',
  userType: 'Type',
}

export const users = {
  title: 'Users',
  columns,
  search: { label: 'Search users', placeholder: 'Name, mail, title, department, city' },
  counts: {
    all: ({ text }: Counted) => `${text} with a licence and a mail address`,
    some: ({ shown, total }: { readonly shown: string; readonly total: string }) => `${shown} of ${total}`,
    selected: ({ text }: Counted) => `${text} selected`,
  },
  table: { select: 'Selected', selectAll: 'Select all users that match' },
  columnChooser: { open: 'Columns', reset: 'Back to the usual columns and widths' },
  copied: ({ count, text }: Counted) => (count === 1 ? '1 row copied' : `${text} rows copied`),
  copyTooLong: ({ text }: Counted) =>
    `${text} rows are more than the clipboard takes. Nothing was copied. Narrow the selection first.`,
  filter: {
    add: 'Filter',
    chooseColumn: 'Filter by column',
    searchColumns: 'Column',
    valuesOf: ({ column }: { readonly column: string }) => `Values of ${column}`,
    searchValues: ({ column }: { readonly column: string }) => `Search or type a value of ${column}`,
    back: 'Choose another column',
    contains: ({ value }: { readonly value: string }) => `contains “${value}”`,
    startsWith: ({ value }: { readonly value: string }) => `starts with “${value}”`,
    isBlank: 'is blank',
    isNotBlank: 'is not blank',
    noColumn: 'No column of this name.',
    noValue: 'No value like this. Enter filters by what contains it.',
    mostFrequent: 'The 200 most frequent values are listed. Type to find others.',
    /** A chip: the column stands before it. */
    chip: {
      is: ({ value }: { readonly value: string }) => value,
      isNot: ({ value }: { readonly value: string }) => `not ${value}`,
      contains: ({ value }: { readonly value: string }) => `contains “${value}”`,
      startsWith: ({ value }: { readonly value: string }) => `starts with “${value}”`,
      blank: 'blank',
      notBlank: 'not blank',
    },
    remove: ({ filter }: { readonly filter: string }) => `Remove filter: ${filter}`,
    turnAround: 'Turn the filter around',
    clear: 'Clear filters',
  },
  states: { enabled: 'Enabled', disabled: 'Disabled' },
  types: { member: 'Member', guest: 'Guest' },
  blank: 'Blank',
  details: {
    label: ({ name }: { readonly name: string }) => `Details of ${name}`,
    unnamed: 'User without a name',
    tabs: { attributes: 'Attributes', identity: 'Identity', groups: 'Groups', history: 'History' },
    copy: ({ name }: { readonly name: string }) => `Copy ${name}`,
    furtherPhones: 'Further business phones',
    furtherPhonesNote: 'Templates use the first one.',
    objectId: 'Object id',
    licences: 'Licences',
    licenceCount: ({ count, text }: Counted) => (count === 1 ? '1 assigned' : `${text} assigned`),
    userType: 'User type',
    account: 'Account',
    gone: 'This user is not in the last snapshot',
    goneWhy: 'The account has no licence or no mail address any more, or was deleted.',
  },
  groups: {
    none: 'In no group',
    noneWhy: 'Neither directly nor through a nested group. Distribution lists are not synchronised.',
    direct: 'Direct member',
    byRule: 'Member by the rule of the group',
    /** Member of A, in B, in C: the names are links, hence the pieces. */
    through: 'Member of ',
    inside: ', in ',
    unnamed: 'Group without a name',
    more: ({ text }: Counted) => `Show ${text} more`,
  },
  nothing: {
    searched: ({ search }: { readonly search: string }) => `No user matches “${search}”`,
    filtered: 'No user matches these filters',
    both: ({ search }: { readonly search: string }) => `No user matches “${search}” and the filters`,
    why: 'Only users with a licence and a mail address are synchronised.',
    others: ({ count, text }: Counted) =>
      count === 1 ? '1 other user of this tenant is not.' : `${text} other users of this tenant are not.`,
    clear: 'Clear search and filters',
  },
  empty: {
    noTenant: 'The licensed users of the tenant will be here.',
    connect: 'Connect a tenant',
    notSynchronised: 'The licensed users of the tenant will be here after the first sync.',
    toSync: 'Show the sync',
    noUsers: 'This tenant has no user with a licence and a mail address',
    noUsersWhy: 'Assign a licence that includes Exchange Online to a user, then sync again.',
  },
  lastSync: {
    failed: ({ when }: { readonly when: string }) => `The last sync failed, so this list is from ${when}`,
    kept: 'Nothing was removed.',
    show: 'Show the sync',
  },
  failed: { title: 'The list could not be read' },
}

export type UsersText = typeof users
