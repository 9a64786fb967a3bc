import type { Bridge, EventName, Events, Route } from '../../shared/ipc/contract.ts'
import { type QueryCache, queryKey } from './query-cache.ts'

const ofDirectory = [
  'directory.overview',
  'directory.users',
  'directory.user',
  'directory.userGroups',
  'directory.userValues',
  'directory.groups',
  'directory.group',
  'directory.members',
  'directory.usersAsOf',
  'directory.groupsAsOf',
  'directory.userAsOf',
  'directory.groupAsOf',
  'directory.membersAsOf',
  'changes.list',
  'changes.runs',
  'changes.run',
  'changes.runBefore',
  'changes.of',
  'changes.pending',
] as const satisfies readonly Route[]

/** What grows while a run is under way: ten times a second. */
const ofRunningRun = ['sync.run', 'sync.ledger'] as const satisfies readonly Route[]

/** What changes when one begins and ends; also what disconnecting would do, which tells of the data and of a run. */
const ofRuns = [
  ...ofRunningRun,
  'sync.runs',
  'changes.pending',
  'connection.rehearseDisconnect',
] as const satisfies readonly Route[]

type Table = { readonly [E in EventName]?: (payload: Events[E]) => readonly Route[] }

/** Which event makes which answers old. The only place that says so. */
export const outdated = {
  // Without a snapshot the data was removed, and its runs with it.
  'directory.changed': ({ snapshot }) =>
    snapshot === null ? [...ofDirectory, ...ofRuns, 'sync.status'] : [...ofDirectory, 'connection.rehearseDisconnect'],
  // A run that has ended may have left a fault on the overview, although nothing was published.
  'sync.status': ({ progress }) => (progress === null ? [...ofRuns, 'directory.overview'] : ofRunningRun),
  'connection.changed': () => [
    ...ofDirectory,
    ...ofRuns,
    'sync.status',
    'sync.schedule',
    'credentials.list',
    'certificates.board',
    'certificates.settings',
  ],
  'setup.status': () => ['setup.begin'],
  'audit.appended': () => ['audit.status'],
  'credentials.rotation': () => ['credentials.list'],
  'app.preferencesChanged': () => ['app.info'],
} as const satisfies Table

/**
 * Ties a cache to main's events for as long as the window lives.
 * @param leave called before another tenant is shown, or none, in the place of one
 */
export const followEvents = (cache: QueryCache, on: Bridge['on'], leave: () => void): (() => void) => {
  const show = ({ connection }: Events['connection.changed']) => {
    const former = cache.state<'connection.get'>(queryKey('connection.get', {})).data?.connection
    const isLeft = former != null && former.id !== connection?.id
    if (isLeft) leave()
    cache.put('connection.get', {}, { connection })
    // Nothing of one tenant may be seen under the name of another, not even until the answer comes.
    if (isLeft) cache.forget(outdated['connection.changed']())
    else cache.invalidate(outdated['connection.changed']())
  }
  const ends = [
    on('directory.changed', (changed) => cache.invalidate(outdated['directory.changed'](changed))),
    on('sync.status', (status) => {
      const former = cache.state<'sync.status'>(queryKey('sync.status', {})).data?.progress?.runId
      cache.put('sync.status', {}, status)
      const begins = status.progress !== null && status.progress.runId !== former
      cache.invalidate(begins ? ofRuns : outdated['sync.status'](status))
    }),
    on('connection.changed', show),
    on('connection.listChanged', (list) => cache.put('connection.list', {}, list)),
    on('sync.schedule', (schedule) => cache.put('sync.schedule', {}, schedule)),
    on('audit.appended', () => cache.invalidate(outdated['audit.appended']())),
    on('setup.status', () => cache.invalidate(outdated['setup.status']())),
    on('credentials.rotation', () => cache.invalidate(outdated['credentials.rotation']())),
    on('certificates.board', (board) => cache.put('certificates.board', {}, board)),
    on('app.preferencesChanged', () => cache.invalidate(outdated['app.preferencesChanged']())),
  ]
  return () => {
    for (const end of ends) end()
  }
}
