import type { AuditAction, AuditBreak, AuditOutcome } from '../../domain/audit.ts'

/** Numbers come formatted (`text`) beside their value (`count`), which decides between one and many. */
interface Counted {
  readonly count: number
  readonly text: string
}

interface Fault {
  readonly at: string
  readonly sequence: string
  readonly message: string
}

const actions: Readonly<Record<AuditAction, string>> = {
  connect: 'Tenant connected',
  reconnect: 'Tenant reconnected',
  connectionRenamed: 'Connection renamed',
  connectionSwitched: 'Connection switched',
  connectionPaused: 'Connection paused',
  disconnect: 'Tenant disconnected',
  connectionRemoved: 'Connection removed',
  dataRemoved: 'Synchronised data removed',
  adminSignIn: 'Sign-in of an administrator',
  consent: 'Consent to the app registration',
  registrationCreated: 'App registration created',
  registrationRemoved: 'App registration removed',
  setupRemoved: 'Unfinished set-up removed',
  permissionsChanged: 'Permissions changed',
  credentialAdded: 'Credential entered',
  credentialActivated: 'Credential activated',
  credentialRotated: 'Certificate renewed',
  credentialRemoved: 'Credential removed',
  scheduleChanged: 'Schedule changed',
  notificationsChanged: 'Notifications changed',
  settingsChanged: 'Settings changed',
  guardApplied: 'Held removal applied',
  guardKept: 'Held removal declined',
  certificateLookedUp: 'Certificate looked up',
  exportMade: 'Export made',
  auditStarted: 'Audit begun',
  auditHeadChecked: 'Audit compared with the keychain',
  auditSigningKeyMade: 'Signing key made',
}

const outcomes: Readonly<Record<AuditOutcome, string>> = {
  attempted: 'Not known',
  succeeded: 'Done',
  refused: 'Refused',
  failed: 'Failed',
  cancelled: 'Cancelled',
}

const breaks: Readonly<Record<AuditBreak, string>> = {
  changed: 'it is not what was written',
  missing: 'it is not there',
  moved: 'another record stands in its place',
  unlinked: 'it does not follow on the one before',
  truncated: 'the records from there on are gone; the keychain knows of more',
  unacknowledged: 'it stands in the file, but the keychain does not know it',
  replaced: 'the whole chain is another than the one the keychain knows',
  unreadable: 'the file is damaged there',
}

/** What is recorded of a change, by the name it has in the record. */
const fields = {
  everyMinutes: 'Minutes between runs',
  paused: 'Paused',
  whenClosed: 'When the window is closed',
  historyDays: 'Days that changes are kept',
  part: 'Guard: part removed',
  least: 'Guard: at least',
  usersRemoved: 'Users to remove',
  groupsRemoved: 'Groups to remove',
  membershipsLost: 'Memberships to remove',
  remembered: 'Kept without asking while the same is missing',
  rows: 'Rows',
  name: 'Name',
  applicationId: 'Application, object id',
  clientId: 'Client id',
  clientName: 'Sign-in client',
  cloud: 'Cloud',
  credentialHint: 'Secret begins with',
  credentialKind: 'Credential',
  credentialNotAfter: 'Certificate ends',
  credentialThumbprint: 'Certificate fingerprint',
  displayName: 'Name',
  expiryFrom: 'Expiry known',
  features: 'Features',
  file: 'File',
  format: 'Format',
  hash: 'SHA-256',
  isDefault: 'As delivered',
  language: 'Language',
  mayGrant: 'May grant permissions',
  principalId: 'Service principal, object id',
  records: 'Records',
  removedFromRegistration: 'Removed from the registration',
  roles: 'Permissions',
  rolesGranted: 'Permissions granted',
  secretExpiresAt: 'Secret expires',
  sequence: 'Last record',
  sha256: 'SHA-256 of the file',
  signingKeyId: 'Signing key',
  state: 'State',
  tenant: 'Tenant',
  tenantId: 'Tenant id',
  theme: 'Appearance',
  userName: 'Account',
  what: 'Content',
}

export const audit = {
  title: 'Audit',
  actions,
  outcomes,
  counts: {
    all: ({ count, text }: Counted) => (count === 1 ? '1 record' : `${text} records`),
    entries: ({ count, text }: Counted) => (count === 1 ? 'shown as 1 entry' : `shown as ${text} entries`),
    found: ({ count, text }: Counted) => (count === 1 ? '1 entry found' : `${text} entries found`),
    why: 'An attempt and its outcome are two records and one entry.',
  },
  search: { label: 'Search the audit', placeholder: 'Action, person, value' },
  columns: { sequence: '#', at: 'When', action: 'What', outcome: 'Outcome', who: 'Who', detail: 'Detail' },
  table: { select: 'Selected', selectAll: 'Select all' },
  copied: ({ count, text }: Counted) => (count === 1 ? '1 row copied' : `${text} rows copied`),
  copyTooLong: ({ text }: Counted) => `${text} rows are more than the clipboard takes. Nothing was copied.`,
  outcomeFilter: 'Outcome',
  clearOutcomes: 'All outcomes',
  failed: 'The audit could not be read',
  actionFilter: 'Action',
  clearActions: 'All actions',
  nothing: {
    recorded: 'Nothing is recorded yet',
    recordedWhy: 'The first record is written when the program starts.',
    searched: ({ search }: { readonly search: string }) => `No entry matches “${search}”`,
    filtered: 'No entry matches the filters',
    both: ({ search }: { readonly search: string }) => `No entry matches “${search}” and the filters`,
  },
  clear: 'Clear search and filters',
  triggers: {
    person: 'a person',
    schedule: 'the schedule',
    notification: 'a notification of Microsoft',
    program: 'the program',
  },
  fields,
  certificate: 'A certificate to upload',
  states: { connected: 'Connected', paused: 'Paused', disconnected: 'Disconnected' },
  formats: { jsonl: 'JSON Lines', csv: 'CSV', cer: 'DER (.cer)', pem: 'PEM', json: 'JSON', xlsx: 'Excel workbook' },
  yes: 'Yes',
  no: 'No',
  verify: 'Verify',
  verifying: ({ done, total }: { readonly done: string; readonly total: string }) => `Verifying: ${done} of ${total}`,
  cancel: 'Cancel',
  whole: ({ count, text }: Counted) =>
    `${count === 1 ? 'The 1 record is' : `All ${text} records, attempts included, are`} whole, and the keychain knows the same end`,
  faulty: ({ records, faults }: { readonly records: Counted; readonly faults: Counted }) =>
    `${records.count === 1 ? 'The 1 record is' : `All ${records.text} records, attempts included, are`} as written, but ${
      faults.count === 1 ? '1 start' : `${faults.text} starts`
    } of the program found the file damaged`,
  faultFound: ({ at, sequence, message }: Fault) => `${at}, record ${sequence}: ${message}`,
  faultsOlder: ({ count, text }: Counted) => (count === 1 ? '1 older fault' : `${text} older faults`),
  faultsToo: 'Earlier starts of the program found the file damaged as well:',
  faultyWhy:
    'What was lost or changed then cannot be told from this file. Compare with an export that is kept elsewhere.',
  showFaults: 'Show these records',
  broken: ({ sequence, reason }: { readonly sequence: string; readonly reason: AuditBreak }) =>
    `Broken from record ${sequence} on: ${breaks[reason]}`,
  brokenWhy: 'What stands before it is proven. Compare with an export that is kept elsewhere.',
  verifyFailed: 'The audit could not be verified',
  export: 'Export…',
  exportJsonl: 'JSON Lines, signed',
  exportCsv: 'CSV, signed',
  exporting: 'Writing the export',
  exported: ({ name, text }: { readonly name: string; readonly text: string }) => `${name} holds ${text} records`,
  exportedWhy: ({ keyId }: { readonly keyId: string }) =>
    `Anyone checks it with Node alone: npm run audit:verify FILE. It is signed by the key ${keyId}.`,
  exportFailed: 'The export was not written',
  fault: 'The audit file was not as it was left',
  unsettled: ({ count, text }: Counted) =>
    count === 1 ? 'The outcome of 1 change is not known' : `The outcome of ${text} changes is not known`,
  unsettledWhy: 'The program ended, or the disk was full, between the attempt and its outcome.',
  showUnsettled: 'Show them',
  details: {
    label: ({ sequence }: { readonly sequence: string }) => `Record ${sequence}`,
    who: 'Who',
    host: 'Computer',
    at: 'When',
    outcome: 'Outcome',
    reason: 'Why',
    remedy: 'What to do',
    trigger: 'Ordered by',
    change: 'Before and after',
    intended: 'Before, and what was intended',
    stayed: 'Stayed as it was',
    wanted: 'What was intended; nothing of it came about',
    noChange: 'Nothing to compare was recorded.',
    added: 'Added',
    removed: 'Removed',
    kept: 'Unchanged',
    blank: 'blank',
    chain: 'Chain',
    chainNote: 'SHA-256 over canonical JSON',
    sequence: 'Record',
    hash: 'SHA-256',
    previous: 'Before it',
    ids: 'Identifiers',
    operation: 'Operation',
    connection: 'Connection',
    run: 'Run',
    requests: 'Requests',
    copy: ({ name }: { readonly name: string }) => `Copy ${name}`,
  },
}

export type AuditText = typeof audit
