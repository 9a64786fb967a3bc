import { Button } from '@fluentui/react-components'
import { useDeferredValue, useMemo, useRef, useState } from 'react'
import { type AuditOutcome, auditOutcomes, type ChainedRecord } from '../../../shared/domain/audit.ts'
import { ChoiceFilter } from '../../components/choice-filter.tsx'
import { DataTable } from '../../components/data-table.tsx'
import { useTableLayout } from '../../components/data-table-layout.ts'
import type { TableHandle } from '../../components/data-table-types.ts'
import { ListBar } from '../../components/list-bar.tsx'
import { ListCount } from '../../components/list-count.tsx'
import { Blank } from '../../components/notice.tsx'
import { Page } from '../../components/page.tsx'
import { RequestNotice } from '../../components/request-notice.tsx'
import { useCopyRows } from '../../components/use-copy-rows.ts'
import { useWindows } from '../../components/use-windows.ts'
import { request } from '../../ipc/client.ts'
import { useEvent } from '../../ipc/use-event.ts'
import { useQuery } from '../../ipc/use-query.ts'
import { useFormat, useText } from '../../lib/text.tsx'
import { auditColumnIds, auditColumnsOf } from './audit-columns.tsx'
import { ProofButtons, ProofNotices, useProof } from './audit-proof.tsx'
import { filterOf } from './audit-view.ts'
import { RecordDetails } from './record-details.tsx'

const keyOf = ({ sequence }: ChainedRecord) => String(sequence)
const none: readonly string[] = []

/** Newest first; a record that is written while the page is open comes in by itself. */
const useRecords = (search: string, outcomes: readonly AuditOutcome[]) => {
  const { actions } = useText().audit
  const asked = useDeferredValue(search)
  const filter = useMemo(() => filterOf(asked, outcomes, actions), [asked, outcomes, actions])
  const source = useMemo(
    () => ({
      key: JSON.stringify(filter),
      read: (offset: number, limit: number) => request('audit.list', { filter, offset, limit }),
    }),
    [filter],
  )
  const list = useWindows<ChainedRecord>(source)
  useEvent('audit.appended', list.refresh)
  return list
}

const AuditPage = () => {
  const text = useText().audit
  const { dateTime } = useFormat()
  const [search, setSearch] = useState('')
  const [outcomes, setOutcomes] = useState<readonly AuditOutcome[]>([])
  const [active, setActive] = useState(0)
  const [opened, setOpened] = useState<ChainedRecord>()
  const list = useRecords(search, outcomes)
  const status = useQuery('audit.status', {}).data
  const proof = useProof()
  const copying = useCopyRows(text)
  const columns = useMemo(() => auditColumnsOf(text, dateTime), [text, dateTime])
  const layout = useTableLayout('audit', auditColumnIds, none)
  const table = useRef<TableHandle>(null)
  const narrowed = search.trim() !== '' || outcomes.length > 0
  const close = () => {
    setOpened(undefined)
    table.current?.focus()
  }
  const clear = () => {
    setSearch('')
    setOutcomes([])
  }
  const activate = (index: number) => {
    setActive(index)
    if (opened !== undefined) setOpened(list.rowAt(index))
  }
  return (
    <Page
      title={text.title}
      note={
        <ListCount
          words={text.counts}
          shown={list.total}
          total={status?.records}
          narrowed={narrowed}
          selected={0}
          said={copying.said}
        />
      }
      actions={<ProofButtons proof={proof} />}
      bar={
        <ListBar words={text.search} search={search} onSearch={setSearch} view={null}>
          <ChoiceFilter
            label={text.outcomeFilter}
            clear={text.clearOutcomes}
            choices={auditOutcomes}
            names={text.outcomes}
            chosen={outcomes}
            onChange={setOutcomes}
          />
        </ListBar>
      }
      panel={opened && <RecordDetails record={opened} onClose={close} />}
    >
      <ProofNotices proof={proof} status={status} onShowUnsettled={() => setOutcomes(['attempted'])} />
      {list.error !== undefined && <RequestNotice title={text.failed} error={list.error} onRetry={list.refresh} />}
      {list.total === 0 && (
        <Blank
          title={text.nothing}
          actions={
            narrowed && (
              <Button size="small" onClick={clear}>
                {text.clear}
              </Button>
            )
          }
        />
      )}
      {list.total !== 0 && (list.total !== undefined || list.error === undefined) && (
        <DataTable
          ref={table}
          label={text.title}
          words={text.table}
          columns={columns}
          layout={layout}
          onLayout={layout.change}
          list={list}
          keyOf={keyOf}
          active={active}
          onActive={activate}
          onOpen={(index) => setOpened(list.rowAt(index))}
          onEscape={close}
          onCopy={copying.copy}
        />
      )}
    </Page>
  )
}

export default AuditPage
