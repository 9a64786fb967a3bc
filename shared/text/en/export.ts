/** Numbers come formatted (`text`) beside their value (`count`), which decides between one and many. */
interface Counted {
  readonly count: number
  readonly text: string
}

/** `export` is a word of the language. */
export const exporting = {
  open: 'Export',
  empty: 'Nothing is listed, so there is nothing to export',
  formats: { csv: 'CSV, for spreadsheets', json: 'JSON, for programs', xlsx: 'Excel workbook (XLSX)' },
  members: 'Members of a group',
  memberships: 'Memberships of these groups',
  usersAsOf: 'Users of a former sync',
  groupsAsOf: 'Groups of a former sync',
  running: ({ done, total }: { readonly done: string; readonly total: string }) => `Exporting, ${done} of ${total}`,
  choosing: 'Exporting',
  cancel: 'Cancel export',
  written: ({ count, text, name }: Counted & { readonly name: string }) =>
    count === 1 ? `1 row exported to ${name}` : `${text} rows exported to ${name}`,
  failed: 'Nothing was exported.',
  chooseFile: 'Export what is listed',
  columns: {
    objectId: 'Object id',
    licences: 'Licences (SKU ids)',
    membershipRule: 'Membership rule',
    groupId: 'Group’s object id',
    groupName: 'Group',
    memberId: 'Member’s object id',
    memberType: 'Member’s type',
    memberName: 'Member',
    memberMail: 'Member’s mail',
    synchronised: 'Synchronised',
    path: 'Through groups',
    at: 'Time',
    objectType: 'Object type',
  },
}
