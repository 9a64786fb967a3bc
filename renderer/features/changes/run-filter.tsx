import {
  Button,
  Menu,
  MenuDivider,
  MenuItem,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
} from '@fluentui/react-components'
import { FilterRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import { usePendingChanges } from '../../components/use-pending-changes.ts'
import { useFormat, useText } from '../../lib/text.tsx'
import { RunByDate } from './run-by-date.tsx'
import { useRuns, useWhen } from './use-runs.ts'

const useStyles = makeStyles({ list: { maxHeight: '60vh', overflowY: 'auto' } })

interface Props {
  readonly run: string | undefined
  readonly onChange: (run: string | undefined) => void
}

/** When the chosen run ended; its id where it is neither kept nor pending. */
const useNamed = (run: string | undefined): string => {
  const { dateTime } = useFormat()
  const pending = usePendingChanges()
  const when = useWhen(run)
  return pending !== null && pending.runId === run ? dateTime(pending.at) : (when ?? run ?? '')
}

/** Changes of one run alone: one of the newest from the menu, any other by its date. */
export const RunFilter = ({ run, onChange }: Props) => {
  const s = useStyles()
  const text = useText().changes
  const { dateTime } = useFormat()
  const [asked, setAsked] = useState(false)
  const runs = (useRuns().data?.rows ?? []).filter(({ first }) => !first)
  const named = useNamed(run)
  const choose = (chosen: string | undefined) => {
    setAsked(false)
    onChange(chosen)
  }
  return (
    <>
      <Menu
        checkedValues={{ run: [run ?? ''] }}
        onCheckedValueChange={(_, { checkedItems: [chosen] }) => choose(chosen || undefined)}
      >
        <MenuTrigger disableButtonEnhancement>
          <Button size="small" appearance={run === undefined ? 'subtle' : 'outline'} icon={<FilterRegular />}>
            {run === undefined ? text.runFilter : `${text.runFilter}: ${named}`}
          </Button>
        </MenuTrigger>
        <MenuPopover>
          <MenuList hasCheckmarks className={s.list}>
            <MenuItemRadio name="run" value="">
              {text.allRuns}
            </MenuItemRadio>
            <MenuItem onClick={() => setAsked(true)}>{text.byDate.open}</MenuItem>
            <MenuDivider />
            {runs.map(({ runId, at }) => (
              <MenuItemRadio key={runId} name="run" value={runId}>
                {dateTime(at)}
              </MenuItemRadio>
            ))}
          </MenuList>
        </MenuPopover>
      </Menu>
      {asked && <RunByDate of="changes" onClose={() => setAsked(false)} onChoose={choose} />}
    </>
  )
}
