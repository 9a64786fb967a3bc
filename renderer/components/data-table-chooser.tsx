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
import { ArrowResetRegular, ColumnTripleRegular } from '@fluentui/react-icons'
import type { KeptLayout } from './data-table-layout.ts'
import type { Column } from './data-table-types.ts'

/** Chooses the columns of a table. The first one names the row and always stays. */
export const ColumnChooser = <Row, Id extends string>({
  columns,
  layout,
  usuallyHidden,
  words,
}: {
  readonly columns: readonly Column<Row, Id>[]
  readonly layout: KeptLayout
  readonly usuallyHidden: readonly Id[]
  readonly words: { readonly open: string; readonly reset: string }
}) => {
  const choices = columns.slice(1)
  return (
    <Menu
      checkedValues={{ columns: choices.filter(({ id }) => !layout.hidden.includes(id)).map(({ id }) => id) }}
      onCheckedValueChange={(_, { checkedItems }) =>
        layout.change({ hidden: choices.filter(({ id }) => !checkedItems.includes(id)).map(({ id }) => id) })
      }
    >
      <MenuTrigger disableButtonEnhancement>
        <Button size="small" appearance="subtle" icon={<ColumnTripleRegular />}>
          {words.open}
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {choices.map(({ id, header }) => (
            <MenuItemCheckbox key={id} name="columns" value={id}>
              {header}
            </MenuItemCheckbox>
          ))}
          <MenuDivider />
          <MenuItem icon={<ArrowResetRegular />} onClick={() => layout.change({ hidden: usuallyHidden, widths: {} })}>
            {words.reset}
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
