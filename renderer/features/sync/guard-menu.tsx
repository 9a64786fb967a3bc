import { Button, Menu, MenuItemRadio, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components'
import { ShieldRegular } from '@fluentui/react-icons'
import { useAct } from '../../components/use-act.ts'
import { request } from '../../ipc/client.ts'
import { useQuery } from '../../ipc/use-query.ts'
import { useFormat, useText } from '../../lib/text.tsx'

const parts = [1, 5, 10, 20, 50, 100] as const

/** From which part on removals wait for an administrator. */
export const GuardMenu = () => {
  const { guard: text } = useText().sync
  const { number } = useFormat()
  const { data, refresh } = useQuery('changes.guard', {})
  const act = useAct(refresh)
  if (data === undefined) return null
  const choose = (part: number) => act.run('guard', () => request('changes.setGuard', { part, least: data.least }))
  return (
    <Menu
      checkedValues={{ part: [String(data.part)] }}
      onCheckedValueChange={(_, { checkedItems: [part] }) => part !== undefined && choose(Number(part))}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button size="small" appearance="subtle" icon={<ShieldRegular />}>
          {act.error === undefined ? text.setting({ part: number(data.part) }) : text.settingFailed}
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {parts.map((part) => (
            <MenuItemRadio key={part} name="part" value={String(part)}>
              {text.choice({ part: number(part) })}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
