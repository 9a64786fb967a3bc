import { Button } from '@fluentui/react-components'
import { useQuery } from '../ipc/use-query.ts'
import { hrefOf } from '../lib/navigation.ts'
import { useText } from '../lib/text.tsx'

/** Whether the tenant has been left: its data is shown, and nothing new comes. */
export const useIsLeft = (): boolean => {
  const connection = useQuery('connection.get', {}).data?.connection
  return connection != null && connection.state !== 'connected'
}

/** In the place of 'Sync now' once a tenant has been left. */
export const ReconnectLink = ({ large = false }: { readonly large?: boolean }) => {
  const text = useText().disconnect
  const isUnregistered = useQuery('connection.get', {}).data?.connection?.registrationRemoved === true
  const href = hrefOf(isUnregistered ? 'connect' : 'settings')
  return (
    <Button as="a" href={href} {...(large ? { appearance: 'primary' } : { size: 'small' })}>
      {isUnregistered ? text.connectAnew : text.reconnectForm}
    </Button>
  )
}
