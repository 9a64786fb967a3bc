import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { DismissRegular } from '@fluentui/react-icons'
import type { ReactNode } from 'react'
import { CopyButton } from '../lib/copy.tsx'
import { useText } from '../lib/text.tsx'
import { type Level, Status } from './status.tsx'

const useStyles = makeStyles({
  notice: {
    display: 'flex',
    alignItems: 'flex-start',
    flexWrap: 'wrap',
    gap: '4px 12px',
    padding: '8px 12px',
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground2,
    borderLeftWidth: '3px',
  },
  text: { flexGrow: 1, flexBasis: '240px', minWidth: 0, display: 'grid', gap: '2px' },
  line: { fontWeight: tokens.fontWeightSemibold },
  body: { color: tokens.colorNeutralForeground2, paddingLeft: '22px', overflowWrap: 'anywhere' },
  buttons: { display: 'flex', alignItems: 'center', gap: '8px', flexShrink: 0, flexWrap: 'wrap', marginLeft: 'auto' },
  warn: { borderLeftColor: tokens.colorStatusWarningBorderActive },
  error: { borderLeftColor: tokens.colorStatusDangerBorderActive },
  ok: { borderLeftColor: tokens.colorStatusSuccessBorderActive },
  info: { borderLeftColor: tokens.colorBrandStroke1 },
  blank: { margin: 'auto', maxWidth: '440px', display: 'grid', gap: '8px', padding: '32px', justifyItems: 'start' },
  blankTitle: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    fontWeight: tokens.fontWeightSemibold,
    lineHeight: tokens.lineHeightBase400,
    overflowWrap: 'anywhere',
  },
  blankText: { color: tokens.colorNeutralForeground2 },
  blankButtons: { display: 'flex', alignItems: 'center', gap: '8px', flexWrap: 'wrap' },
  icon: { color: tokens.colorNeutralForeground3, lineHeight: 0 },
})

const edgeOf = (level: Level) => {
  if (level === 'warn' || level === 'partial') return 'warn'
  return level === 'error' || level === 'ok' ? level : 'info'
}

const CopyDetails = ({ details }: { readonly details: string }) => {
  const { copy } = useText().app
  return <CopyButton text={details} label={copy.details} words={copy.details} />
}

const Dismiss = ({ onDismiss }: { readonly onDismiss: () => void }) => {
  const { dismiss } = useText().app
  return (
    <Button
      size="small"
      appearance="subtle"
      icon={<DismissRegular />}
      aria-label={dismiss}
      title={dismiss}
      onClick={onDismiss}
    />
  )
}

/** What happened, why, what to do: one line, one body, the act at the right. Only an error interrupts a screen reader. */
export const Notice = ({
  level,
  title,
  children,
  actions,
  details,
  onDismiss,
}: {
  readonly level: Level
  readonly title: ReactNode
  readonly children?: ReactNode
  readonly actions?: ReactNode
  /** What 'Copy details' puts on the clipboard. */
  readonly details?: string | undefined
  readonly onDismiss?: (() => void) | undefined
}) => {
  const s = useStyles()
  return (
    <div className={mergeClasses(s.notice, s[edgeOf(level)])} role={level === 'error' ? 'alert' : 'note'}>
      <div className={s.text}>
        <span className={s.line}>
          <Status level={level} wrap>
            {title}
          </Status>
        </span>
        {children && <div className={s.body}>{children}</div>}
      </div>
      {(actions || details !== undefined || onDismiss) && (
        <div className={s.buttons}>
          {actions}
          {details !== undefined && <CopyDetails details={details} />}
          {onDismiss && <Dismiss onDismiss={onDismiss} />}
        </div>
      )}
    </div>
  )
}

/** Takes the place of what is not there: why, and the way on. */
export const Blank = ({
  icon,
  title,
  children,
  actions,
}: {
  readonly icon?: ReactNode
  readonly title: string
  readonly children?: ReactNode
  readonly actions?: ReactNode
}) => {
  const s = useStyles()
  return (
    <div className={s.blank}>
      {icon && (
        <span className={s.icon} aria-hidden="true">
          {icon}
        </span>
      )}
      <h2 className={s.blankTitle}>{title}</h2>
      {children && <div className={s.blankText}>{children}</div>}
      {actions && <div className={s.blankButtons}>{actions}</div>}
    </div>
  )
}
