import { useDeferredValue, useMemo } from 'react'
import { useTenantSwitch } from '../components/tenant-switch.ts'
import type { Sync } from '../components/use-sync.ts'
import { useTenants } from '../components/use-tenants.ts'
import type { RequestError } from '../ipc/client.ts'
import { useQuery } from '../ipc/use-query.ts'
import { useText } from '../lib/text.tsx'
import { useOnline } from '../lib/use-online.ts'
import {
  certificateEntries,
  commandEntries,
  type Entry,
  groupEntries,
  matches,
  peopleEntries,
  placeEntries,
  preferenceEntries,
  tenantEntries,
} from './palette-entries.tsx'
import type { Commands } from './use-commands.ts'
import { usePreferences } from './use-preferences.ts'

export interface Section {
  readonly name: string
  readonly entries: readonly Entry[]
}

/** People and groups shown of each kind: the palette is for going somewhere, lists are on their pages. */
const most = 5

const usualUsers = { filters: [], sort: { column: 'displayName', descending: false } } as const
const usualGroups = { kinds: [], sort: { column: 'displayName', descending: false } } as const

/** No snapshot is no fault here: there are no people and groups yet. */
const isFault = (error: RequestError | undefined): boolean =>
  error !== undefined && error.code !== 'not_synchronised' && error.code !== 'not_connected'

const useDirectorySearch = (search: string) => {
  const options = { keepPrevious: true, when: search !== '' }
  const window = { offset: 0, limit: most }
  const users = useQuery('directory.users', { query: { search, ...usualUsers }, ...window }, options)
  const groups = useQuery('directory.groups', { query: { search, ...usualGroups }, ...window }, options)
  const isOpen = search !== ''
  return {
    users: isOpen ? users.data : undefined,
    groups: isOpen ? groups.data : undefined,
    failed: isFault(users.error) || isFault(groups.error),
    awaited: isOpen && (users.loading || groups.loading),
  }
}

/** What the palette offers for what was typed, in sections that are never empty; `settled`: not still for what was typed before. */
export const usePalette = (typed: string, sync: Sync, commands: Commands) => {
  const { app, certificates, tenants: words } = useText()
  const tenants = useTenants()
  const { switchTo } = useTenantSwitch()
  const { change } = usePreferences()
  const isConnected = useQuery('connection.get', {}).data?.connection?.state === 'connected'
  const online = useOnline()
  const search = useDeferredValue(typed.trim())
  const { users, groups, failed, awaited } = useDirectorySearch(search)
  const own = useMemo(() => {
    const fitting = (entries: readonly Entry[]) => entries.filter(({ text }) => matches(text, search))
    const settings = search === '' ? [] : preferenceEntries(change, app)
    const tabs = search === '' ? [] : certificateEntries(certificates)
    return [
      {
        name: app.palette.commands,
        entries: fitting([
          ...commandEntries(commands, sync, { isConnected, online }, app),
          ...tenantEntries(tenants, switchTo, words),
          ...settings,
        ]),
      },
      { name: app.palette.places, entries: fitting([...placeEntries(app.pages), ...tabs]) },
    ]
  }, [search, change, app, certificates, words, tenants, switchTo, commands, sync, isConnected, online])
  const sections: readonly Section[] = [
    { name: app.palette.people, entries: users ? peopleEntries(users, search, app.palette) : [] },
    { name: app.palette.groups, entries: groups ? groupEntries(groups.rows, app.palette) : [] },
    ...own,
  ].filter(({ entries }) => entries.length > 0)
  return { search, sections, failed, settled: search === typed.trim() && !awaited }
}
