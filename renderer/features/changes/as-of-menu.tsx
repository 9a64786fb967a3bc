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
  tokens,
} from '@fluentui/react-components'
import { ChevronDownRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { ChangeRun } from '../../../shared/domain/change.ts'
import { useFormat, useText } from '../../lib/text.tsx'
import { RunByDate } from './run-by-date.tsx'
import { useRuns, useWhen } from './use-runs.ts'

const useStyles = makeStyles({
  list: { maxHeight: '60vh', overflowY: 'auto' },
  note: { color: tokens.colorNeutralForeground3, paddingLeft: '12px' },
})

const now = 'now'

const changesIn = ({ counts }: ChangeRun): number => Object.values(counts).reduce((sum, count) => sum + count, 0)

const RunItem = ({ run }: { readonly run: ChangeRun }) => {
  const s = useStyles()
  const text = useText().changes.asOf
  const { dateTime, number } = useFormat()
  const count = changesIn(run)
  const note = run.first ? text.begins : text.changed({ count, text: number(count) })
  return (
    <MenuItemRadio name="run" value={run.runId} secondaryContent={<span className={s.note}>{note}</span>}>
      {dateTime(run.at)}
    </MenuItemRadio>
  )
}

/** Which run the directory is shown as of: one of the newest from the menu, any other by its date. */
export const AsOfMenu = (props: {
  readonly chosen: string | undefined
  readonly onChoose: (runId: string | undefined) => void
}) => {
  const { chosen, onChoose } = props
  const s = useStyles()
  const { asOf: text, byDate } = useText().changes
  const [asked, setAsked] = useState(false)
  const runs = useRuns().data?.rows ?? []
  const when = useWhen(chosen)
  const named = chosen === undefined ? text.now : when
  return (
    <>
      <Menu
        checkedValues={{ run: [chosen ?? now] }}
        onCheckedValueChange={(_, { checkedItems: [run] }) => onChoose(run === now ? undefined : run)}
      >
        <MenuTrigger disableButtonEnhancement>
          <Button size="small" icon={<ChevronDownRegular />} iconPosition="after">
            {named === undefined ? text.label : `${text.label}: ${named}`}
          </Button>
        </MenuTrigger>
        <MenuPopover>
          <MenuList hasCheckmarks className={s.list}>
            <MenuItemRadio name="run" value={now}>
              {text.now}
            </MenuItemRadio>
            <MenuItem onClick={() => setAsked(true)}>{byDate.open}</MenuItem>
            <MenuDivider />
            {runs.map((run) => (
              <RunItem key={run.runId} run={run} />
            ))}
          </MenuList>
        </MenuPopover>
      </Menu>
      {asked && (
        <RunByDate
          of="asOf"
          onClose={() => setAsked(false)}
          onChoose={(runId) => {
            setAsked(false)
            onChoose(runId)
          }}
        />
      )}
    </>
  )
}
