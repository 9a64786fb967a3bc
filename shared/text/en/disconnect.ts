/** Numbers come formatted (`text`) beside their value (`count`), which decides between one and many. */
interface Counted {
  readonly count: number
  readonly text: string
}

const users = ({ count, text }: Counted) => (count === 1 ? '1 user' : `${text} users`)
const groups = ({ count, text }: Counted) => (count === 1 ? '1 group' : `${text} groups`)

export const disconnect = {
  toggle: 'Synchronise this tenant',
  title: ({ name }: { readonly name: string }) => `Disconnect ${name}?`,
  table: 'What disconnecting does',
  columns: { what: 'What', happens: 'Happens', detail: 'In detail' },
  stops: 'Stops',
  leaves: 'Leaves',
  stays: 'Stays',
  stay: 'Stay',
  sync: 'Sync',
  syncIdle: 'Nothing is read from the tenant any more',
  syncRunning: 'The run that is under way is cancelled; the last snapshot stays',
  leavesWhy: 'The key or secret is deleted from the keychain of this computer',
  staysWhy: 'In the keychain, so that one press reconnects',
  data: ({ people, teams }: { readonly people: Counted; readonly teams: Counted }) =>
    `${users(people)}, ${groups(teams)}`,
  dataWhy: ({ when }: { readonly when: string }) => `As of ${when}, readable here until you remove them`,
  audit: 'Audit',
  auditWhy: 'On this computer, encrypted',
  registration: 'App registration',
  registrationMade: 'At Microsoft. Tenantry made it and can remove it afterwards',
  registrationOwn: 'At Microsoft. Delete it under App registrations in Entra if nothing else uses it',
  keep: 'Keep the credentials for a pause',
  cancel: 'Stay connected',
  confirm: 'Disconnect',
  pause: 'Pause',
  failed: 'What it would do could not be read',
  refused: 'It was not done',
  paused: 'Paused',
  disconnected: 'Disconnected',
  /** Where there is room for one phrase. */
  since: {
    paused: ({ when }: { readonly when: string }) => `Paused, data of ${when}`,
    disconnected: ({ when }: { readonly when: string }) => `Disconnected, data of ${when}`,
  },
  pausedWhy: 'Nothing is synchronised. The credentials are kept, and what was read stays readable.',
  disconnectedWhy:
    'Nothing is synchronised, and no credential is kept here. What was read stays readable; a credential for this tenant brings the connection back.',
  noData: 'Disconnected, and no data is kept',
  noDataWhy: 'Nothing of this tenant is on this computer any more. After reconnecting, a sync reads it again.',
  /** No credential brings back what is not there any more. */
  unregisteredWhy:
    'Nothing is synchronised, and the app registration was removed from Entra: no key or secret for it signs in any more. What was read stays readable until you remove it below. To synchronise this tenant again, connect it anew.',
  connectAnew: 'Connect anew…',
  reconnect: 'Reconnect',
  reconnecting: 'Signing in with what was kept. It ends by itself after a minute at most.',
  reconnectForm: 'Reconnect…',
  leave: {
    title: 'Leave',
    note: 'synchronised data stays until you remove it',
    disconnect: 'Disconnect…',
    removeData: 'Remove synchronised data…',
    removeRegistration: 'Remove the registration in Entra…',
  },
  removeData: {
    title: ({ name }: { readonly name: string }) => `Remove the data of ${name}?`,
    what: 'All users, groups and memberships of this tenant leave this computer, with every earlier run. Their key is erased first, so no copy of the file can be read any more. Nothing changes at Microsoft, and the audit stays.',
    cancel: 'Keep the data',
    confirm: 'Remove the data',
    done: 'The synchronised data was removed from this computer',
  },
  removeRegistration: {
    title: 'Remove the registration in Entra?',
    what: 'An administrator signs in once in the browser. Then Tenantry deletes the app registration that it made; nothing can sign in with it any more. Entra keeps deleted registrations for 30 days.',
    cancel: 'Leave it there',
    confirm: 'Sign in and remove it',
    waiting: 'Waiting for the sign-in in the browser',
    done: 'The registration was removed from Entra',
  },
}

export type DisconnectText = typeof disconnect
