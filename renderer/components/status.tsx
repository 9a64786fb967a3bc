import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import {
  ArrowSyncFilled,
  CheckmarkCircleFilled,
  CircleHalfFillFilled,
  CircleRegular,
  ClockRegular,
  DismissCircleFilled,
  InfoFilled,
  QuestionCircleRegular,
  RadioButtonFilled,
  SubtractCircleRegular,
  WarningFilled,
} from '@fluentui/react-icons'
import type { ReactNode } from 'react'

/** `partial` something is missing; `now` and `todo` are the present and the coming steps of several. */
export type Level = 'ok' | 'warn' | 'error' | 'info' | 'off' | 'wait' | 'run' | 'partial' | 'unknown' | 'now' | 'todo'

const icons = {
  ok: CheckmarkCircleFilled,
  warn: WarningFilled,
  error: DismissCircleFilled,
  info: InfoFilled,
  off: SubtractCircleRegular,
  wait: ClockRegular,
  run: ArrowSyncFilled,
  partial: CircleHalfFillFilled,
  unknown: QuestionCircleRegular,
  now: RadioButtonFilled,
  todo: CircleRegular,
} as const

const colours = {
  ok: 'ok',
  warn: 'warn',
  error: 'error',
  info: 'info',
  off: 'quiet',
  wait: 'quiet',
  run: 'info',
  partial: 'warn',
  unknown: 'quiet',
  now: 'info',
  todo: 'quiet',
} as const satisfies Readonly<Record<Level, string>>

const useStyles = makeStyles({
  root: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '6px',
    minWidth: 0,
    maxWidth: '100%',
    whiteSpace: 'nowrap',
    verticalAlign: 'top',
  },
  icon: { flexShrink: 0, fontSize: '16px', lineHeight: 0 },
  text: { overflow: 'hidden', textOverflow: 'ellipsis' },
  wrap: { whiteSpace: 'normal', alignItems: 'flex-start' },
  drop: { marginTop: '2px' },
  ok: { color: tokens.colorStatusSuccessForeground1 },
  warn: { color: tokens.colorStatusWarningForeground3 },
  error: { color: tokens.colorStatusDangerForeground1 },
  info: { color: tokens.colorBrandForeground1 },
  quiet: { color: tokens.colorNeutralForeground3 },
  spin: {
    '@media (prefers-reduced-motion: no-preference)': {
      animationName: { from: { transform: 'rotate(0deg)' }, to: { transform: 'rotate(360deg)' } },
      animationDuration: '1.6s',
      animationIterationCount: 'infinite',
      animationTimingFunction: 'linear',
    },
  },
})

/** Every status is a shape, a word and, last, a colour. `wrap` lets the words take several lines. */
export const Status = ({
  level,
  children,
  wrap = false,
}: {
  readonly level: Level
  readonly children: ReactNode
  readonly wrap?: boolean
}) => {
  const s = useStyles()
  const Icon = icons[level]
  return (
    <span className={mergeClasses(s.root, wrap && s.wrap)}>
      <span
        className={mergeClasses(s.icon, wrap && s.drop, s[colours[level]], level === 'run' && s.spin)}
        aria-hidden="true"
      >
        <Icon fontSize={16} />
      </span>
      <span className={wrap ? undefined : s.text}>{children}</span>
    </span>
  )
}
