import { useEffect, useState } from 'react'
import type { Connection } from '../../../shared/domain/connection.ts'
import { request } from '../../ipc/client.ts'

/**
 * When each tenant was published last; null for never, missing until it is known. Asked for once: a tenant that is not
 * shown is not synchronised, and looking into its directory opens a file.
 */
export const useLastSyncs = (tenants: readonly Connection[]): ReadonlyMap<string, string | null> => {
  const [known, setKnown] = useState<ReadonlyMap<string, string | null>>(new Map())
  const ids = tenants.map(({ id }) => id).join(' ')
  useEffect(() => {
    let gone = false
    for (const id of ids.split(' ').filter((one) => one !== '')) {
      request('connection.rehearseDisconnect', { id }).then(
        ({ publishedAt }) => gone || setKnown((old) => new Map([...old, [id, publishedAt]])),
        () => undefined,
      )
    }
    return () => {
      gone = true
    }
  }, [ids])
  return known
}
