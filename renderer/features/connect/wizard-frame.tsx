import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { type ReactNode, useEffect, useRef } from 'react'
import { Scroll } from '../../components/page.tsx'
import { Status } from '../../components/status.tsx'
import { useText } from '../../lib/text.tsx'
import type { WizardStep } from './setup-view.ts'

const useStyles = makeStyles({
  frame: {
    display: 'grid',
    gridTemplateColumns: '200px minmax(0, 1fr)',
    flexGrow: 1,
    minHeight: 0,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    '@media (max-width: 900px)': { gridTemplateColumns: '168px minmax(0, 1fr)' },
  },
  steps: { padding: '12px 20px', borderRight: `1px solid ${tokens.colorNeutralStroke2}`, overflowY: 'auto' },
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: '8px' },
  now: { fontWeight: tokens.fontWeightSemibold },
  quiet: { color: tokens.colorNeutralForeground2 },
  side: { display: 'flex', flexDirection: 'column', minHeight: 0, minWidth: 0, paddingTop: '12px' },
  content: { display: 'grid', gap: '16px', maxWidth: '760px', gridTemplateColumns: 'minmax(0, 1fr)' },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
    outlineStyle: 'none',
  },
  foot: {
    display: 'flex',
    alignItems: 'center',
    flexWrap: 'wrap',
    gap: '8px',
    padding: '12px 20px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    flexShrink: 0,
  },
  waiting: { flexGrow: 1, flexBasis: 0, minWidth: 0, ':not(:empty)': { flexBasis: '160px' } },
  next: { display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: '8px', marginLeft: 'auto' },
})

/** Takes the focus when a step follows another, so that a screen reader says where it is. */
export const stepTitleId = 'step-title'

const StepList = ({ steps }: { readonly steps: readonly WizardStep[] }) => {
  const s = useStyles()
  const text = useText().connect
  const said = { ok: text.states.done, now: text.states.now, todo: text.states.todo }
  return (
    <div className={s.steps}>
      <ol className={s.list} aria-label={text.stepsLabel}>
        {steps.map(({ name, level }) => (
          <li
            key={name}
            className={mergeClasses(s.quiet, level === 'now' && s.now)}
            aria-current={level === 'now' ? 'step' : undefined}
          >
            <Status level={level} wrap>
              {text.stages[name]}
              <span className="sr">, {said[level]}</span>
            </Status>
          </li>
        ))}
      </ol>
    </div>
  )
}

/** The steps at the left, what the present one shows beside them. */
export const WizardFrame = (props: { readonly steps: readonly WizardStep[]; readonly children: ReactNode }) => {
  const s = useStyles()
  return (
    <div className={s.frame}>
      <StepList steps={props.steps} />
      <div className={s.side}>{props.children}</div>
    </div>
  )
}

/** What has just come about at the top of a step that may be scrolled down. */
export const InView = ({ children }: { readonly children: ReactNode }) => {
  const root = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // Newer Chromium answers with a promise, which React would take for the effect's end.
    void root.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return <div ref={root}>{children}</div>
}

interface StepProps {
  readonly title: string
  /** At the left of the foot: the ways back. */
  readonly back?: ReactNode
  /** Between them, said politely: what is awaited. */
  readonly waiting?: ReactNode
  /** At the right: what happens next. */
  readonly next?: ReactNode
  readonly children: ReactNode
}

/** One step: its title, what it asks, and a foot that stays where it is. */
export const WizardStepBody = ({ title, back, waiting, next, children }: StepProps) => {
  const s = useStyles()
  return (
    <>
      <Scroll label={title}>
        <div className={s.content}>
          <h2 className={s.title} id={stepTitleId} tabIndex={-1}>
            {title}
          </h2>
          {children}
        </div>
      </Scroll>
      <footer className={s.foot}>
        {back}
        <div className={s.waiting} role="status">
          {waiting}
        </div>
        <div className={s.next}>{next}</div>
      </footer>
    </>
  )
}
