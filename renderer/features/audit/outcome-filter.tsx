import {
  Button,
  Menu,
  MenuDivider,
  MenuItem,
  MenuItemCheckbox,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components'
import { FilterRegular } from '@fluentui/react-icons'
import { type AuditOutcome, auditOutcomes } from '../../../shared/domain/audit.ts'
import { useText } from '../../lib/text.tsx'

/** None chosen: every outcome, and of attempts only those that have none. */
export const OutcomeFilter = (props: {
  readonly chosen: readonly AuditOutcome[]
  readonly onChange: (chosen: readonly AuditOutcome[]) => void
}) => {
  const { chosen, onChange } = props
  const text = useText().audit
  const named = chosen.map((one) => text.outcomes[one]).join(', ')
  return (
    <Menu
      checkedValues={{ outcomes: [...chosen] }}
      onCheckedValueChange={(_, { checkedItems }) =>
        onChange(auditOutcomes.filter((one) => checkedItems.includes(one)))
      }
    >
      <MenuTrigger disableButtonEnhancement>
        <Button size="small" appearance={chosen.length > 0 ? 'outline' : 'subtle'} icon={<FilterRegular />}>
          {named === '' ? text.outcomeFilter : `${text.outcomeFilter}: ${named}`}
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {auditOutcomes.map((one) => (
            <MenuItemCheckbox key={one} name="outcomes" value={one}>
              {text.outcomes[one]}
            </MenuItemCheckbox>
          ))}
          <MenuDivider />
          <MenuItem onClick={() => onChange([])}>{text.clearOutcomes}</MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
