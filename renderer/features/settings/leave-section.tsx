import { Button, makeStyles } from '@fluentui/react-components'
import { PlugDisconnectedRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import { type Connection, titleOf } from '../../../shared/domain/connection.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { Notice } from '../../components/notice.tsx'
import { Section } from '../../components/page.tsx'
import { RequestNotice } from '../../components/request-notice.tsx'
import { useAct } from '../../components/use-act.ts'
import { request } from '../../ipc/client.ts'
import { useQuery } from '../../ipc/use-query.ts'
import { useText } from '../../lib/text.tsx'
import { useOffline } from '../../lib/use-offline.ts'
import { DisconnectDialog } from './disconnect-dialog.tsx'

const useStyles = makeStyles({
  buttons: { display: 'flex', gap: '8px', flexWrap: 'wrap' },
  said: { ':not(:empty)': { marginTop: '8px' } },
})

interface Asked {
  readonly connection: Connection
  readonly onClose: () => void
  readonly onDone: (words: string) => void
}

const RemoveData = ({ connection, onClose, onDone }: Asked) => {
  const { removeData: text, refused } = useText().disconnect
  const act = useAct()
  const confirm = () =>
    act.run(
      'remove',
      () => request('connection.removeData', { id: connection.id }),
      () => onDone(text.done),
    )
  return (
    <ConfirmDialog
      title={text.title({ name: titleOf(connection) })}
      cancel={text.cancel}
      confirm={text.confirm}
      busy={act.busy !== undefined}
      onConfirm={confirm}
      onClose={onClose}
    >
      <span>{text.what}</span>
      {act.error && <RequestNotice title={refused} error={act.error} />}
    </ConfirmDialog>
  )
}

/** The administrator's sign-in of its own: the application may not delete itself. */
const RemoveRegistration = ({ connection, onClose, onDone }: Asked) => {
  const { removeRegistration: text, refused } = useText().disconnect
  const act = useAct()
  const { cloud, tenantId, id } = connection
  const confirm = () =>
    act.run(
      'remove',
      async () => {
        await request('setup.signIn', { cloud, tenant: tenantId })
        await request('connection.removeRegistration', { id })
      },
      () => onDone(text.done),
    )
  const close = () => {
    if (act.busy !== undefined) request('setup.cancelBrowser', {}).catch(() => undefined)
    onClose()
  }
  return (
    <ConfirmDialog
      title={text.title}
      cancel={text.cancel}
      confirm={text.confirm}
      busy={act.busy !== undefined}
      onConfirm={confirm}
      onClose={close}
    >
      <span>{text.what}</span>
      <span role="status">{act.busy !== undefined && text.waiting}</span>
      {act.error && <RequestNotice title={refused} error={act.error} />}
    </ConfirmDialog>
  )
}

type Question = 'disconnect' | 'removeData' | 'removeRegistration'

/** The way out: first the connection, then, if wanted, the data and what stands at Microsoft. */
export const LeaveSection = ({ connection }: { readonly connection: Connection }) => {
  const s = useStyles()
  const { leave } = useText().disconnect
  const offline = useOffline()
  const [asking, setAsking] = useState<Question>()
  const [done, setDone] = useState<string>()
  const { data: kept, refresh } = useQuery('credentials.list', {})
  const hasData = useQuery('directory.overview', {}).data?.snapshot != null
  const close = () => setAsking(undefined)
  const ask = (question: Question) => () => {
    setDone(undefined)
    setAsking(question)
  }
  const asked: Asked = {
    connection,
    onClose: close,
    onDone: (words) => {
      close()
      refresh()
      setDone(words)
    },
  }
  const left = connection.state !== 'connected'
  return (
    <Section title={leave.title} note={leave.note}>
      <div className={s.buttons}>
        {connection.state !== 'disconnected' && (
          <Button size="small" icon={<PlugDisconnectedRegular />} onClick={ask('disconnect')}>
            {leave.disconnect}
          </Button>
        )}
        {left && hasData && (
          <Button size="small" onClick={ask('removeData')}>
            {leave.removeData}
          </Button>
        )}
        {left && kept?.registration?.madeByTenantry && (
          <Button
            size="small"
            disabledFocusable={offline !== undefined}
            title={offline}
            onClick={ask('removeRegistration')}
          >
            {leave.removeRegistration}
          </Button>
        )}
      </div>
      <div className={s.said} role="status">
        {done !== undefined && <Notice level="ok" title={done} onDismiss={() => setDone(undefined)} />}
      </div>
      {asking === 'disconnect' && <DisconnectDialog connection={connection} pause={false} onClose={close} />}
      {asking === 'removeData' && <RemoveData {...asked} />}
      {asking === 'removeRegistration' && <RemoveRegistration {...asked} />}
    </Section>
  )
}
