/** Numbers come formatted (`text`) beside their value (`count`), which decides between one and many. */
interface Counted {
  readonly count: number
  readonly text: string
}

const users = ({ count, text }: Counted) => (count === 1 ? '1 user' : `${text} users`)
const groups = ({ count, text }: Counted) => (count === 1 ? '1 group' : `${text} groups`)

export const tenants = {
  title: 'Tenants',
  note: 'one is shown at a time; each keeps its own data and credentials',
  add: 'Add a tenant',
  more: 'More tenants',
  moreNote: 'each with its own data and credentials',
  menu: ({ name }: { readonly name: string }) => `Tenant: ${name}`,
  manage: 'Manage tenants',
  switchTo: ({ name }: { readonly name: string }) => `Switch to ${name}`,
  switch: 'Switch to',
  notSwitched: 'The tenant was not switched',
  shown: 'Shown now',
  states: { connected: 'Connected', paused: 'Paused', disconnected: 'Disconnected' },
  columns: { name: 'Tenant', state: 'State', last: 'Last sync' },
  never: 'Never',
  lastUnknown: 'Not known',
  actsOf: ({ name }: { readonly name: string }) => `More for ${name}`,
  rename: {
    item: 'Rename…',
    title: ({ name }: { readonly name: string }) => `Rename ${name}`,
    label: 'Name here',
    hint: ({ name }: { readonly name: string }) =>
      `Only on this computer. Left empty: ${name}, as the tenant calls itself.`,
    save: 'Rename',
    cancel: 'Cancel',
    refused: 'It was not renamed',
  },
  remove: {
    item: 'Remove…',
    title: ({ name }: { readonly name: string }) => `Remove ${name} from this computer?`,
    table: 'What removing does',
    connection: 'Connection and credentials',
    connectionWhy: 'Out of this list; its keys and secrets are deleted from the keychain of this computer',
    data: ({ people, teams }: { readonly people: Counted; readonly teams: Counted }) =>
      `${users(people)}, ${groups(teams)}`,
    dataWhy: 'With every earlier run. Their key is erased first, so no copy of the file can be read any more',
    noData: 'Synchronised data',
    noDataWhy: 'None is kept',
    registrationMade:
      'At Microsoft, with its permissions. Tenantry made it: to delete it as well, disconnect first and choose “Remove the registration in Entra…”',
    registrationOwn:
      'At Microsoft, with its permissions. Delete it under App registrations in Entra if nothing else uses it',
    next: 'Another tenant of the list is shown afterwards.',
    cancel: 'Keep it',
    confirm: 'Remove',
    done: ({ name }: { readonly name: string }) => `${name} was removed from this computer`,
    refused: 'It was not removed',
  },
}

export type TenantsText = typeof tenants
