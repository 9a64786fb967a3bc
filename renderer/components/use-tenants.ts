import { useMemo } from 'react'
import { type Connection, titleOf } from '../../shared/domain/connection.ts'
import { useQuery } from '../ipc/use-query.ts'
import { useLanguage } from '../lib/text.tsx'

/** All tenants of this profile by name; one is the normal case, and then nothing speaks of a list. */
export const useTenants = () => {
  const { data } = useQuery('connection.list', {})
  const language = useLanguage()
  return useMemo(() => {
    const order = new Intl.Collator(language, { numeric: true }).compare
    const byName = (one: Connection, other: Connection) => order(titleOf(one), titleOf(other))
    const tenants = [...(data?.connections ?? [])].sort(byName)
    return { tenants, activeId: data?.activeId ?? null, several: tenants.length > 1 }
  }, [data, language])
}
