import {
  Button,
  Menu,
  MenuDivider,
  MenuItem,
  MenuItemCheckbox,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
} from '@fluentui/react-components'
import { FilterRegular } from '@fluentui/react-icons'

/** Twenty choices must not leave a window of 600 px. */
const useStyles = makeStyles({ list: { maxHeight: '60vh', overflowY: 'auto' } })

/** Several of a few: none chosen means all. The button names those that are. */
export const ChoiceFilter = <Choice extends string>(props: {
  readonly label: string
  /** What takes every choice away again. */
  readonly clear: string
  readonly choices: readonly Choice[]
  readonly names: Readonly<Record<Choice, string>>
  readonly chosen: readonly Choice[]
  readonly onChange: (chosen: readonly Choice[]) => void
}) => {
  const { label, clear, choices, names, chosen, onChange } = props
  const s = useStyles()
  const named = chosen.map((one) => names[one]).join(', ')
  return (
    <Menu
      checkedValues={{ chosen: [...chosen] }}
      onCheckedValueChange={(_, { checkedItems }) => onChange(choices.filter((one) => checkedItems.includes(one)))}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button size="small" appearance={chosen.length > 0 ? 'outline' : 'subtle'} icon={<FilterRegular />}>
          {named === '' ? label : `${label}: ${named}`}
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList className={s.list}>
          {choices.map((one) => (
            <MenuItemCheckbox key={one} name="chosen" value={one}>
              {names[one]}
            </MenuItemCheckbox>
          ))}
          <MenuDivider />
          <MenuItem onClick={() => onChange([])}>{clear}</MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
