import type { ConnectionState } from '../../domain/connection.ts'
import type { Snapshot, SyncOutcome } from '../../domain/sync.ts'
import { sync } from './sync.ts'

interface Synced {
  readonly outcome: SyncOutcome
  readonly users: number
  readonly groups: number
  readonly memberships: number
  readonly message: string | undefined
}

interface Status {
  readonly tenant: string
  readonly state: ConnectionState
  readonly snapshot: Snapshot | null
  readonly outcome: SyncOutcome | null
}

const states: Readonly<Record<ConnectionState, string>> = {
  connected: 'connected',
  paused: 'paused',
  disconnected: 'disconnected',
}

export const cli = {
  usage: `Usage: tenantry COMMAND [options]

  sync     reads the tenant and publishes what is proven complete
  status   says what is connected and how old the data is
  export users|groups|memberships|changes --output FILE [--format csv|json|xlsx]
           writes a list of the last snapshot, or every change that is kept, to a file
  verify   proves the chain of the audit

  --json               answers in one line of JSON
  --user-data-dir DIR  another profile folder

Exit codes: 0 complete, 1 fault, 2 incomplete, 3 held by the guard, 4 not connected`,
  synced: ({ outcome, users, groups, memberships, message }: Synced) =>
    [`${sync.outcomes[outcome]}: ${users} users, ${groups} groups, ${memberships} memberships.`, message]
      .filter((part) => part !== undefined)
      .join(' '),
  status: ({ tenant, state, snapshot, outcome }: Status) =>
    [
      `${tenant}: ${states[state]}`,
      snapshot === null
        ? 'Nothing synchronised yet'
        : `Snapshot of ${snapshot.publishedAt}: ${snapshot.users} users, ${snapshot.groups} groups, ${snapshot.memberships} memberships`,
      outcome === null ? 'No run yet' : `Last run: ${sync.outcomes[outcome]}`,
    ].join('\n'),
  verified: (result: {
    readonly whole: boolean
    readonly records: number
    readonly broken: number | null
    readonly faults: number
  }) => {
    if (result.whole) return `${result.records} records, all of them whole`
    if (result.broken !== null)
      return `Record ${result.broken} is broken; ${result.records} records before it are whole`
    return result.faults > 0
      ? `${result.records} records are whole; they tell of ${result.faults} faults that were found earlier`
      : `${result.records} records are whole, but the keychain knows another end`
  },
  exported: ({ rows, file }: { readonly rows: number; readonly file: string }) => `${rows} rows written to ${file}`,
}

export type CliText = typeof cli
