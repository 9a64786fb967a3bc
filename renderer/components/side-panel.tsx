import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { DismissRegular } from '@fluentui/react-icons'
import type { KeyboardEvent, ReactNode } from 'react'
import { useText } from '../lib/text.tsx'

const useStyles = makeStyles({
  panel: {
    width: '400px',
    flexShrink: 0,
    display: 'flex',
    flexDirection: 'column',
    minHeight: 0,
    boxSizing: 'border-box',
    borderLeft: `1px solid ${tokens.colorNeutralStroke2}`,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    outlineOffset: '-2px',
    '@media (max-width: 1020px)': {
      position: 'absolute',
      right: 0,
      top: 0,
      bottom: 0,
      zIndex: 5,
      boxShadow: tokens.shadow16,
      maxWidth: 'calc(100% - 48px)',
    },
  },
  head: { display: 'flex', alignItems: 'flex-start', gap: '8px', padding: '12px 8px 8px 16px' },
  text: { flexGrow: 1, minWidth: 0 },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
    overflowWrap: 'anywhere',
  },
  note: { color: tokens.colorNeutralForeground3, marginTop: '4px', overflowWrap: 'anywhere' },
  body: {
    overflowY: 'auto',
    flexGrow: 1,
    minHeight: 0,
    padding: '0 16px 16px',
    outlineOffset: '-2px',
    '& > section:first-child': { marginTop: '4px' },
  },
})

/** Escape belongs to what floats above the panel first, and to a search that holds something. */
const isForPanel = ({ key, target, currentTarget }: KeyboardEvent<HTMLElement>): boolean => {
  if (key !== 'Escape' || !(target instanceof Node) || !currentTarget.contains(target)) return false
  return !(target instanceof HTMLInputElement && target.value !== '')
}

/** Details beside the list, over it only where there is no room. Escape closes them; the list takes the focus back. */
export const SidePanel = ({
  title,
  note,
  label,
  act,
  tabs,
  onClose,
  children,
}: {
  readonly title: ReactNode
  readonly note?: ReactNode
  readonly label: string
  /** What can be done about it, above the tabs. */
  readonly act?: ReactNode
  readonly tabs?: ReactNode
  readonly onClose: () => void
  readonly children: ReactNode
}) => {
  const s = useStyles()
  const { panel } = useText().app
  return (
    <aside
      className={s.panel}
      aria-label={label}
      data-region="panel"
      tabIndex={-1}
      onKeyDown={(event) => isForPanel(event) && onClose()}
    >
      <div className={s.head}>
        <div className={s.text}>
          <h2 className={s.title}>{title}</h2>
          {note && <div className={s.note}>{note}</div>}
        </div>
        <Button
          appearance="subtle"
          size="small"
          icon={<DismissRegular />}
          aria-label={panel.close}
          title={panel.close}
          onClick={onClose}
        />
      </div>
      {act}
      {tabs}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset draws a box and brings a legend of its own */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <div className={s.body} tabIndex={0} role="group" aria-label={panel.details}>
        {children}
      </div>
    </aside>
  )
}
