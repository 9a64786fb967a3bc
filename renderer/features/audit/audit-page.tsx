import { useDeferredValue, useMemo, useRef, useState } from 'react'
import type { ChainedRecord } from '../../../shared/domain/audit.ts'
import { DataTable } from '../../components/data-table.tsx'
import { useTableLayout } from '../../components/data-table-layout.ts'
import type { TableHandle } from '../../components/data-table-types.ts'
import { Page } from '../../components/page.tsx'
import { RequestNotice } from '../../components/request-notice.tsx'
import { useAddress } from '../../components/use-address.ts'
import { useCopyRows } from '../../components/use-copy-rows.ts'
import { useWindows } from '../../components/use-windows.ts'
import { request } from '../../ipc/client.ts'
import { useEvent } from '../../ipc/use-event.ts'
import { useQuery } from '../../ipc/use-query.ts'
import { useFormat, useText } from '../../lib/text.tsx'
import { type AuditAddress, formatAuditAddress, isNarrowed, parseAuditAddress, unfiltered } from './audit-address.ts'
import { auditColumnIds, auditColumnsOf } from './audit-columns.tsx'
import { AuditCount } from './audit-count.tsx'
import { AuditFilters, NoRecords } from './audit-filters.tsx'
import { ProofButtons, ProofNotices, useProof } from './audit-proof.tsx'
import { filterOf } from './audit-view.ts'
import { RecordDetails } from './record-details.tsx'
import { useRecordWords } from './use-record-words.ts'

const keyOf = ({ sequence }: ChainedRecord) => String(sequence)
const none: readonly string[] = []
const unsettled: AuditAddress = { ...unfiltered, outcomes: ['attempted'] }
const faults: AuditAddress = { ...unfiltered, actions: ['auditStarted', 'auditHeadChecked'], outcomes: ['failed'] }

/** Newest first; a record that is written while the page is open comes in by itself. */
const useRecords = (address: AuditAddress) => {
  const { actions } = useText().audit
  const asked = useDeferredValue(address)
  const filter = useMemo(() => filterOf(asked, actions, Date.now()), [asked, actions])
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

const useColumns = () => {
  const { audit } = useText()
  const format = useFormat()
  const words = useRecordWords()
  return useMemo(() => auditColumnsOf(audit, format, words), [audit, format, words])
}

const AuditPage = () => {
  const text = useText().audit
  const [address, change] = useAddress(parseAuditAddress, formatAuditAddress)
  const [active, setActive] = useState(0)
  const [opened, setOpened] = useState<ChainedRecord>()
  const list = useRecords(address)
  const status = useQuery('audit.status', {}).data
  const proof = useProof()
  const copying = useCopyRows(text)
  const columns = useColumns()
  const layout = useTableLayout('audit', auditColumnIds, none)
  const table = useRef<TableHandle>(null)
  const close = () => {
    setOpened(undefined)
    table.current?.focus()
  }
  const activate = (index: number) => {
    setActive(index)
    if (opened !== undefined) setOpened(list.rowAt(index))
  }
  return (
    <Page
      title={text.title}
      note={
        <AuditCount records={status?.records} entries={list.total} narrowed={isNarrowed(address)} said={copying.said} />
      }
      actions={<ProofButtons proof={proof} />}
      bar={<AuditFilters address={address} onChange={change} />}
      panel={opened && <RecordDetails record={opened} onClose={close} />}
    >
      <ProofNotices
        proof={proof}
        status={status}
        onShowUnsettled={() => change(unsettled)}
        onShowFaults={() => change(faults)}
      />
      {list.error !== undefined && <RequestNotice title={text.failed} error={list.error} onRetry={list.refresh} />}
      {list.total === 0 && <NoRecords address={address} onChange={change} />}
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
