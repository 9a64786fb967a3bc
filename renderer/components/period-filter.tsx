import {
  Button,
  Field,
  Input,
  makeStyles,
  Popover,
  PopoverSurface,
  PopoverTrigger,
  Radio,
  RadioGroup,
} from '@fluentui/react-components'
import { CalendarRegular } from '@fluentui/react-icons'
import { useFormat, useText } from '../lib/text.tsx'
import { always, isBounded, isDay, type Period, parseSpan, spans } from './period.ts'

const useStyles = makeStyles({
  surface: { padding: '8px 12px', display: 'grid', gap: '8px' },
  days: { display: 'flex', gap: '8px', paddingLeft: '8px' },
})

interface Props {
  readonly period: Period
  readonly onChange: (period: Period) => void
}

/** The period in words, for the button. */
const useWords = (period: Period): string => {
  const text = useText().period
  const { date } = useFormat()
  if (!isBounded(period) || period.kind === 'all') return text.label
  if (period.kind === 'last') return `${text.label}: ${text.spans[period.span]}`
  const [from, to] = [period.from, period.to].map((day) => (isDay(day) ? date(`${day}T00:00`) : ''))
  return `${text.label}: ${from} – ${to}`
}

const Choices = ({ period, onChange }: Props) => {
  const text = useText().period
  const choose = (value: string) => {
    const span = parseSpan(value)
    if (span !== undefined) return onChange({ kind: 'last', span })
    onChange(value === 'days' ? { kind: 'days', from: '', to: '' } : always)
  }
  return (
    <RadioGroup
      aria-label={text.label}
      value={period.kind === 'last' ? period.span : period.kind}
      onChange={(_, { value }) => choose(value)}
    >
      <Radio value="all" label={text.all} />
      {spans.map((span) => (
        <Radio key={span} value={span} label={text.spans[span]} />
      ))}
      <Radio value="days" label={text.days} />
    </RadioGroup>
  )
}

/** When it happened: within a span that ends now, or between two days. */
export const PeriodFilter = ({ period, onChange }: Props) => {
  const s = useStyles()
  const text = useText().period
  const words = useWords(period)
  return (
    <Popover positioning="below-start" trapFocus>
      <PopoverTrigger disableButtonEnhancement>
        <Button size="small" appearance={isBounded(period) ? 'outline' : 'subtle'} icon={<CalendarRegular />}>
          {words}
        </Button>
      </PopoverTrigger>
      <PopoverSurface className={s.surface} aria-label={text.label}>
        <Choices period={period} onChange={onChange} />
        {period.kind === 'days' && (
          <div className={s.days}>
            {(['from', 'to'] as const).map((name) => (
              <Field key={name} label={text[name]} size="small">
                <Input
                  size="small"
                  type="date"
                  value={period[name]}
                  onChange={(_, { value }) => onChange({ ...period, [name]: value })}
                />
              </Field>
            ))}
          </div>
        )}
      </PopoverSurface>
    </Popover>
  )
}
