import { makeStyles, ProgressBar, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import type { SyncProgress, SyncRun } from '../../shared/domain/sync.ts'
import type { SyncStatus } from '../../shared/ipc/sync.ts'
import type { AppText } from '../../shared/text/en/app.ts'
import { Ago } from '../components/ago.tsx'
import { type Level, Status } from '../components/status.tsx'
import type { Format } from '../lib/format.ts'
import { hrefOf } from '../lib/navigation.ts'
import { partRead } from '../lib/sync-progress.ts'
import { useFormat, useText } from '../lib/text.tsx'
import { narrow } from './frame-styles.ts'

const useStyles = makeStyles({
  link: {
    minWidth: 0,
    overflow: 'hidden',
    color: tokens.colorNeutralForeground1,
    textDecorationLine: 'none',
    borderRadius: tokens.borderRadiusMedium,
    fontVariantNumeric: 'tabular-nums',
    outlineStyle: 'none',
    ':hover': { textDecorationLine: 'underline' },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
    // The icon alone: the foot line says the rest.
    [narrow]: { width: '16px', flexShrink: 0 },
  },
  bar: { position: 'absolute', left: 0, right: 0, bottom: '-1px', backgroundColor: 'transparent' },
})

const ended = {
  failed: 'error',
  partial: 'partial',
  cancelled: 'off',
  interrupted: 'warn',
  rehearsed: 'info',
  held: 'warn',
  kept: 'off',
} as const satisfies Partial<Record<SyncRun['outcome'], Level>>

const isBad = (outcome: SyncRun['outcome']): outcome is keyof typeof ended => outcome in ended

const runningWords = (progress: SyncProgress, text: AppText['sync'], format: Format): string => {
  if (progress.waitingUntil !== null) return text.waiting({ until: format.time(progress.waitingUntil) })
  const what = phaseWords(progress, text)
  const part = progress.phase === 'read' ? partRead(progress) : undefined
  return part === undefined ? what : text.reading({ what, percent: format.percent(wholePercent(part)) })
}

/** What it does; while it reads, whether everything or what. */
const phaseWords = ({ phase, kind }: SyncProgress, text: AppText['sync']): string =>
  phase === 'read' ? text.reads[kind] : text.phases[phase]

/** Tenths would flicker. */
const wholePercent = (part: number): number => Math.floor(part * 100) / 100

const lastWords = (
  last: SyncRun | null,
  text: AppText['sync'],
): { readonly level: Level; readonly words: ReactNode } => {
  if (last === null) return { level: 'unknown', words: text.never }
  if (isBad(last.outcome)) return { level: ended[last.outcome], words: text[last.outcome] }
  return {
    level: 'ok',
    words: (
      <>
        {text.synchronised} <Ago at={last.finishedAt ?? last.startedAt} />
      </>
    ),
  }
}

/** What the sync does or how the last one ended, in a few words that lead to the run. */
export const SyncState = ({ status }: { readonly status: SyncStatus }) => {
  const s = useStyles()
  const text = useText().app.sync
  const format = useFormat()
  const { progress, last } = status
  const { level, words } =
    progress === null
      ? lastWords(last, text)
      : {
          level: progress.waitingUntil === null ? ('run' as const) : ('wait' as const),
          words: runningWords(progress, text, format),
        }
  // Numbers that go up are read when somebody asks; only a change of what happens is announced.
  const announced =
    progress !== null ? phaseWords(progress, text) : last && isBad(last.outcome) ? text[last.outcome] : ''
  return (
    <>
      <a className={s.link} href={hrefOf('sync')} title={text.showRun}>
        <Status level={level}>{words}</Status>
      </a>
      <span className="sr" role="status">
        {announced}
      </span>
    </>
  )
}

/** A thin line under the top bar; without a value while nothing is counted yet. */
export const SyncBar = ({ progress }: { readonly progress: SyncProgress }) => {
  const s = useStyles()
  const text = useText().app.sync
  const part = progress.phase === 'read' ? partRead(progress) : undefined
  const value = progress.phase === 'prove' || progress.phase === 'publish' ? 1 : part
  return (
    <ProgressBar
      className={s.bar}
      thickness="medium"
      shape="square"
      aria-label={text.progress}
      {...(value === undefined ? {} : { value })}
    />
  )
}
