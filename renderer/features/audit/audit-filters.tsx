import { Button } from '@fluentui/react-components'
import { auditActions, auditOutcomes } from '../../../shared/domain/audit.ts'
import { ChoiceFilter } from '../../components/choice-filter.tsx'
import { ListBar } from '../../components/list-bar.tsx'
import { Blank } from '../../components/notice.tsx'
import { PeriodFilter } from '../../components/period-filter.tsx'
import { useText } from '../../lib/text.tsx'
import { type AuditAddress, isNarrowed, unfiltered } from './audit-address.ts'

interface Props {
  readonly address: AuditAddress
  readonly onChange: (part: Partial<AuditAddress>) => void
}

/** Search and filters, above the table. */
export const AuditFilters = ({ address, onChange }: Props) => {
  const text = useText().audit
  return (
    <ListBar words={text.search} search={address.search} onSearch={(search) => onChange({ search })} view={null}>
      <ChoiceFilter
        label={text.actionFilter}
        clear={text.clearActions}
        choices={auditActions}
        names={text.actions}
        chosen={address.actions}
        onChange={(actions) => onChange({ actions })}
      />
      <ChoiceFilter
        label={text.outcomeFilter}
        clear={text.clearOutcomes}
        choices={auditOutcomes}
        names={text.outcomes}
        chosen={address.outcomes}
        onChange={(outcomes) => onChange({ outcomes })}
      />
      <PeriodFilter period={address.period} onChange={(period) => onChange({ period })} />
    </ListBar>
  )
}

/** In place of the table: nothing is there at all, or nothing matches. */
export const NoRecords = ({ address, onChange }: Props) => {
  const text = useText().audit
  if (!isNarrowed(address)) return <Blank title={text.nothing.recorded}>{text.nothing.recordedWhy}</Blank>
  const search = address.search.trim()
  const isFiltered = isNarrowed({ ...address, search: '' })
  const { filtered, both, searched } = text.nothing
  const title = search === '' ? filtered : isFiltered ? both({ search }) : searched({ search })
  return (
    <Blank
      title={title}
      actions={
        <Button size="small" onClick={() => onChange(unfiltered)}>
          {text.clear}
        </Button>
      }
    />
  )
}
