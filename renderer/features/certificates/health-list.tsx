import { Button } from '@fluentui/react-components'
import { ArrowLeftRegular, DismissRegular, PeopleSearchRegular } from '@fluentui/react-icons'
import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import { type HealthBoard, type HealthRow, healthKinds, healthReasons } from '../../../shared/domain/certificates.ts'
import { explain } from '../../../shared/text/explain.ts'
import { ChoiceFilter } from '../../components/choice-filter.tsx'
import { DataTable } from '../../components/data-table.tsx'
import { ColumnChooser } from '../../components/data-table-chooser.tsx'
import { useTableLayout } from '../../components/data-table-layout.ts'
import { ListBar } from '../../components/list-bar.tsx'
import { Blank } from '../../components/notice.tsx'
import { RequestNotice } from '../../components/request-notice.tsx'
import { useCopyRows } from '../../components/use-copy-rows.ts'
import { useWindows, type Windows } from '../../components/use-windows.ts'
import { request } from '../../ipc/client.ts'
import { hrefOf, navigate } from '../../lib/navigation.ts'
import { useFormat, useLanguage, useText } from '../../lib/text.tsx'
import { type CertificatesAddress, healthQueryOf, isNarrowed, unfiltered } from './certificates-address.ts'
import { healthColumnIds, healthColumnsOf } from './health-columns.tsx'
import { departmentName } from './health-view.ts'

interface Props {
  readonly list: Windows<HealthRow>
  readonly table: HealthTable
  readonly address: CertificatesAddress
  readonly onChange: (part: Partial<CertificatesAddress>) => void
}

const keyOf = ({ userId }: HealthRow) => userId
const none: readonly string[] = []
/** How often the rows are read again while the board runs, in milliseconds: its counts come far more often. */
const pause = 2000

/** The rows an address asks for. They grow while the board runs, and another board has others. */
export const useHealthRows = ({ boardId, state }: HealthBoard, address: CertificatesAddress) => {
  const asked = useDeferredValue(address)
  const source = useMemo(() => {
    const query = healthQueryOf(asked)
    return {
      key: JSON.stringify([boardId, query]),
      read: (offset: number, limit: number) => request('certificates.boardRows', { query, offset, limit }),
    }
  }, [boardId, asked])
  const list = useWindows<HealthRow>(source)
  const { refresh } = list
  useEffect(() => {
    if (state !== 'running') return
    const timer = setInterval(refresh, pause)
    return () => {
      clearInterval(timer)
      // What came after the last reading.
      refresh()
    }
  }, [state, refresh])
  return list
}

/** The columns and how they are laid out: the chooser in the bar and the table share them. */
export const useHealthTable = () => {
  const text = useText()
  const format = useFormat()
  const language = useLanguage()
  const layout = useTableLayout('certificates', healthColumnIds, none)
  const columns = useMemo(
    () => healthColumnsOf(text, format, (error) => explain(error, language).message),
    [text, format, language],
  )
  return { columns, layout }
}
type HealthTable = ReturnType<typeof useHealthTable>

const Filters = ({ address, onChange }: Pick<Props, 'address' | 'onChange'>) => {
  const { certificates } = useText()
  const { rows: text, health } = certificates
  const { department } = address
  const name = department === undefined ? '' : departmentName(department, certificates)
  return (
    <>
      <ChoiceFilter
        label={text.kindFilter}
        clear={text.clearKinds}
        choices={healthKinds}
        names={health.kinds}
        chosen={address.kinds}
        onChange={(kinds) => onChange({ kinds })}
      />
      <ChoiceFilter
        label={text.reasonFilter}
        clear={text.clearReasons}
        choices={healthReasons}
        names={health.reasons}
        chosen={address.reasons}
        onChange={(reasons) => onChange({ reasons })}
      />
      {department !== undefined && (
        <Button
          size="small"
          icon={<DismissRegular />}
          iconPosition="after"
          title={text.clearDepartment({ name })}
          onClick={() => onChange({ department: undefined })}
        >
          {text.department({ name })}
        </Button>
      )}
    </>
  )
}

/** The line above the list: back to the board, search, filters and columns. */
export const HealthListBar = ({ address, onChange, table }: Omit<Props, 'list'>) => {
  const { rows: text, health } = useText().certificates
  return (
    <>
      <Button
        size="small"
        appearance="subtle"
        icon={<ArrowLeftRegular />}
        onClick={() => onChange({ list: false, ...unfiltered })}
      >
        {health.back}
      </Button>
      <ListBar
        words={text.search}
        search={address.search}
        onSearch={(search) => onChange({ search })}
        view={<ColumnChooser {...table} usuallyHidden={[]} words={text.columnChooser} />}
      >
        <Filters address={address} onChange={onChange} />
      </ListBar>
    </>
  )
}

/** The board's users one by one; Enter looks the user up anew. */
export const HealthList = ({ address, onChange, list, table: { columns, layout } }: Props) => {
  const { rows: text } = useText().certificates
  const [active, setActive] = useState(0)
  const copying = useCopyRows(text)
  if (list.total === 0) {
    return (
      <Blank
        icon={<PeopleSearchRegular fontSize={32} />}
        title={text.nothing}
        actions={
          isNarrowed(address) && (
            <Button size="small" onClick={() => onChange(unfiltered)}>
              {text.clear}
            </Button>
          )
        }
      >
        {text.nothingWhy}
      </Blank>
    )
  }
  return (
    <>
      <span className="sr" role="status">
        {copying.said}
      </span>
      {list.error !== undefined && <RequestNotice title={text.failed} error={list.error} onRetry={list.refresh} />}
      {(list.total !== undefined || list.error === undefined) && (
        <DataTable
          label={text.title}
          words={text.table}
          columns={columns}
          layout={layout}
          onLayout={layout.change}
          list={list}
          keyOf={keyOf}
          active={active}
          onActive={setActive}
          onOpen={(index) => {
            const row = list.rowAt(index)
            if (row) navigate(hrefOf('certificates', { user: row.userId }))
          }}
          onCopy={copying.copy}
        />
      )}
    </>
  )
}
