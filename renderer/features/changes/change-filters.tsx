import { Button, Menu, MenuItemRadio, MenuList, MenuPopover, MenuTrigger, makeStyles } from '@fluentui/react-components'
import { FilterRegular } from '@fluentui/react-icons'
import { changeAttributes, changeKinds, changeWhats } from '../../../shared/domain/change.ts'
import { ChoiceFilter } from '../../components/choice-filter.tsx'
import { PeriodFilter } from '../../components/period-filter.tsx'
import { useFormat, useText } from '../../lib/text.tsx'
import { useRuns } from './as-of-menu.tsx'
import type { ChangesAddress } from './changes-address.ts'
import { usePendingChanges } from './pending-notice.tsx'

const useStyles = makeStyles({ list: { maxHeight: '60vh', overflowY: 'auto' } })

interface Props {
  readonly address: ChangesAddress
  readonly onChange: (part: Partial<ChangesAddress>) => void
}

const RunFilter = ({ address: { run }, onChange }: Props) => {
  const s = useStyles()
  const text = useText().changes
  const { dateTime } = useFormat()
  const runs = (useRuns().data?.rows ?? []).filter(({ first }) => !first)
  const pending = usePendingChanges()
  const at = [...runs, ...(pending ? [pending] : [])].find(({ runId }) => runId === run)?.at
  const named = at === undefined ? (run ?? '') : dateTime(at)
  return (
    <Menu
      checkedValues={{ run: [run ?? ''] }}
      onCheckedValueChange={(_, { checkedItems: [chosen] }) => onChange({ run: chosen || undefined })}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button size="small" appearance={run === undefined ? 'subtle' : 'outline'} icon={<FilterRegular />}>
          {run === undefined ? text.runFilter : `${text.runFilter}: ${named}`}
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList className={s.list}>
          <MenuItemRadio name="run" value="">
            {text.allRuns}
          </MenuItemRadio>
          {runs.map(({ runId, at: when }) => (
            <MenuItemRadio key={runId} name="run" value={runId}>
              {dateTime(when)}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  )
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
      <RunFilter address={address} onChange={onChange} />
      <PeriodFilter period={address.period} onChange={(period) => onChange({ period })} />
    </>
  )
}
