import { Label, makeStyles, Select, Switch, useId } from '@fluentui/react-components'
import { type Schedule, type ScheduleStatus, scheduleIntervals } from '../../../shared/domain/schedule.ts'
import { Ago } from '../../components/ago.tsx'
import { Quiet, Section } from '../../components/page.tsx'
import { RequestNotice } from '../../components/request-notice.tsx'
import { useAct } from '../../components/use-act.ts'
import { request } from '../../ipc/client.ts'
import { useQuery } from '../../ipc/use-query.ts'
import { useText } from '../../lib/text.tsx'

const useStyles = makeStyles({
  root: { display: 'flex', alignItems: 'center', gap: '4px 16px', flexWrap: 'wrap' },
  choice: { display: 'flex', alignItems: 'center', gap: '8px' },
})

const Next = ({ schedule: { paused, held, offline, nextAt } }: { readonly schedule: ScheduleStatus }) => {
  const text = useText().sync.schedule
  if (paused) return <Quiet>{text.paused}</Quiet>
  if (held) return <Quiet>{text.held}</Quiet>
  if (offline) return <Quiet>{text.offline}</Quiet>
  if (nextAt === null) return null
  return (
    <Quiet>
      {text.next} <Ago at={nextAt} />
    </Quiet>
  )
}

/** When the next run comes by itself. */
export const ScheduleSection = () => {
  const s = useStyles()
  const text = useText().sync.schedule
  const { data, refresh } = useQuery('sync.schedule', {})
  const act = useAct(refresh)
  const field = useId('schedule')
  const schedule = data?.schedule
  if (!schedule) return null
  const { everyMinutes, paused } = schedule
  const change = (part: Partial<Schedule>) =>
    act.run('schedule', () => request('sync.setSchedule', { everyMinutes, paused, ...part }))
  return (
    <Section title={text.title} note={<Next schedule={schedule} />}>
      <div className={s.root}>
        <span className={s.choice}>
          <Label htmlFor={field}>{text.every}</Label>
          <Select
            id={field}
            size="small"
            value={String(everyMinutes)}
            onChange={(_, { value }) =>
              change({ everyMinutes: scheduleIntervals.find((known) => String(known) === value) ?? everyMinutes })
            }
          >
            {scheduleIntervals.map((minutes) => (
              <option key={minutes} value={String(minutes)}>
                {text.intervals[minutes]}
              </option>
            ))}
          </Select>
        </span>
        <Switch label={text.pause} checked={paused} onChange={(_, { checked }) => change({ paused: checked })} />
      </div>
      <Quiet>{text.why}</Quiet>
      {act.error && <RequestNotice title={text.failed} error={act.error} onDismiss={act.dismiss} />}
    </Section>
  )
}
