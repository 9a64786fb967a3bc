import { type ComponentProps, type ReactNode, useRef } from 'react'
import { DataTable } from './data-table.tsx'
import { ColumnChooser } from './data-table-chooser.tsx'
import type { KeptLayout } from './data-table-layout.ts'
import { nothingSelected } from './data-table-selection.ts'
import type { Column, Sort, TableHandle, TableWords } from './data-table-types.ts'
import { type Exportable, ExportMenu, ExportNotice, useExport } from './export-list.tsx'
import { ListBar } from './list-bar.tsx'
import { ListCount } from './list-count.tsx'
import { type DirectoryState, ListNotices, NoList } from './list-states.tsx'
import { locate } from './locate.ts'
import { Page } from './page.tsx'
import { useCopyRows } from './use-copy-rows.ts'
import { useOpenRow } from './use-open-row.ts'
import { useSelection } from './use-selection.ts'
import type { Windows } from './use-windows.ts'

type Words = Parameters<typeof useCopyRows>[0] &
  ComponentProps<typeof ListNotices>['words'] & {
    readonly title: string
    readonly counts: ComponentProps<typeof ListCount>['words']
    readonly search: ComponentProps<typeof ListBar>['words']
    readonly columnChooser: ComponentProps<typeof ColumnChooser>['words']
    readonly table: TableWords
    readonly empty: ComponentProps<typeof NoList>['words']
  }

/** What every list keeps in its address. */
interface ListAddress<Id extends string> {
  readonly search: string
  readonly sort: Sort<Id>
  readonly open?: string | undefined
}

/** The row whose details are open, where the list has it loaded, and the way to close them. */
interface OpenDetails<Row> {
  readonly id: string
  readonly row: Row | undefined
  readonly onClose: () => void
}

interface Props<Row, Id extends string> {
  readonly words: Words
  readonly directory: DirectoryState
  readonly list: Windows<Row>
  readonly address: ListAddress<Id>
  readonly onChange: (part: Partial<ListAddress<Id>>) => void
  /** Whether search or filters leave something out of `all`. */
  readonly narrowed: boolean
  readonly all: number | undefined
  readonly columns: readonly Column<Row, Id>[]
  readonly layout: KeptLayout
  readonly usuallyHidden: readonly Id[]
  readonly find: (prefix: string, from: number) => Promise<number | null>
  /** The text of the sorted column of one that no window holds yet. */
  readonly sortedValue: (id: string) => Promise<string>
  /** What of the list can be written to a file. */
  readonly exports: readonly Exportable[]
  readonly filters: ReactNode
  /** In place of the table when there is nobody at all, and when nobody matches. */
  readonly none: ReactNode
  readonly nothing: ReactNode
  readonly details: (open: OpenDetails<Row>) => ReactNode
}

const keyOf = ({ id }: { readonly id: string }) => id

const useRows = <Row extends { readonly id: string }, Id extends string>(props: Props<Row, Id>) => {
  const { list, address, onChange, find, sortedValue } = props
  const table = useRef<TableHandle>(null)
  const details = useOpenRow({
    list,
    keyOf,
    table,
    open: address.open,
    onOpen: (open) => onChange({ open }),
    locate: async (id) => locate(list, (row) => row.id === id, await sortedValue(id), find),
  })
  return { table, details, selection: useSelection(list), copying: useCopyRows(props.words) }
}

const Rows = <Row extends { readonly id: string }, Id extends string>(
  props: Props<Row, Id> & { readonly rows: ReturnType<typeof useRows<Row, Id>> },
) => {
  const { words, list, address, onChange, columns, layout, find } = props
  const { table, details, selection, copying } = props.rows
  return (
    <DataTable
      ref={table}
      label={words.title}
      words={words.table}
      columns={columns}
      layout={layout}
      onLayout={layout.change}
      list={list}
      keyOf={keyOf}
      sort={address.sort}
      onSort={(sort) => onChange({ sort })}
      active={details.active}
      onActive={details.onActive}
      onOpen={details.openAt}
      onEscape={() => (address.open === undefined ? selection.change(nothingSelected) : details.close())}
      selection={selection}
      find={find}
      onCopy={copying.copy}
    />
  )
}

/** A page that is one long list of the directory: count, search, filters, columns, table, and details at its side. */
export const ListPage = <Row extends { readonly id: string }, Id extends string>(props: Props<Row, Id>) => {
  const { words, directory, list, address, onChange, narrowed, columns, layout } = props
  const rows = useRows(props)
  const exporting = useExport()
  const failed = list.total === undefined && list.error !== undefined
  if (directory.missing) return <NoList title={words.title} words={words.empty} missing={directory.missing} />
  return (
    <Page
      title={words.title}
      note={
        <ListCount
          words={words.counts}
          shown={list.total}
          total={props.all}
          narrowed={narrowed}
          selected={rows.selection.count}
          said={rows.copying.said}
        />
      }
      actions={<ExportMenu exporting={exporting} choices={props.exports} rows={list.total} />}
      bar={
        <ListBar
          words={words.search}
          search={address.search}
          onSearch={(search) => onChange({ search })}
          view={
            <ColumnChooser
              columns={columns}
              layout={layout}
              usuallyHidden={props.usuallyHidden}
              words={words.columnChooser}
            />
          }
        >
          {props.filters}
        </ListBar>
      }
      panel={
        address.open !== undefined &&
        props.details({ id: address.open, row: rows.details.row, onClose: rows.details.close })
      }
    >
      <ListNotices words={words} directory={directory} error={list.error} onRetry={list.refresh} />
      <ExportNotice exporting={exporting} />
      {list.total === 0 && (narrowed ? props.nothing : props.none)}
      {list.total !== 0 && !failed && <Rows {...props} rows={rows} />}
    </Page>
  )
}
