import type {
  CertificateSource,
  CertificateUse,
  ChainLink,
  HealthKind,
  HealthReason,
  LookupVerdict,
} from '../../domain/certificates.ts'

/** Numbers come formatted (`text`) beside their value (`count`), which decides between one and many. */
interface Counted {
  readonly count: number
  readonly text: string
}
interface Named {
  readonly name: string
}

const verdicts: Readonly<Record<LookupVerdict, (user: Named) => string>> = {
  encrypt: ({ name }) => `Mail to ${name} can be encrypted`,
  verify: ({ name }) => `Mail to ${name} cannot be encrypted; only signatures can be checked`,
  unusable: ({ name }) => `Mail to ${name} cannot be encrypted: no certificate is fit for it`,
  none: ({ name }) => `No certificate of ${name} was found`,
  unknown: ({ name }) => `Whether ${name} has a certificate is not known`,
}

/** Behind 'certificate': where it came from. */
const from: Readonly<Record<CertificateSource | 'file', string>> = {
  profile: 'from the directory profile',
  signedMail: 'from signed mail',
  ldap: 'from LDAP',
  file: 'from the file',
}

const uses: Readonly<Record<CertificateUse, string>> = {
  encrypt: 'usable to encrypt',
  verify: 'usable to verify only',
  none: 'not usable',
}

const roles: Readonly<Record<ChainLink['role'], string>> = {
  holder: 'certificate',
  intermediate: 'intermediate',
  root: 'root',
}

const kinds: Readonly<Record<HealthKind, string>> = {
  usable: 'Usable',
  expiring: 'Expiring in 90 days',
  unusable: 'Not usable',
  none: 'None found',
  unknown: 'Not known',
}

const reasons: Readonly<Record<HealthReason, string>> = {
  expired: 'Expired',
  notYetValid: 'Not valid yet',
  address: 'Address is not one of the user’s',
  usage: 'Key usage does not allow encryption',
  issuer: 'Issuer is not trusted here',
  weak: 'Key or hash too weak',
  revoked: 'Revoked by its authority',
  signature: 'Signature of the mail does not hold',
  unread: 'Could not be read',
}

export const certificates = {
  title: 'Certificates',
  note: 'fetched live, never stored',
  tabs: { lookup: 'Lookup', health: 'Health board', file: 'Judge a file' },
  empty: {
    noTenant: 'The certificates of the tenant’s users can be looked up here.',
    connect: 'Connect a tenant',
    notSynchronised: 'Certificates can be looked up here after the first sync.',
    toSync: 'Show the sync',
  },
  left: {
    title: 'Certificates are no longer available',
    why: 'This tenant is paused or disconnected. Nothing of a certificate was stored, so nothing is left to show. A file can still be judged.',
  },
  offline: 'This computer has no network. Certificates are fetched live, so a lookup waits until it is back.',
  find: {
    user: 'User whose certificates to look up',
    against: 'User to judge against',
    userPlaceholder: 'Name or mail address',
    group: 'Group to look up',
    groupPlaceholder: 'Name of a group',
    unnamed: 'Without a name',
    nothing: ({ search }: { readonly search: string }) => `Nothing matches “${search}”`,
    more: ({ text }: Counted) => `${text} more: type to narrow`,
    failed: 'The directory could not be searched',
  },
  lookup: {
    label: 'Result of the lookup',
    blank: 'Whose certificates?',
    blankWhy:
      'Choose a user at the top right. Each lookup asks the sources anew, in the order of the settings, and keeps nothing.',
    sources: 'Certificate sources',
    running: ({ name }: Named) => `Looking up the certificates of ${name}`,
    someone: 'this user',
    cancel: 'Cancel the lookup',
    cancelled: 'The lookup was cancelled',
    failed: 'The lookup did not come to an end',
    again: 'Look up again',
    verdicts,
    usable: ({ count, text }: Counted) => (count === 1 ? 'One usable certificate' : `${text} usable certificates`),
    unusable: ({ count, text }: Counted) => (count === 1 ? 'One certificate' : `${text} certificates`),
    none: 'Every source that is switched on was asked.',
    unknown: 'A source that might have some did not answer; the table says why.',
    from,
    /** How long ago stands behind it. */
    fetched: 'fetched',
    asked: 'Asked',
    kept: 'Nothing of it is stored; it is gone when you leave this page or disconnect.',
    because: 'Because:',
  },
  missing: {
    title: 'Certificates not available: Mail.Read is missing',
    why: 'Without it Microsoft lets no application read signed mail, so certificates come only from the directory profile or LDAP, where these hold any.',
    how: 'In the portal, add the application permission Mail.Read of Microsoft Graph and grant admin consent; then test the connection in Settings.',
    portal: 'Permissions in the portal',
    settings: 'Connection in Settings',
  },
  sources: {
    title: 'Where it was looked for',
    note: ({ count, text, duration }: Counted & { readonly duration: string }) =>
      `in this order, ${count === 1 ? '1 round trip' : `${text} round trips`}, ${duration}`,
    columns: { source: 'Source', answer: 'Answer', because: 'Because' },
    found: ({ text }: Counted) => `Found ${text}`,
  },
  checks: {
    title: 'Checks',
    note: 'RFC 8550, RFC 8551',
    columns: { check: 'Check', verdict: 'Verdict', because: 'Because' },
    daysLeft: ({ count, text }: Counted) => (count === 1 ? '1 day left' : `${text} days left`),
  },
  list: {
    title: 'Certificates',
    found: ({ text }: Counted) => `${text} found`,
    uses,
    both: 'Encryption and signing',
    encryptionOnly: 'Encryption only',
    signingOnly: 'Signing only',
    neither: 'Neither encryption nor signing',
    expired: ({ date }: { readonly date: string }) => `expired ${date}`,
    begins: ({ date }: { readonly date: string }) => `valid from ${date}`,
  },
  chain: {
    title: 'Chain',
    alone: 'Its issuer is not at hand',
    roles,
    until: ({ date }: { readonly date: string }) => `valid to ${date}`,
    signedBy: 'signed by',
    trusted: { system: 'trusted by the system', administrator: 'trusted in Settings' },
    fine: 'Nothing wrong here',
  },
  details: {
    title: 'Details',
    subject: 'Subject',
    issuer: 'Issuer',
    serial: 'Serial number',
    fingerprint: 'SHA-256',
    validity: 'Valid',
    span: ({ start, end }: { readonly start: string; readonly end: string }) => `${start} to ${end}`,
    key: 'Key',
    bits: ({ algorithm, bits }: { readonly algorithm: string; readonly bits: string }) => `${algorithm}, ${bits} bits`,
    signature: 'Signature',
    addresses: 'Addresses',
    noAddresses: 'None',
    keyUsage: 'Key usage',
    extendedKeyUsage: 'Extended usage',
    unrestricted: 'Not restricted',
    source: 'Source',
    signedMailOf: ({ when }: { readonly when: string }) => `Signed mail of ${when}`,
    fetched: 'Fetched',
    copy: ({ name }: Named) => `Copy ${name}`,
    copyAll: 'Copy',
    save: 'Save as…',
    formats: {
      cer: 'Certificate (.cer, DER)',
      pem: 'Certificate (.pem, text)',
      p7b: 'Certificate with its chain (.p7b)',
    },
    saved: ({ name }: Named) => `Saved as ${name}. The audit has a record of it.`,
    notSaved: 'The certificate was not saved',
  },
  compare: {
    open: 'Compare…',
    title: 'Compared',
    with: ({ name }: Named) => `With ${name}`,
    columns: { property: 'Property', first: 'Chosen', second: 'Other', equal: 'Compared' },
    same: 'Same',
    different: 'Different',
    differences: ({ count, text }: Counted) => (count === 1 ? '1 difference' : `${text} differences`),
    close: 'End the comparison',
    use: 'Use',
    issuedBy: 'Root',
  },
  unread: {
    title: 'What could not be read',
    columns: { source: 'From', problem: 'Why' },
  },
  health: {
    label: 'Health board',
    blank: 'How healthy are the certificates?',
    blankWhy:
      'Each user of the choice is looked up live, as on Lookup. Names and verdicts stay in memory for this session; no certificate is kept.',
    scope: 'Whom to look up',
    all: 'All users',
    group: 'The users of a group',
    effort: ({ users, requests }: { readonly users: Counted; readonly requests: string }) =>
      users.count === 1
        ? `1 lookup, about ${requests} requests to Microsoft.`
        : `${users.text} lookups, about ${requests} requests to Microsoft.`,
    effortSlow: 'Microsoft lets at most four at a time into one mailbox; Tenantry slows down when asked to.',
    noGroup: 'Choose a group first.',
    sourcesOff: 'Every source is switched off in Settings.',
    start: 'Look up',
    startFailed: 'The health board did not start',
    running: ({ name, done, total }: Named & { readonly done: string; readonly total: string }) =>
      `Looking up ${name}, ${done} of ${total}`,
    rate: ({ rate }: { readonly rate: string }) => `${rate} a second`,
    left: ({ time }: { readonly time: string }) => `about ${time} left`,
    progress: 'Progress of the health board',
    stop: 'Stop and keep results',
    endedEarly: 'The health board ended before everyone was looked up; what was found stays',
    stopFailed: 'The health board could not be stopped',
    done: ({ name, text }: Counted & Named) => `${name}: ${text} looked up`,
    stopped: ({ name, done, total }: Named & { readonly done: string; readonly total: string }) =>
      `${name}: stopped after ${done} of ${total}`,
    another: 'Look up others…',
    back: 'Back to the board',
    memory: 'Only in memory: it goes when you disconnect or quit.',
    unnamedGroup: 'A group without a name',
    failed: 'The health board could not be read',
    verdicts: 'Verdicts',
    users: ({ count, text }: Counted) => (count === 1 ? '1 user' : `${text} users`),
    columns: { verdict: 'Verdict', users: 'Users', reason: 'Reason', ends: 'Certificate ends' },
    kinds,
    usablePart: 'with a usable certificate',
    expiring: 'Ending soon',
    within: ({ text }: Counted) => `Within ${text} days`,
    departments: 'By department',
    departmentsNote: 'usable, expiring, not usable, none, not known',
    noDepartment: 'No department',
    otherDepartments: 'Other departments',
    wrong: 'What is wrong',
    nothingWrong: 'Nothing is wrong with any certificate that was found.',
    reasons,
    showList: 'Show list',
    showListOf: ({ name }: Named) => `Show list: ${name}`,
  },
  rows: {
    title: 'Users and verdicts',
    all: 'All who were looked up',
    counts: ({ shown, total }: { readonly shown: string; readonly total: string }) => `${shown} of ${total}`,
    search: { label: 'Search the list', placeholder: 'Name, mail, department' },
    kindFilter: 'Verdict',
    clearKinds: 'All verdicts',
    reasonFilter: 'Reason',
    clearReasons: 'All reasons',
    department: ({ name }: Named) => `Department: ${name}`,
    clearDepartment: ({ name }: Named) => `Remove filter: department ${name}`,
    columns: {
      displayName: 'Name',
      mail: 'Mail',
      department: 'Department',
      kind: 'Verdict',
      reasons: 'What is wrong',
      notAfter: 'Ends',
      daysLeft: 'Days left',
      source: 'Source',
    },
    columnChooser: { open: 'Columns', reset: 'Back to the usual columns and widths' },
    table: { select: 'Selected', selectAll: 'Select all users that match' },
    nothing: 'Nobody matches',
    nothingWhy: 'Only users who were looked up on this board are searched.',
    clear: 'Clear search and filters',
    failed: 'The list could not be read',
    copied: ({ count, text }: Counted) => (count === 1 ? '1 row copied' : `${text} rows copied`),
    copyTooLong: ({ text }: Counted) =>
      `${text} rows are more than the clipboard takes. Nothing was copied. Narrow the list first.`,
    export: 'Export names and verdicts',
  },
  file: {
    label: 'File and its verdict',
    zone: 'Drop a certificate or a signed message here',
    zoneWhy:
      'Or paste it, or choose it: .cer, .crt, .der, .pem, .p7b, .p7c, .p7s, .p7m, .eml, up to 10 MB. It is judged by the same rules as a lookup, and not kept.',
    choose: 'Choose a file…',
    pasted: 'pasted text',
    against: 'Judge against',
    againstWhy: 'Without a user the address is not judged.',
    judging: ({ name }: Named) => `Judging ${name}`,
    result: ({ count, text, name }: Counted & Named) =>
      count === 1 ? `One certificate in ${name}` : `${text} certificates in ${name}`,
    none: ({ name }: Named) => `No certificate was found in ${name}`,
    kept: 'Nothing of it is stored; it is gone when you leave this page.',
    clear: 'Take it away',
    tooLarge: ({ name }: Named) => `${name} is larger than 10 MB and was not read`,
    empty: ({ name }: Named) => `${name} is empty`,
    several: 'One file at a time: only the first was read.',
    failed: 'The file was not judged',
    unreadable: 'The file could not be read',
  },
  fromUser: 'Look up certificates',
}

export type CertificatesText = typeof certificates
