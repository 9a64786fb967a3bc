import {
  Button,
  Menu,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components'
import { ShieldRegular } from '@fluentui/react-icons'
import type { RemovalGuard } from '../../../shared/domain/change.ts'
import { useAct } from '../../components/use-act.ts'
import { request } from '../../ipc/client.ts'
import { useQuery } from '../../ipc/use-query.ts'
import { useFormat, useText } from '../../lib/text.tsx'

const choices: Readonly<Record<keyof RemovalGuard, readonly number[]>> = {
  part: [1, 5, 10, 20, 50, 100],
  least: [0, 5, 20, 50, 100, 500],
}

const Bounds = ({ of }: { readonly of: keyof RemovalGuard }) => {
  const { guard: text } = useText().sync
  const { number } = useFormat()
  return (
    <MenuGroup>
      <MenuGroupHeader>{text.bounds[of]}</MenuGroupHeader>
      {choices[of].map((bound) => (
        <MenuItemRadio key={bound} name={of} value={String(bound)}>
          {text.choices[of]({ bound: number(bound) })}
        </MenuItemRadio>
      ))}
    </MenuGroup>
  )
}

/** From which part, and from which number on, removals wait for an administrator. */
export const GuardMenu = () => {
  const { guard: text } = useText().sync
  const { number } = useFormat()
  const { data, refresh } = useQuery('changes.guard', {})
  const act = useAct(refresh)
  if (data === undefined) return null
  const { part, least } = data
  const choose = (chosen: Partial<RemovalGuard>) =>
    act.run('guard', () => request('changes.setGuard', { part, least, ...chosen }))
  return (
    <Menu
      checkedValues={{ part: [String(part)], least: [String(least)] }}
      onCheckedValueChange={(_, { name, checkedItems: [bound] }) =>
        bound !== undefined && choose({ [name]: Number(bound) })
      }
    >
      <MenuTrigger disableButtonEnhancement>
        <Button size="small" appearance="subtle" icon={<ShieldRegular />}>
          {act.error === undefined ? text.setting({ part: number(part), least: number(least) }) : text.settingFailed}
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <Bounds of="part" />
          <MenuDivider />
          <Bounds of="least" />
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
