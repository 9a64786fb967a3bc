import {
  Button,
  Menu,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  tokens,
} from '@fluentui/react-components'
import { ChevronDownRegular } from '@fluentui/react-icons'
import type { ChangeRun } from '../../../shared/domain/change.ts'
import { useQuery } from '../../ipc/use-query.ts'
import { useFormat, useText } from '../../lib/text.tsx'

const useStyles = makeStyles({
  list: { maxHeight: '60vh', overflowY: 'auto' },
  label: { display: 'flex', alignItems: 'center', gap: '8px' },
  note: { color: tokens.colorNeutralForeground3, paddingLeft: '12px' },
})

/** As many as a menu can show; older ones are reached by the address. */
const most = 200

export const useRuns = () => useQuery('changes.runs', { offset: 0, limit: most })

const now = 'now'

const changesIn = ({ counts }: ChangeRun): number => Object.values(counts).reduce((sum, count) => sum + count, 0)

/** Which run the directory is shown as of. */
export const AsOfMenu = (props: {
  readonly chosen: string | undefined
  readonly onChoose: (runId: string | undefined) => void
}) => {
  const { chosen, onChoose } = props
  const s = useStyles()
  const text = useText().changes.asOf
  const { dateTime, number } = useFormat()
  const runs = useRuns().data?.rows ?? []
  const at = runs.find(({ runId }) => runId === chosen)?.at
  const named = chosen === undefined || at === undefined ? text.now : dateTime(at)
  return (
    <Menu
      checkedValues={{ run: [chosen ?? now] }}
      onCheckedValueChange={(_, { checkedItems: [run] }) => onChoose(run === now ? undefined : run)}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button size="small" icon={<ChevronDownRegular />} iconPosition="after">
          {`${text.label}: ${named}`}
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList className={s.list}>
          <MenuItemRadio name="run" value={now}>
            {text.now}
          </MenuItemRadio>
          {runs.map((run) => (
            <MenuItemRadio
              key={run.runId}
              name="run"
              value={run.runId}
              secondaryContent={
                <span className={s.note}>
                  {run.first ? text.begins : text.changed({ count: changesIn(run), text: number(changesIn(run)) })}
                </span>
              }
            >
              {dateTime(run.at)}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
