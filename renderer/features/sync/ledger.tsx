import { Button, makeStyles } from '@fluentui/react-components'
import { ChevronLeftRegular, ChevronRightRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { LedgerEntry } from '../../../shared/domain/sync.ts'
import { Mono, Quiet, Section } from '../../components/page.tsx'
import { RequestNotice } from '../../components/request-notice.tsx'
import { SimpleTable } from '../../components/simple-table.tsx'
import { Status } from '../../components/status.tsx'
import { useQuery } from '../../ipc/use-query.ts'
import { CopyButton } from '../../lib/copy.tsx'
import { useFormat, useText } from '../../lib/text.tsx'
import { answerLevel, detailsOf, ledgerPage, pageOf } from './ledger-view.ts'

const useStyles = makeStyles({
  pager: { display: 'flex', alignItems: 'center', gap: '8px' },
  // One line a request: the whole of it is under the pointer and on the clipboard.
  request: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
})

const Answer = ({ entry }: { readonly entry: LedgerEntry }) => {
  const { ledger } = useText().sync
  const { number } = useFormat()
  const answer = entry.status === 0 ? ledger.noAnswer : String(entry.status)
  return (
    <Status level={answerLevel(entry)} wrap>
      {entry.attempt > 1 ? `${answer}, ${ledger.attempt({ attempt: number(entry.attempt) })}` : answer}
    </Status>
  )
}

const Requests = ({ entries }: { readonly entries: readonly LedgerEntry[] }) => {
  const s = useStyles()
  const { ledger } = useText().sync
  const { number, time } = useFormat()
  const { columns } = ledger
  return (
    <SimpleTable
      middle
      label={ledger.title}
      columns={[
        { header: columns.request },
        { header: columns.status, width: '132px' },
        { header: columns.items, width: '64px', align: 'end' },
        { header: columns.units, width: '64px', align: 'end' },
        { header: columns.took, width: '88px', align: 'end' },
        { header: columns.at, width: '92px', align: 'end' },
        { header: '', width: '32px', align: 'end' },
      ]}
      rows={entries.map((entry) => [
        <div key="request" className={s.request} title={`${entry.method} ${entry.path}`}>
          <Mono>
            {entry.method} {entry.path}
          </Mono>
        </div>,
        <Answer key="answer" entry={entry} />,
        entry.items === null ? '' : number(entry.items),
        entry.units == null ? '' : number(entry.units),
        ledger.milliseconds({ count: entry.milliseconds, text: number(Math.round(entry.milliseconds)) }),
        time(entry.at),
        <CopyButton key="copy" text={detailsOf(entry)} label={ledger.copy({ id: entry.requestId })} />,
      ])}
    />
  )
}

const Pager = (props: {
  readonly offset: number
  readonly total: number
  readonly onOffset: (offset: number) => void
}) => {
  const s = useStyles()
  const { ledger } = useText().sync
  const { number } = useFormat()
  const { first, last, newer, older } = pageOf(props.offset, props.total)
  const turn = (offset: number | undefined) => () => offset !== undefined && props.onOffset(offset)
  return (
    <div className={s.pager}>
      <span role="status">
        {ledger.range({ first: number(first), last: number(last), total: number(props.total) })}
      </span>
      <Button
        size="small"
        appearance="subtle"
        icon={<ChevronLeftRegular />}
        disabledFocusable={newer === undefined}
        onClick={turn(newer)}
      >
        {ledger.newer}
      </Button>
      <Button
        size="small"
        appearance="subtle"
        icon={<ChevronRightRegular />}
        iconPosition="after"
        disabledFocusable={older === undefined}
        onClick={turn(older)}
      >
        {ledger.older}
      </Button>
    </div>
  )
}

/** Every request of the run as the ledger keeps it, a page at a time; while it runs, the newest come in by themselves. */
export const Ledger = ({ runId, running }: { readonly runId: string; readonly running: boolean }) => {
  const { ledger } = useText().sync
  const [offset, setOffset] = useState(0)
  const input = { runId, offset, limit: ledgerPage }
  const { data, error, refresh } = useQuery('sync.ledger', input, { keepPrevious: true })
  const total = data?.total ?? 0
  return (
    <Section
      title={ledger.title}
      note={ledger.note}
      actions={total > ledgerPage && <Pager offset={offset} total={total} onOffset={setOffset} />}
    >
      {error !== undefined && <RequestNotice title={ledger.failed} error={error} onRetry={refresh} />}
      {data !== undefined && total > 0 && <Requests entries={data.rows} />}
      {data !== undefined && total === 0 && <Quiet>{running ? ledger.noneYet : ledger.none}</Quiet>}
    </Section>
  )
}
