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
import type { GroupQuery } from '../../../shared/ipc/directory.ts'
import { useText } from '../../lib/text.tsx'
import { kindChoices } from './groups-address.ts'

type Kinds = GroupQuery['kinds']

/** Which kinds are shown. The button names those that are chosen. */
export const KindFilter = ({
  kinds,
  onChange,
}: {
  readonly kinds: Kinds
  readonly onChange: (kinds: Kinds) => void
}) => {
  const text = useText().groups
  const chosen = kinds.map((kind) => text.kinds[kind]).join(', ')
  return (
    <Menu
      checkedValues={{ kinds: [...kinds] }}
      onCheckedValueChange={(_, { checkedItems }) =>
        onChange(kindChoices.filter((kind) => checkedItems.includes(kind)))
      }
    >
      <MenuTrigger disableButtonEnhancement>
        <Button size="small" appearance={kinds.length > 0 ? 'outline' : 'subtle'} icon={<FilterRegular />}>
          {chosen === '' ? text.kindFilter : `${text.kindFilter}: ${chosen}`}
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {kindChoices.map((kind) => (
            <MenuItemCheckbox key={kind} name="kinds" value={kind}>
              {text.kinds[kind]}
            </MenuItemCheckbox>
          ))}
          <MenuDivider />
          <MenuItem onClick={() => onChange([])}>{text.clearKinds}</MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
