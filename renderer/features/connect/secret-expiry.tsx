import { Link } from '@fluentui/react-components'
import { useEffect } from 'react'
import type { Connection } from '../../../shared/domain/connection.ts'
import { missingFor } from '../../../shared/domain/features.ts'
import { ExpiryText } from '../../components/expiry-text.tsx'
import { request } from '../../ipc/client.ts'
import { useQuery } from '../../ipc/use-query.ts'
import { hrefOf } from '../../lib/navigation.ts'
import { useText } from '../../lib/text.tsx'

/** When the secret ends: read from Entra where that is permitted, else to be said by the administrator. */
export const SecretExpiry = ({ roles }: Pick<Connection, 'roles'>) => {
  const text = useText().connect
  const { data, refresh } = useQuery('credentials.list', {})
  const active = data?.credentials.find((credential) => credential.active)
  const unknown = active?.summary.kind === 'secret' && active.expiresAt === null ? active.id : undefined
  const mayRead = missingFor('expiryFromEntra', roles).length === 0
  useEffect(() => {
    if (unknown === undefined || !mayRead) return
    // Not read, it is asked for below; that is all there is to say of it here.
    request('credentials.readExpiry', { id: unknown }).then(refresh, () => undefined)
  }, [unknown, mayRead, refresh])
  if (active?.expiresAt) return <ExpiryText notAfter={active.expiresAt} />
  return <Link href={hrefOf('settings')}>{text.expiryAsked}</Link>
}
