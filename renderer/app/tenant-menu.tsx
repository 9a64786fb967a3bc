import {
  Menu,
  MenuDivider,
  MenuItem,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  mergeClasses,
  tokens,
} from '@fluentui/react-components'
import { BuildingRegular, ChevronDownRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import { type Connection, titleOf } from '../../shared/domain/connection.ts'
import { useTenantSwitch } from '../components/tenant-switch.ts'
import type { useTenants } from '../components/use-tenants.ts'
import { hrefOf, navigate } from '../lib/navigation.ts'
import { useText } from '../lib/text.tsx'

const useStyles = makeStyles({
  icon: { flexShrink: 0, lineHeight: 0 },
  words: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  item: { display: 'grid', maxWidth: '320px' },
  note: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  popover: { maxHeight: '70vh', overflowY: 'auto' },
})

/** Two tenants may call themselves the same; their domains differ. */
const Item = ({ tenant }: { readonly tenant: Connection }) => {
  const s = useStyles()
  const { states } = useText().tenants
  const { defaultDomain, state } = tenant
  const note = [defaultDomain, state === 'connected' ? null : states[state]].filter((part) => part !== null)
  return (
    <MenuItemRadio name="tenant" value={tenant.id}>
      <span className={s.item}>
        <span className={s.words}>{titleOf(tenant)}</span>
        {note.length > 0 && <span className={mergeClasses(s.words, s.note)}>{note.join(', ')}</span>}
      </span>
    </MenuItemRadio>
  )
}

interface Props {
  readonly active: Connection
  readonly list: ReturnType<typeof useTenants>
  readonly className: string
}

/** In the place of the tenant's name, where there is a choice. */
export const TenantMenu = ({ active, list, className }: Props) => {
  const s = useStyles()
  const text = useText().tenants
  const { switchTo } = useTenantSwitch()
  const [open, setOpen] = useState(false)
  const name = titleOf(active)
  const choose = (id: string | undefined) => {
    setOpen(false)
    if (id !== undefined && id !== active.id) switchTo(id)
  }
  return (
    <Menu
      inline
      hasCheckmarks
      open={open}
      onOpenChange={(_, change) => setOpen(change.open)}
      checkedValues={{ tenant: [active.id] }}
      onCheckedValueChange={(_, { checkedItems }) => choose(checkedItems[0])}
    >
      <MenuTrigger disableButtonEnhancement>
        <button
          type="button"
          className={mergeClasses('bare', className)}
          aria-label={text.menu({ name })}
          title={active.defaultDomain ?? name}
        >
          <span className={s.icon} aria-hidden="true">
            <BuildingRegular fontSize={16} />
          </span>
          <span className={s.words}>{name}</span>
          <span className={s.icon} aria-hidden="true">
            <ChevronDownRegular fontSize={16} />
          </span>
        </button>
      </MenuTrigger>
      <MenuPopover className={s.popover}>
        <MenuList>
          {list.tenants.map((tenant) => (
            <Item key={tenant.id} tenant={tenant} />
          ))}
          <MenuDivider />
          <MenuItem onClick={() => navigate(hrefOf('connect'))}>{text.add}</MenuItem>
          <MenuItem onClick={() => navigate(hrefOf('settings'))}>{text.manage}</MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
