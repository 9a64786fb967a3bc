/** Numbers come formatted (`text`) beside their value (`count`), which decides between one and many. */
interface Counted {
  readonly count: number
  readonly text: string
}

export const overview = {
  title: 'Overview',
  /** The age stands behind it. */
  proven: 'proven complete',
  figures: {
    users: 'Users',
    groups: 'Groups',
    memberships: 'Memberships',
    disabled: 'Disabled',
    guests: 'Guests',
    withoutMail: 'Without mail address',
    withoutLicence: 'Without licence',
    unknown: 'Not counted',
    withoutMailWhy: 'Licensed, but not synchronised: there is no mail address to sign for.',
    withoutLicenceWhy: 'In the tenant, but not synchronised.',
  },
  attention: {
    title: 'Needs attention',
    note: ({ count, text }: Counted) => (count === 1 ? text : `${text}, nearest first`),
    columns: { what: 'What', when: 'When' },
    none: 'Nothing needs attention',
    noneProof: ({ when }: { readonly when: string }) => `Last proven complete ${when}`,
    what: {
      syncFailed: ({ why }: { readonly why: string }) => `The last sync ended without a new snapshot. ${why}`,
      syncPartial: 'The last sync could not read everything, so the former snapshot stays',
      oneHeld:
        'A sync of one user or group would remove more than the guard allows. No sync begins by itself until it is answered',
      syncHeld: 'The last sync would remove more than the guard allows, and waits for a decision',
      syncKept: 'What the last sync would have removed is kept; nothing new is published while the same is missing',
      syncInterrupted: 'Tenantry ended while the last sync was running',
      setAside: ({ why }: { readonly why: string }) => why,
      expired: 'The certificate that Tenantry signs in with has expired; no sync can run',
      expiring: 'The certificate that Tenantry signs in with expires; syncs stop with it',
      rolesMissing: ({ roles }: { readonly roles: string }) =>
        `${roles} is missing; the next sync cannot read everything`,
      hiddenMembers: ({ count, text }: Counted) =>
        count === 1
          ? '1 group hides its members from this application, so its list is empty or out of date here'
          : `${text} groups hide their members from this application, so their lists are empty or out of date here`,
      duplicateMail: ({ count, text }: Counted) =>
        count === 1 ? '1 user shares a mail address with another' : `${text} users share a mail address with another`,
      old: 'This snapshot is old; what changed in Entra since then is not in it',
    },
    daysLeft: ({ count, text }: Counted) => (count === 0 ? 'today' : count === 1 ? 'in 1 day' : `in ${text} days`),
    daysAgo: ({ count, text }: Counted) => (count === 0 ? 'today' : count === 1 ? '1 day ago' : `${text} days ago`),
    cures: {
      run: 'Show the run',
      connection: 'Open the connection',
      credential: 'Replace it…',
      permissions: 'Show permissions',
      users: 'Show users',
    },
  },
  departments: {
    title: 'Users by department',
    note: ({ count, text }: Counted) => (count === 1 ? '1 department' : `${text} departments`),
    blank: 'No department',
    others: ({ count, text }: Counted) => (count === 1 ? '1 other department' : `${text} other departments`),
    show: ({ name }: { readonly name: string }) => `Show users: ${name}`,
    none: 'No user has a department.',
  },
  lastRun: { title: 'Last run', open: 'Open run', result: 'Result', proof: 'Proof', took: 'Took', none: 'None yet' },
  /** One line for the proof: counted against read. */
  proof: ({ counted, read }: { readonly counted: string | undefined; readonly read: string }) =>
    counted === undefined
      ? `Microsoft gave no count; ${read} users were read`
      : `Microsoft counted ${counted} users; ${read} were read`,
  took: ({ duration, requests }: { readonly duration: string; readonly requests: Counted }) =>
    `${duration}, ${requests.text} ${requests.count === 1 ? 'request' : 'requests'}`,
  tenant: {
    title: 'Tenant',
    settings: 'Open settings',
    name: 'Name',
    domain: 'Domain',
    noDomain: 'None is marked as default',
    id: 'Tenant id',
    cloud: 'Cloud',
    copy: ({ name }: { readonly name: string }) => `Copy ${name}`,
  },
  first: {
    notYet: 'Nothing has been synchronised yet',
    notYetWhy:
      'The first sync reads every licensed user with a mail address, every security and Microsoft 365 group, and who is in them.',
    failed: 'The first sync ended without a snapshot',
  },
  welcome: {
    title: 'Welcome to Tenantry',
    lead: 'Connect a Microsoft 365 tenant to keep a searchable copy of its licensed users and groups on this computer, encrypted, also without a network.',
    table: 'What connecting means',
    columns: { what: 'What happens', detail: 'In detail' },
    rows: {
      need: {
        what: 'You need',
        detail: 'An administrator who signs in once in the browser, or an app registration that exists already.',
      },
      reads: { what: 'It reads, never writes', before: 'Two application permissions: ', between: ' and ', after: '.' },
      secret: {
        what: 'The credential stays here',
        detail: 'In the keychain of this computer. No file and no log ever holds it.',
      },
      test: {
        what: 'Tested before saved',
        detail: 'Tenantry signs in and reads one user and one group first; only then it keeps anything.',
      },
      next: { what: 'Then', detail: 'The first sync starts by itself and shows how far it is.' },
    },
    connect: 'Connect with Microsoft',
    own: 'I have an app registration',
    consent: 'Only a Privileged Role Administrator or Global Administrator can grant the permissions.',
    consentHelp: 'How consent is granted',
  },
  failed: 'The snapshot could not be read',
}

export type OverviewText = typeof overview
