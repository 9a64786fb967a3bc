import { Link } from '@fluentui/react-components'
import type { Connection } from '../../shared/domain/connection.ts'
import { Status } from '../components/status.tsx'
import { hrefOf } from '../lib/navigation.ts'
import { useText } from '../lib/text.tsx'

/** In the place of the sync, for a tenant that is not asked any more; it leads to the way back. */
export const LeftState = ({ connection: { state } }: { readonly connection: Connection }) => {
  const text = useText().disconnect
  if (state === 'connected') return null
  return (
    <Link href={hrefOf('settings')}>
      <Status level="off">{text[state]}</Status>
    </Link>
  )
}
