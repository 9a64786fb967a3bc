import { create } from 'zustand'
import { useJobs } from '../components/jobs.ts'
import { useSyncActs } from '../components/sync-acts.ts'
import { parseRoute, replaceQuery } from '../lib/navigation.ts'
import { pageOf } from './pages.ts'

/** Counts the tenants that were shown: a page of one begins anew with each. */
export const useTenancy = create(() => ({ turn: 0 }))

/** Before another tenant is shown: what was searched, filtered, chosen, opened and refused was about the former one. */
export const leaveTenant = (): void => {
  const { page, query } = parseRoute(location.hash)
  const { ofTenant, id } = pageOf(page)
  if (ofTenant) replaceQuery(new URLSearchParams())
  if (id === 'settings') {
    query.delete('edit')
    replaceQuery(query)
  }
  useSyncActs.getState().dismiss()
  useJobs.getState().drop('export')
  useTenancy.setState(({ turn }) => ({ turn: turn + 1 }))
}
