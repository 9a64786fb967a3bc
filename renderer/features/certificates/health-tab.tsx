import { Button, makeStyles } from '@fluentui/react-components'
import { ArrowDownloadRegular } from '@fluentui/react-icons'
import { type ReactNode, useState } from 'react'
import type { HealthBoard as Board } from '../../../shared/domain/certificates.ts'
import type { Output } from '../../../shared/ipc/contract.ts'
import { ExportNotice } from '../../components/export-list.tsx'
import { Page, Scroll } from '../../components/page.tsx'
import { RequestNotice } from '../../components/request-notice.tsx'
import { useAct } from '../../components/use-act.ts'
import { request } from '../../ipc/client.ts'
import { useQuery } from '../../ipc/use-query.ts'
import { useFormat, useText } from '../../lib/text.tsx'
import { type CertificatesAddress, healthQueryOf, unfiltered } from './certificates-address.ts'
import { HealthBoard } from './health-board.tsx'
import { HealthList, HealthListBar, useHealthRows, useHealthTable } from './health-list.tsx'
import { HealthProgress } from './health-progress.tsx'
import { HealthStart } from './health-start.tsx'
import { Unavailable } from './lookup-tab.tsx'

const useStyles = makeStyles({
  above: { padding: '4px 20px 0', flexShrink: 0 },
})

interface Props {
  readonly address: CertificatesAddress
  readonly onChange: (part: Partial<CertificatesAddress>) => void
  readonly tabs: ReactNode
}

/** Names and verdicts of what is listed, or of all, as a file; the system's dialog asks where. */
const useBoardExport = (address: CertificatesAddress) => {
  const act = useAct()
  const [answer, setAnswer] = useState<Output<'certificates.exportBoard'>>()
  const run = () => {
    setAnswer(undefined)
    act.run('export', () => request('certificates.exportBoard', { query: healthQueryOf(address) }), setAnswer)
  }
  const dismiss = () => {
    setAnswer(undefined)
    act.dismiss()
  }
  return { busy: act.busy !== undefined, answer, error: act.error, dismiss, run }
}

/** A board that has begun: its picture, or its users one by one. */
const Known = ({ board, onAnother, ...page }: Props & { readonly board: Board; readonly onAnother: () => void }) => {
  const { address, onChange, tabs } = page
  const s = useStyles()
  const { certificates: text } = useText()
  const { number } = useFormat()
  const exporting = useBoardExport(address)
  const list = useHealthRows(board, address)
  const table = useHealthTable()
  const shown =
    list.total === undefined ? '' : text.rows.counts({ shown: number(list.total), total: number(board.done) })
  return (
    <Page
      title={text.title}
      note={address.list ? <span role="status">{shown}</span> : text.note}
      actions={
        <Button size="small" icon={<ArrowDownloadRegular />} disabledFocusable={exporting.busy} onClick={exporting.run}>
          {text.rows.export}
        </Button>
      }
      bar={address.list ? <HealthListBar address={address} onChange={onChange} table={table} /> : tabs}
    >
      <div className={s.above}>
        <HealthProgress board={board} onAnother={onAnother} />
      </div>
      <ExportNotice exporting={exporting} />
      {address.list ? (
        <HealthList address={address} onChange={onChange} list={list} table={table} />
      ) : (
        <Scroll label={text.health.label}>
          <HealthBoard board={board} onList={(some) => onChange({ ...unfiltered, ...some, list: true })} />
        </Scroll>
      )}
    </Page>
  )
}

/** The health board: how to start one, how it goes, and what it found. */
export const HealthTab = ({ isLeft, ...page }: Props & { readonly isLeft: boolean }) => {
  const { certificates: text } = useText()
  const { data, error, refresh } = useQuery('certificates.board', {}, { when: !isLeft })
  const [isStarting, setStarting] = useState(false)
  const board = data?.board ?? null
  if (!isLeft && board !== null && !isStarting) {
    return <Known {...page} board={board} onAnother={() => setStarting(true)} />
  }
  const back = () => setStarting(false)
  return (
    <Page title={text.title} note={text.note} bar={page.tabs}>
      {isLeft ? (
        <Unavailable />
      ) : (
        <Scroll label={text.health.label}>
          {error && data === undefined && <RequestNotice title={text.health.failed} error={error} onRetry={refresh} />}
          {data && <HealthStart onStarted={back} {...(board === null ? {} : { onBack: back })} />}
        </Scroll>
      )}
    </Page>
  )
}
