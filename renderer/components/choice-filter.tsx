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

const useStyles = makeStyles({
  words: { maxWidth: '240px', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  list: { maxHeight: '70vh', overflowY: 'auto' },
})

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
  const words = named === '' ? label : `${label}: ${named}`
  return (
    <Menu
      checkedValues={{ chosen: [...chosen] }}
      onCheckedValueChange={(_, { checkedItems }) => onChange(choices.filter((one) => checkedItems.includes(one)))}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button size="small" appearance={chosen.length > 0 ? 'outline' : 'subtle'} icon={<FilterRegular />}>
          <span className={s.words} title={words}>
            {words}
          </span>
        </Button>
      </MenuTrigger>
      <MenuPopover className={s.list}>
        <MenuList>
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
