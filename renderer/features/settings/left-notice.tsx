import { Button } from '@fluentui/react-components'
import { useId } from 'react'
import type { Connection } from '../../../shared/domain/connection.ts'
import { CancelTest } from '../../components/cancel-test.tsx'
import { Notice } from '../../components/notice.tsx'
import { ReconnectLink } from '../../components/reconnect-link.tsx'
import { RequestNotice } from '../../components/request-notice.tsx'
import type { Act } from '../../components/use-act.ts'
import { request } from '../../ipc/client.ts'
import { hrefOf } from '../../lib/navigation.ts'
import { useText } from '../../lib/text.tsx'
import { useOffline } from '../../lib/use-offline.ts'

export const reconnect = ({ id }: Connection, act: Act): void => {
  if (act.busy === undefined) act.run('reconnect', () => request('connection.reconnect', { id }))
}

/** What a connection that is paused or cut means, and the way back. */
export const LeftNotice = ({ connection, act }: { readonly connection: Connection; readonly act: Act }) => {
  const text = useText().disconnect
  const began = useId()
  const offline = useOffline()
  if (connection.state === 'connected') return null
  const paused = connection.state === 'paused'
  const waits = act.busy !== undefined
  if (connection.registrationRemoved) {
    return (
      <Notice level="warn" title={text[connection.state]} actions={<ReconnectLink />}>
        {text.unregisteredWhy}
      </Notice>
    )
  }
  const back = paused ? (
    <>
      <Button
        id={began}
        size="small"
        appearance="primary"
        disabledFocusable={waits || offline !== undefined}
        title={offline}
        onClick={() => reconnect(connection, act)}
      >
        {text.reconnect}
      </Button>
      {waits && <CancelTest began={began} />}
    </>
  ) : (
    <Button as="a" size="small" appearance="primary" href={hrefOf('settings', { edit: 'certificate' })}>
      {text.reconnectForm}
    </Button>
  )
  return (
    <>
      <Notice level="warn" title={paused ? text.paused : text.disconnected} actions={back}>
        {waits ? text.reconnecting : paused ? text.pausedWhy : text.disconnectedWhy}
      </Notice>
      {act.error && act.error.code !== 'cancelled' && (
        <RequestNotice title={text.refused} error={act.error} onDismiss={act.dismiss} />
      )}
    </>
  )
}
