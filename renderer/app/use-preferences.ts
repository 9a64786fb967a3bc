import type { Preferences } from '../../shared/ipc/app.ts'
import { request } from '../ipc/client.ts'
import { useQuery } from '../ipc/use-query.ts'

const system: Preferences = { language: 'system', theme: 'system', whenClosed: 'background' }

/** Theme and language as chosen. A change comes back as an event, and everything follows. */
export const usePreferences = () => {
  const { data, refresh } = useQuery('app.info', {})
  const change = (part: Partial<Preferences>) => {
    // A refusal leaves everything as it was, and that is what is shown then.
    request('app.setPreferences', part).catch(refresh)
  }
  return { preferences: data?.preferences ?? system, change }
}
