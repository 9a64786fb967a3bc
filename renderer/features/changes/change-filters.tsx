import { changeAttributes, changeKinds, changeWhats } from '../../../shared/domain/change.ts'
import { ChoiceFilter } from '../../components/choice-filter.tsx'
import { PeriodFilter } from '../../components/period-filter.tsx'
import { useText } from '../../lib/text.tsx'
import type { ChangesAddress } from './changes-address.ts'
import { RunFilter } from './run-filter.tsx'

interface Props {
  readonly address: ChangesAddress
  readonly onChange: (part: Partial<ChangesAddress>) => void
}

export const ChangeFilters = ({ address, onChange }: Props) => {
  const text = useText().changes
  return (
    <>
      <ChoiceFilter
        label={text.kindFilter}
        clear={text.clearKinds}
        choices={changeKinds}
        names={text.kinds}
        chosen={address.kinds}
        onChange={(kinds) => onChange({ kinds })}
      />
      <ChoiceFilter
        label={text.whatFilter}
        clear={text.clearWhats}
        choices={changeWhats}
        names={text.whats}
        chosen={address.whats}
        onChange={(whats) => onChange({ whats })}
      />
      <ChoiceFilter
        label={text.attributeFilter}
        clear={text.clearAttributes}
        choices={changeAttributes}
        names={text.attributes}
        chosen={address.attributes}
        onChange={(attributes) => onChange({ attributes })}
      />
      <RunFilter run={address.run} onChange={(run) => onChange({ run })} />
      <PeriodFilter period={address.period} onChange={(period) => onChange({ period })} />
    </>
  )
}
