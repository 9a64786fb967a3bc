import { makeStyles, SearchBox, ToggleButton, tokens } from '@fluentui/react-components'
import { useDeferredValue, useMemo, useState } from 'react'
import type { GroupRow, MemberRow } from '../../../shared/ipc/directory.ts'
import { DataTable } from '../../components/data-table.tsx'
import type { TableLayout } from '../../components/data-table-layout.ts'
import { ExportMenu, ExportNotice, useExport } from '../../components/export-list.tsx'
import { ListFault } from '../../components/list-states.tsx'
import { Quiet } from '../../components/page.tsx'
import { useCopyRows } from '../../components/use-copy-rows.ts'
import { useWindows } from '../../components/use-windows.ts'
import { request } from '../../ipc/client.ts'
import { useFormat, useText } from '../../lib/text.tsx'
import { hrefOfMember, memberColumnsOf } from './member-columns.tsx'

const useStyles = makeStyles({
  members: { display: 'flex', flexDirection: 'column', height: '100%', margin: '0 -16px -16px' },
  bar: { display: 'flex', gap: '8px', flexWrap: 'wrap', padding: '4px 16px 8px', flexShrink: 0 },
  scope: { display: 'flex' },
  search: { flexGrow: 1, minWidth: '120px' },
  none: { padding: '8px 16px', borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  status: { padding: '0 16px 8px', color: tokens.colorNeutralForeground3 },
})

const layout: TableLayout = { widths: {}, hidden: [] }
const keyOf = ({ id }: MemberRow) => id
const rowHeight = 44

const useMembers = (groupId: string, transitive: boolean, search: string) => {
  const source = useMemo(
    () => ({
      key: JSON.stringify([groupId, transitive, search]),
      read: (offset: number, limit: number) =>
        request('directory.members', { groupId, transitive, search, offset, limit }),
    }),
    [groupId, transitive, search],
  )
  return useWindows<MemberRow>(source)
}

const Scope = ({
  group,
  transitive,
  onChange,
}: {
  readonly group: GroupRow
  readonly transitive: boolean
  readonly onChange: (transitive: boolean) => void
}) => {
  const s = useStyles()
  const text = useText().groups.members
  const format = useFormat()
  const choice = (value: boolean, label: string, count: number) => (
    <ToggleButton size="small" appearance="subtle" checked={transitive === value} onClick={() => onChange(value)}>
      {label} {format.number(count)}
    </ToggleButton>
  )
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset draws a box and brings a legend of its own
    <div className={s.scope} role="group" aria-label={text.scope}>
      {choice(false, text.direct, group.direct)}
      {choice(true, text.transitive, group.transitive)}
    </div>
  )
}

/** Members of a group: the direct ones of every kind, or the users reached through nested groups, each with the way. */
export const GroupMembers = ({ group }: { readonly group: GroupRow }) => {
  const s = useStyles()
  const text = useText().groups
  const [transitive, setTransitive] = useState(false)
  const [typed, setTyped] = useState('')
  const search = useDeferredValue(typed.trim())
  const list = useMembers(group.id, transitive, search)
  const [active, setActive] = useState(0)
  const columns = useMemo(() => memberColumnsOf(text), [text])
  const copying = useCopyRows(text)
  const exporting = useExport(`members ${group.id}`)
  const name = group.displayName ?? text.details.unnamed
  const nothing =
    search === '' ? (transitive ? text.members.noneNested : text.members.none) : text.members.nothing({ search })
  const open = (index: number) => {
    const row = list.rowAt(index)
    const href = row && hrefOfMember(row)
    if (href !== undefined) location.hash = href
  }
  return (
    <div className={s.members}>
      <div className={s.bar}>
        <Scope group={group} transitive={transitive} onChange={setTransitive} />
        <SearchBox
          size="small"
          className={s.search}
          aria-label={text.members.search}
          placeholder={text.members.search}
          value={typed}
          onChange={(_, { value }) => setTyped(value.slice(0, 256))}
        />
        <ExportMenu
          exporting={exporting}
          choices={[{ what: { of: 'members', groupId: group.id, transitive, search } }]}
          rows={list.total}
        />
      </div>
      <ExportNotice exporting={exporting} />
      {list.error !== undefined && <ListFault error={list.error} words={text.failed} onRetry={list.refresh} />}
      {list.total === 0 ? (
        <div className={s.none}>
          <Quiet>{nothing}</Quiet>
        </div>
      ) : (
        <DataTable
          headless
          label={text.members.label({ name })}
          words={text.members.table}
          columns={columns}
          layout={layout}
          list={list}
          keyOf={keyOf}
          active={active}
          onActive={setActive}
          onOpen={open}
          onCopy={copying.copy}
          rowHeight={rowHeight}
        />
      )}
      <div role="status" className={copying.said ? s.status : 'sr'}>
        {copying.said}
      </div>
    </div>
  )
}
