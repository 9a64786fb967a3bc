import type { ReactNode } from 'react'
import { type Connection, titleOf } from '../../../shared/domain/connection.ts'
import type { Output } from '../../../shared/ipc/contract.ts'
import { RequestNotice } from '../../components/request-notice.tsx'
import { SimpleTable } from '../../components/simple-table.tsx'
import { Status } from '../../components/status.tsx'
import { useAct } from '../../components/use-act.ts'
import { request } from '../../ipc/client.ts'
import { useQuery } from '../../ipc/use-query.ts'
import { useFormat, useText } from '../../lib/text.tsx'
import { ConfirmDialog } from './confirm-dialog.tsx'

type Rehearsal = Output<'connection.rehearseDisconnect'>

const useRows = (rehearsal: Rehearsal): readonly (readonly ReactNode[])[] => {
  const { disconnect, tenants } = useText()
  const { remove: text } = tenants
  const { number } = useFormat()
  const counted = (count: number) => ({ count, text: number(count) })
  const { users, groups, publishedAt, syncRunning, registration } = rehearsal
  const goes = (
    <Status key="goes" level="off">
      {disconnect.leaves}
    </Status>
  )
  const stays = (
    <Status key="stays" level="ok">
      {disconnect.stays}
    </Status>
  )
  return [
    ...(syncRunning
      ? [
          [
            disconnect.sync,
            <Status key="stops" level="off">
              {disconnect.stops}
            </Status>,
            disconnect.syncRunning,
          ],
        ]
      : []),
    [text.connection, goes, text.connectionWhy],
    publishedAt === null
      ? [
          text.noData,
          <Status key="none" level="off">
            {text.noDataWhy}
          </Status>,
          '',
        ]
      : [text.data({ people: counted(users), teams: counted(groups) }), goes, text.dataWhy],
    [disconnect.audit, stays, disconnect.auditWhy],
    [
      disconnect.registration,
      <Status key="registration" level="info">
        {disconnect.stays}
      </Status>,
      registration.madeByTenantry ? text.registrationMade : text.registrationOwn,
    ],
  ]
}

const Rehearsed = ({ rehearsal }: { readonly rehearsal: Rehearsal }) => {
  const { disconnect, tenants } = useText()
  const { columns } = disconnect
  return (
    <SimpleTable
      label={tenants.remove.table}
      columns={[
        { header: columns.what, width: '30%' },
        { header: columns.happens, width: '18%' },
        { header: columns.detail },
      ]}
      rows={useRows(rehearsal)}
    />
  )
}

interface Props {
  readonly tenant: Connection
  readonly isActive: boolean
  readonly onClose: () => void
  readonly onDone: (words: string) => void
}

/** What leaves this computer and what stays, here and on Microsoft's side. */
export const RemoveTenantDialog = ({ tenant, isActive, onClose, onDone }: Props) => {
  const { disconnect, tenants } = useText()
  const { remove: text } = tenants
  const { id } = tenant
  const name = titleOf(tenant)
  const { data, error, refresh } = useQuery('connection.rehearseDisconnect', { id })
  const act = useAct()
  const confirm = () =>
    act.run(
      'remove',
      () => request('connection.remove', { id }),
      () => onDone(text.done({ name })),
    )
  return (
    <ConfirmDialog
      title={text.title({ name })}
      cancel={text.cancel}
      confirm={text.confirm}
      busy={data === undefined || act.busy !== undefined}
      onConfirm={confirm}
      onClose={onClose}
    >
      {data && <Rehearsed rehearsal={data} />}
      {isActive && <span>{text.next}</span>}
      {error && <RequestNotice title={disconnect.failed} error={error} onRetry={refresh} />}
      {act.error && <RequestNotice title={text.refused} error={act.error} />}
    </ConfirmDialog>
  )
}
