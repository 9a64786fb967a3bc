import { Button, Menu, MenuItemRadio, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components'
import { useState } from 'react'
import { Notice } from '../../components/notice.tsx'
import { request } from '../../ipc/client.ts'
import { useQuery } from '../../ipc/use-query.ts'
import { useFormat, useText } from '../../lib/text.tsx'

const choices = [7, 30, 90, 180, 365, 730] as const

/** How long changes are kept; `refused` says why it could not be changed. */
export const useKeptDays = () => {
  const { data, refresh } = useQuery('changes.settings', {})
  const [refused, setRefused] = useState<string>()
  const choose = (historyDays: number) => {
    request('changes.setDays', { historyDays }).then(
      () => {
        setRefused(undefined)
        refresh()
      },
      (error: unknown) => setRefused(error instanceof Error ? error.message : String(error)),
    )
  }
  return { days: data?.historyDays, refused, choose, dismiss: () => setRefused(undefined) }
}
type Kept = ReturnType<typeof useKeptDays>

export const KeepDays = ({ kept: { days, choose } }: { readonly kept: Kept }) => {
  const text = useText().changes.kept
  const { number } = useFormat()
  if (days === undefined) return null
  const words = (count: number) => text.days({ count, text: number(count) })
  return (
    <Menu
      checkedValues={{ days: [String(days)] }}
      onCheckedValueChange={(_, { checkedItems: [chosen] }) => chosen !== undefined && choose(Number(chosen))}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button size="small" appearance="subtle">{`${text.label} ${words(days)}`}</Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {choices.map((choice) => (
            <MenuItemRadio key={choice} name="days" value={String(choice)}>
              {words(choice)}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}

export const DaysRefused = ({ kept: { refused, dismiss } }: { readonly kept: Kept }) => {
  const text = useText().changes.kept
  if (refused === undefined) return null
  return (
    <Notice level="error" title={text.failed} onDismiss={dismiss}>
      {refused}
    </Notice>
  )
}
