import type { ScheduleInterval } from '../../domain/schedule.ts'
import type { FullReason, OneFound, OneKind, SyncKind, SyncOutcome, SyncPhase, SyncTrigger } from '../../domain/sync.ts'

/** Numbers come formatted (`text`) beside their value (`count`), which decides between one and many. */
interface Counted {
  readonly count: number
  readonly text: string
}

const list = (parts: readonly string[]): string => new Intl.ListFormat('en').format(parts)

const userCount = ({ count, text }: Counted): string => (count === 1 ? '1 user' : `${text} users`)
const groupCount = ({ count, text }: Counted): string => (count === 1 ? '1 group' : `${text} groups`)
const usersAndGroups = ({ users, groups }: { readonly users: Counted; readonly groups: Counted }): string =>
  list([...(users.count === 0 ? [] : [userCount(users)]), ...(groups.count === 0 ? [] : [groupCount(groups)])])

const outcomes: Readonly<Record<SyncOutcome, string>> = {
  running: 'Running',
  published: 'Complete, published',
  partial: 'Incomplete, not published',
  failed: 'Failed, not published',
  cancelled: 'Cancelled',
  interrupted: 'Interrupted: Tenantry ended while it ran',
  rehearsed: 'Rehearsed, not published',
  held: 'Held by the guard, not published',
  kept: 'Held by the guard, and not applied',
}

const triggers: Readonly<Record<SyncTrigger, string>> = {
  connected: 'Saving the connection',
  manual: 'An administrator',
  schedule: 'The schedule',
  start: 'The start of Tenantry',
  wake: 'The computer’s waking up',
  network: 'The network’s return',
  commandLine: 'The command line',
  rehearsal: 'An administrator, as a rehearsal',
}

/** What a run read, and why that was more than the changes. */
const scopes: Readonly<Record<FullReason | SyncKind, string>> = {
  full: 'Everything',
  delta: 'Only what had changed',
  user: 'One user',
  group: 'One group',
  asked: 'Everything, as was asked for',
  noLinks: 'Everything: no run before had left a place from which changes can be followed',
  daily: 'Everything, as once a day',
  aged: 'Everything: the place from which changes can be followed was too old',
  expired: 'Everything: Microsoft no longer knew where the run before had ended',
  refused: 'Everything: Microsoft did not give the changes alone',
  unreadable: 'Everything: what Microsoft gave as changes could not be relied on',
  counts: 'Everything: with the changes it was not what Microsoft counts',
  large: 'Everything: so much had changed that whole lists were quicker',
  overtaken: 'Everything, from the beginning: what an interrupted run had read would no longer do',
}

/** What came of the single object that a run asked for. */
const oneFound: Readonly<Record<OneKind, Readonly<Record<OneFound['found'], string>>>> = {
  user: {
    read: 'The user came',
    left: 'The user came, without a licence or a mail address, and so leaves the directory',
    gone: 'Microsoft says that this user does not exist, and so the user leaves the directory',
  },
  group: {
    read: 'The group came',
    left: 'The group came as one that is not synchronised, and so leaves the directory',
    gone: 'Microsoft says that this group does not exist, and so it leaves the directory',
  },
}

/** What a run is doing, before its figures. */
const doing: Readonly<Record<SyncPhase, string>> = {
  signIn: 'Signing in to the tenant',
  count: 'Asking Microsoft how many users and groups there are',
  read: 'Reading the last pages',
  prove: 'Comparing what was read with Microsoft’s count',
  publish: 'Publishing the new snapshot',
}

const intervals: Readonly<Record<ScheduleInterval, string>> = {
  5: '5 minutes',
  15: '15 minutes',
  30: '30 minutes',
  60: '60 minutes',
  240: '4 hours',
  720: '12 hours',
  1440: '24 hours',
}

export const sync = {
  title: 'Sync',
  schedule: {
    title: 'Schedule',
    every: 'Sync every',
    intervals,
    pause: 'Paused',
    next: 'Next run',
    paused: 'Paused: runs begin only by ‘Sync now’',
    held: 'Waits for your answer to the sync that is held',
    offline: 'No network: the next run comes with its return',
    why: 'Besides at the start of Tenantry, after sleep and when the network returns. A missed run is made up for once.',
    failed: 'The schedule was not changed.',
  },
  outcomes,
  triggers,
  scopes,
  /** Beside 'Sync now'. */
  more: 'Other ways to sync',
  full: 'Full sync: read everything again',
  notes: {
    running: ({ time }: { readonly time: string }) => `started ${time}`,
    ended: ({ time }: { readonly time: string }) => `last run, ${time}`,
    earlier: ({ time }: { readonly time: string }) => `run of ${time}`,
  },
  progress: {
    doing,
    /** What it reads at all, before what it does. */
    scopes: {
      full: 'Full sync',
      delta: 'Sync of what has changed',
      user: 'Sync of one user',
      group: 'Sync of one group',
    } satisfies Readonly<Record<SyncKind, string>>,
    reading: {
      users: ({ done, total }: { readonly done: string; readonly total: string | undefined }) =>
        total === undefined ? `Reading users: ${done} so far` : `Reading users: ${done} of ${total}`,
      groups: ({ done, total }: { readonly done: string; readonly total: string | undefined }) =>
        total === undefined ? `Reading groups: ${done} so far` : `Reading groups: ${done} of ${total}`,
      members: ({ done, total }: { readonly done: string; readonly total: string | undefined }) =>
        total === undefined
          ? `Reading members: those of ${done} groups so far`
          : `Reading members: those of ${done} of ${total} groups`,
    },
    rate: ({ text }: Counted) => `${text} a second`,
    left: ({ duration }: { readonly duration: string }) => `about ${duration} left`,
    waiting: ({ time }: { readonly time: string }) => `Microsoft Graph asked to slow down; it goes on at ${time}`,
    percent: ({ percent }: { readonly percent: string }) => `${percent} read`,
    kept: ({ when }: { readonly when: string }) => `You see the snapshot of ${when} until this run is proven complete`,
    resumed: (read: { readonly users: Counted; readonly groups: Counted }) =>
      `Goes on with ${usersAndGroups(read)} that an interrupted run had read`,
    first: 'Nothing is shown until this first run is proven complete',
  },
  phases: {
    title: 'Phases',
    columns: { phase: 'Phase', state: 'State', read: 'Read', of: 'Of' },
    rows: {
      signIn: 'Sign in',
      count: 'Count',
      users: 'Users',
      groups: 'Groups',
      members: 'Member lists',
      prove: 'Prove',
      publish: 'Publish',
    },
    states: { ok: 'Done', run: 'Running', wait: 'Waits', todo: 'Not yet' },
  },
  facts: {
    soFar: 'So far',
    run: 'This run',
    outcome: 'Result',
    startedBy: 'Started by',
    scope: 'Scope',
    started: 'Started',
    took: 'Took',
    running: 'Runs for',
    requests: 'Requests',
    repeated: ({ requests, retries }: { readonly requests: Counted; readonly retries: Counted }) =>
      retries.count === 0 ? `${requests.text}, none repeated` : `${requests.text}, of them ${retries.text} repeated`,
    units: 'Resource units',
    unitsUnknown: 'Not noted',
    memberships: 'Memberships',
    proof: 'Proof',
    proofLater: 'Comes at the end: what was read against Microsoft’s count',
    ifItFails: 'If it fails',
    nothingLost: 'The snapshot stays as it is; nothing is removed',
    resumed: 'Went on with',
    resumedText: (read: { readonly users: Counted; readonly groups: Counted }) =>
      `${usersAndGroups(read)} that an interrupted run had read`,
    found: 'Read',
    holds: 'Snapshot',
    foundText: ({
      users,
      groups,
      memberships,
    }: {
      readonly users: Counted
      readonly groups: Counted
      readonly memberships: Counted
    }) =>
      `${userCount(users)}, ${groupCount(groups)}, ${memberships.text} ${memberships.count === 1 ? 'membership' : 'memberships'}`,
    runId: 'Run id',
    copyRunId: 'Copy run id',
  },
  runs: {
    title: 'Runs',
    note: 'the last 50',
    columns: {
      started: 'Started',
      by: 'Started by',
      outcome: 'Result',
      took: 'Took',
      users: 'Users',
      groups: 'Groups',
    },
    show: ({ time }: { readonly time: string }) => `Show the run of ${time}`,
    all: 'Show all runs',
  },
  proof: {
    title: 'Proof',
    complete: 'Everything that Microsoft counted was read',
    updated: 'With what had changed, the snapshot has all that Microsoft counts',
    incomplete: 'Not everything that Microsoft counted was read',
    /** Of a run over a single object, where there is nothing to count. */
    one: {
      user: 'Only this user was asked for',
      group: 'Only this group was asked for',
      asked: 'Asked for',
      came: 'What came',
      found: oneFound,
      members: 'Members',
      notRead: 'Not read',
      hidden: 'Hidden from this application',
    },
    none: 'The run ended before it could be compared with Microsoft’s count.',
    columns: { what: 'What', counted: 'Counted', read: 'Read', held: 'Held', result: 'Result' },
    rows: {
      users: 'Users with a licence',
      withoutMail: 'of them without a mail address',
      groups: 'Groups',
      members: 'Member lists',
    },
    results: {
      equal: 'Equal',
      notCounted: 'Not counted',
      fewer: ({ text }: Counted) => `${text} fewer`,
      more: ({ text }: Counted) => `${text} more`,
      leftOut: 'Left out',
      allRead: 'All read',
      failed: ({ text }: Counted) => `${text} failed`,
      hidden: ({ text }: Counted) => `${text} hidden`,
    },
    /** Why the run is not complete, one sentence each. */
    reasons: {
      usersFewer: ({ count, text }: Counted) =>
        count === 1
          ? 'Microsoft counted 1 user more than it gave.'
          : `Microsoft counted ${text} users more than it gave.`,
      usersMore: ({ count, text }: Counted) =>
        count === 1
          ? '1 user came that Microsoft had not counted.'
          : `${text} users came that Microsoft had not counted.`,
      groupsFewer: ({ count, text }: Counted) =>
        count === 1
          ? 'Microsoft counted 1 group more than it gave.'
          : `Microsoft counted ${text} groups more than it gave.`,
      groupsMore: ({ count, text }: Counted) =>
        count === 1
          ? '1 group came that Microsoft had not counted.'
          : `${text} groups came that Microsoft had not counted.`,
      notCounted: 'Microsoft gave no count to compare with.',
      membersFailed: ({ count, text }: Counted) =>
        count === 1 ? 'The members of 1 group could not be read.' : `The members of ${text} groups could not be read.`,
      membersOpen: ({ count, text }: Counted) =>
        count === 1 ? 'The members of 1 group were not reached.' : `The members of ${text} groups were not reached.`,
    },
    /** How many users were read, when they are many. */
    usersBy: {
      partitions: 'The users were read in parts side by side; the parts together are as many as Microsoft counted.',
      refused: 'The users were read in one list: Microsoft did not accept the query that reads them in parts.',
      uncovered: 'The users were read in one list: the parts would not have held everyone that Microsoft counted.',
      untold: 'The users were read in one list: Microsoft does not tell who changes while parts are read.',
      changed: 'The users were read a second time in one list: the parts were not proven to hold everyone.',
    },
    hidden: ({ count, text }: Counted) =>
      count === 1
        ? '1 group hides its members from this application. That does not make the run incomplete.'
        : `${text} groups hide their members from this application. That does not make the run incomplete.`,
  },
  ended: {
    published: 'The tenant was read completely and published',
    updated: 'What had changed was read completely and published',
    partial: 'The tenant was not read completely, so nothing was published',
    user: 'This user was read and published',
    group: 'This group was read and published',
    partialOne: 'The group was not read completely, so nothing was published',
    failed: 'The sync ended without a new snapshot',
    cancelled: 'The sync was cancelled',
    interrupted: 'Tenantry ended while a sync was running',
    rehearsed: 'This was a rehearsal: nothing was published',
    rehearsedBeyond:
      'The guard would hold such a sync until you answer: it would remove more than the guard lets pass.',
    held: 'The guard held this sync, so nothing was published',
    heldOver: 'What it had read is gone, because another sync has begun since.',
    keptBack: 'The guard held this sync, and it was not applied',
    keptOn:
      'As long as the same is missing in Microsoft Entra ID, the schedule’s runs keep everything without asking, and publish nothing. ‘Sync now’ asks again.',
    interruptedWhy: 'The process was closed or stopped before the run was proven.',
    kept: ({ when }: { readonly when: string }) => `Nothing was removed; the snapshot of ${when} stays.`,
    noneYet: 'There is no snapshot yet.',
    showSnapshot: 'Show the run of the snapshot',
    changes: 'What it changed',
    asOf: 'Directory after this run',
    toSettings: 'Open the connection',
  },
  /** In the details of a user or a group. */
  one: {
    now: { user: 'Sync this user now', group: 'Sync this group now' },
    left: 'The tenant has been left: nothing is read from it',
    running: 'A sync is running already',
    ends: {
      running: 'Is being read…',
      published: 'Up to date',
      partial: 'Not read completely, nothing was published',
      failed: 'Not read, nothing was published',
      cancelled: 'Cancelled',
      interrupted: 'Interrupted, nothing was published',
      rehearsed: 'Nothing was published',
      held: 'Held by the guard, nothing was published',
      kept: 'Held by the guard, nothing was published',
    } satisfies Readonly<Record<SyncOutcome, string>>,
    show: 'Show the run',
    failed: 'The sync did not begin',
  },
  rehearse: 'What would change?',
  pending: {
    title: 'What would change',
    nothing: 'Nothing would change.',
    all: 'Show all changes',
    columns: { what: 'What', added: 'Added', changed: 'Changed', removed: 'Removed' },
    rows: { users: 'Users', groups: 'Groups', memberships: 'Memberships' },
    removedTitle: 'Would be removed',
    removedNote: ({ shown, total }: { readonly shown: string; readonly total: string }) => `first ${shown} of ${total}`,
    removedColumns: { name: 'Name', mail: 'Mail', about: 'Department or kind' },
    removedAll: 'Show all',
    lostTitle: 'Memberships that would be lost',
    lostColumns: { member: 'Member', mail: 'Mail', group: 'Group' },
    unnamed: 'Without a name',
    failed: 'What would change could not be read',
  },
  guard: {
    title: (removed: { readonly users: Counted; readonly groups: Counted; readonly lost: Counted }) => {
      const { users, groups, lost } = removed
      const parts = [
        ...(users.count === 0 ? [] : [users.count === 1 ? '1 user' : `${users.text} users`]),
        ...(groups.count === 0 ? [] : [groups.count === 1 ? '1 group' : `${groups.text} groups`]),
        ...(lost.count === 0 ? [] : [lost.count === 1 ? '1 membership' : `${lost.text} memberships`]),
      ]
      return `${list(parts)} would be removed. Nothing was removed yet`
    },
    why: ({ part, least }: { readonly part: string; readonly least: string }) =>
      `That is more than the guard lets pass: more than ${least} and more than ${part} % of the users or of the groups, or more than half of the memberships.`,
    waits: 'Until you answer, no sync begins by itself. ‘Sync now’ reads anew and asks again.',
    keep: 'Keep everything',
    apply: 'Apply removals…',
    confirmTitle: 'Apply this sync?',
    confirmWhy: 'Exactly what this sync has read is published. The history keeps what is removed.',
    confirm: 'Apply',
    stay: 'Cancel',
    failed: 'This could not be done',
    setting: ({ part, least }: { readonly part: string; readonly least: string }) => `Guard: ${part} % and ${least}`,
    /** What both bounds together say, one after the other. */
    bounds: { part: 'Wait where a sync removes more than', least: 'and more than' },
    choices: {
      part: ({ bound }: { readonly bound: string }) => `${bound} % of the users or groups`,
      least: ({ bound }: { readonly bound: string }) => `${bound} users or groups`,
    },
    settingFailed: 'The guard could not be changed',
  },
  ledger: {
    title: 'Requests',
    note: 'newest first',
    columns: { request: 'Request', status: 'Answer', items: 'Rows', units: 'Units', took: 'Took', at: 'At' },
    noAnswer: 'No answer',
    attempt: ({ attempt }: { readonly attempt: string }) => `try ${attempt}`,
    milliseconds: ({ text }: Counted) => `${text} ms`,
    copy: ({ id }: { readonly id: string }) => `Copy request ${id}`,
    range: ({ first, last, total }: { readonly first: string; readonly last: string; readonly total: string }) =>
      `${first} to ${last} of ${total}`,
    newer: 'Newer',
    older: 'Older',
    none: 'No request was made.',
    noneYet: 'The first requests appear here in a moment.',
    failed: 'The requests could not be read',
  },
  empty: {
    noTenant: 'Runs of the sync will be here.',
    connect: 'Connect a tenant',
    noRun: 'Nothing has been synchronised yet',
    noRunWhy:
      'The first sync reads every licensed user with a mail address, every security and Microsoft 365 group, and who is in them.',
  },
  failed: 'The state of the sync could not be read',
  unknownRun: 'This run is not kept any more',
  showLast: 'Show the last run',
}

export type SyncText = typeof sync
