import { Checkbox } from '@fluentui/react-components'
import { type ReactNode, useState } from 'react'
import { type Connection, titleOf } from '../../../shared/domain/connection.ts'
import type { Output } from '../../../shared/ipc/contract.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { nameOf } from '../../components/credential-name.ts'
import { RequestNotice } from '../../components/request-notice.tsx'
import { SimpleTable } from '../../components/simple-table.tsx'
import { Status } from '../../components/status.tsx'
import { useAct } from '../../components/use-act.ts'
import { request } from '../../ipc/client.ts'
import { useQuery } from '../../ipc/use-query.ts'
import { useFormat, useText } from '../../lib/text.tsx'

interface Props {
  readonly connection: Connection
  /** Opened by the toggle: a pause, unless the administrator says otherwise. */
  readonly pause: boolean
  readonly onClose: () => void
}

type Rehearsal = Output<'connection.rehearseDisconnect'>

const off = (words: string) => <Status level="off">{words}</Status>
const stays = (words: string) => <Status level="ok">{words}</Status>

const useRows = (connection: Connection, rehearsal: Rehearsal, keep: boolean): readonly (readonly ReactNode[])[] => {
  const { disconnect: text, credentials } = useText()
  const { number, dateTime } = useFormat()
  const counted = (count: number) => ({ count, text: number(count) })
  const { users, groups, publishedAt, syncRunning, registration } = rehearsal
  return [
    [text.sync, off(text.stops), syncRunning ? text.syncRunning : text.syncIdle],
    [
      nameOf(connection.credential, credentials.kinds),
      keep ? stays(text.stays) : off(text.leaves),
      keep ? text.staysWhy : text.leavesWhy,
    ],
    ...(publishedAt === null
      ? []
      : [
          [
            text.data({ people: counted(users), teams: counted(groups) }),
            stays(text.stay),
            text.dataWhy({ when: dateTime(publishedAt) }),
          ],
        ]),
    [text.audit, stays(text.stays), text.auditWhy],
    [
      text.registration,
      <Status key="registration" level="info">
        {text.stays}
      </Status>,
      registration.madeByTenantry ? text.registrationMade : text.registrationOwn,
    ],
  ]
}

const Rehearsed = ({
  connection,
  rehearsal,
  keep,
}: {
  readonly connection: Connection
  readonly rehearsal: Rehearsal
  readonly keep: boolean
}) => {
  const { table, columns } = useText().disconnect
  return (
    <SimpleTable
      label={table}
      columns={[
        { header: columns.what, width: '30%' },
        { header: columns.happens, width: '18%' },
        { header: columns.detail },
      ]}
      rows={useRows(connection, rehearsal, keep)}
    />
  )
}

/** What stops, what leaves and what stays, before anything does. */
export const DisconnectDialog = ({ connection, pause, onClose }: Props) => {
  const text = useText().disconnect
  const [keep, setKeep] = useState(pause)
  const { data, error, refresh } = useQuery('connection.rehearseDisconnect', { id: connection.id })
  const act = useAct()
  const confirm = () =>
    act.run('disconnect', () => request('connection.disconnect', { id: connection.id, keepCredentials: keep }), onClose)
  return (
    <ConfirmDialog
      title={text.title({ name: titleOf(connection) })}
      cancel={text.cancel}
      confirm={keep ? text.pause : text.confirm}
      busy={data === undefined || act.busy !== undefined}
      onConfirm={confirm}
      onClose={onClose}
    >
      {data && <Rehearsed connection={connection} rehearsal={data} keep={keep} />}
      {error && <RequestNotice title={text.failed} error={error} onRetry={refresh} />}
      <Checkbox label={text.keep} checked={keep} onChange={(_, { checked }) => setKeep(checked === true)} />
      {act.error && <RequestNotice title={text.refused} error={act.error} />}
    </ConfirmDialog>
  )
}
