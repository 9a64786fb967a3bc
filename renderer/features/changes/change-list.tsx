import { Button } from '@fluentui/react-components'
import { useDeferredValue, useMemo, useRef, useState } from 'react'
import type { Change } from '../../../shared/domain/change.ts'
import { DataTable } from '../../components/data-table.tsx'
import { useTableLayout } from '../../components/data-table-layout.ts'
import type { TableCopy, TableHandle } from '../../components/data-table-types.ts'
import { ExportMenu, ExportNotice, useExport } from '../../components/export-list.tsx'
import { ListBar } from '../../components/list-bar.tsx'
import { ListCount } from '../../components/list-count.tsx'
import { type DirectoryState, ListNotices } from '../../components/list-states.tsx'
import { Blank } from '../../components/notice.tsx'
import { Page } from '../../components/page.tsx'
import { useCopyRows } from '../../components/use-copy-rows.ts'
import { usePendingChanges } from '../../components/use-pending-changes.ts'
import { useWindows } from '../../components/use-windows.ts'
import { request } from '../../ipc/client.ts'
import { useFormat, useText } from '../../lib/text.tsx'
import { AsOfMenu } from './as-of-menu.tsx'
import { changeColumnIds, changeColumnsOf } from './change-columns.tsx'
import { ChangeDetails } from './change-details.tsx'
import { ChangeFilters } from './change-filters.tsx'
import { type ChangesAddress, isNarrowed, noFilters, queryOf } from './changes-address.ts'
import { DaysRefused, KeepDays, useKeptDays } from './keep-days.tsx'
import { PendingNotice } from './pending-notice.tsx'
import { useRuns } from './use-runs.ts'

const keyOf = ({ number }: Change) => String(number)
const noneHidden: readonly string[] = []
/** Room for before above after. */
const rowHeight = 48

interface Props {
  readonly address: ChangesAddress
  readonly onChange: (part: Partial<ChangesAddress>) => void
}

const useChanges = (address: ChangesAddress) => {
  const search = useDeferredValue(address.search)
  const { kinds, whats, attributes, run, period } = address
  const source = useMemo(() => {
    const query = queryOf({ kinds, whats, attributes, run, period }, search, Date.now())
    return {
      query,
      key: JSON.stringify(query),
      read: (offset: number, limit: number) => request('changes.list', { query, offset, limit }),
    }
  }, [search, kinds, whats, attributes, run, period])
  return { list: useWindows<Change>(source), query: source.query }
}
type List = ReturnType<typeof useChanges>['list']

const Nothing = ({ address, onChange }: Props) => {
  const { nothing: text, none, noneWhy } = useText().changes
  const { dateTime } = useFormat()
  const first = useRuns().data?.rows.find((run) => run.first)
  const search = address.search.trim()
  if (!isNarrowed(address)) return <Blank title={none}>{first && noneWhy({ when: dateTime(first.at) })}</Blank>
  return (
    <Blank
      title={search === '' ? text.filtered : text.searched({ search })}
      actions={
        <Button size="small" onClick={() => onChange(noFilters)}>
          {text.clear}
        </Button>
      }
    />
  )
}

const useOpened = (list: List) => {
  const table = useRef<TableHandle>(null)
  const [active, setActive] = useState(0)
  const [opened, setOpened] = useState<Change>()
  return {
    table,
    active,
    opened,
    open: (index: number) => setOpened(list.rowAt(index)),
    activate: (index: number) => {
      setActive(index)
      if (opened !== undefined) setOpened(list.rowAt(index))
    },
    close: () => {
      setOpened(undefined)
      table.current?.focus()
    },
  }
}

const Table = (props: {
  readonly list: List
  readonly at: ReturnType<typeof useOpened>
  readonly onCopy: (copy: TableCopy) => void
}) => {
  const { list, at, onCopy } = props
  const text = useText()
  const { dateTime } = useFormat()
  const columns = useMemo(() => changeColumnsOf(text, dateTime), [text, dateTime])
  const layout = useTableLayout('changes', changeColumnIds, noneHidden)
  return (
    <DataTable
      ref={at.table}
      label={text.changes.title}
      words={text.changes.table}
      columns={columns}
      layout={layout}
      onLayout={layout.change}
      list={list}
      keyOf={keyOf}
      active={at.active}
      onActive={at.activate}
      onOpen={at.open}
      onEscape={at.close}
      onCopy={onCopy}
      rowHeight={rowHeight}
    />
  )
}

/** What each run changed, newest first. */
export const ChangeList = ({ address, onChange, directory }: Props & { readonly directory: DirectoryState }) => {
  const text = useText().changes
  const { list, query } = useChanges(address)
  const at = useOpened(list)
  const exporting = useExport()
  const kept = useKeptDays()
  const copying = useCopyRows(text)
  const narrowed = isNarrowed(address)
  const ofHistory = useRuns().data?.changes
  const pending = usePendingChanges()
  // The history does not count what is not published.
  const all = pending !== null && pending.runId === address.run ? undefined : ofHistory
  const failed = list.total === undefined && list.error !== undefined
  return (
    <Page
      title={text.title}
      note={
        <ListCount
          words={text.counts}
          shown={list.total}
          total={all}
          narrowed={narrowed}
          selected={0}
          said={copying.said}
        />
      }
      actions={
        <>
          <ExportMenu exporting={exporting} choices={[{ what: { of: 'changes', query } }]} rows={list.total} />
          <AsOfMenu chosen={undefined} onChoose={(asOf) => onChange({ ...noFilters, asOf })} />
        </>
      }
      bar={
        <ListBar
          words={text.search}
          search={address.search}
          onSearch={(search) => onChange({ search })}
          view={<KeepDays kept={kept} />}
        >
          <ChangeFilters address={address} onChange={onChange} />
        </ListBar>
      }
      panel={at.opened && <ChangeDetails key={at.opened.number} change={at.opened} onClose={at.close} />}
    >
      <ExportNotice exporting={exporting} />
      <DaysRefused kept={kept} />
      <PendingNotice run={address.run} />
      <ListNotices words={text} directory={directory} error={list.error} onRetry={list.refresh} />
      {list.total === 0 && <Nothing address={address} onChange={onChange} />}
      {list.total !== 0 && !failed && <Table list={list} at={at} onCopy={copying.copy} />}
    </Page>
  )
}
