import { makeStyles, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'

const useStyles = makeStyles({
  card: { border: `1px solid ${tokens.colorNeutralStroke2}`, borderRadius: tokens.borderRadiusMedium },
  head: {
    display: 'flex',
    alignItems: 'center',
    flexWrap: 'wrap',
    gap: '4px 12px',
    padding: '8px 12px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  title: { flexGrow: 1, flexBasis: '240px', minWidth: 0, display: 'grid' },
  h2: {
    margin: 0,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontWeight: tokens.fontWeightSemibold,
  },
  note: { color: tokens.colorNeutralForeground3 },
})

/** The one bordered thing of the page: the connection, or the form that makes or changes it. */
export const Card = (props: {
  readonly label: string
  readonly title: string
  readonly note: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
}) => {
  const s = useStyles()
  return (
    <section className={s.card} aria-label={props.label}>
      <div className={s.head}>
        <div className={s.title}>
          <h2 className={s.h2}>{props.title}</h2>
          <span className={s.note}>{props.note}</span>
        </div>
        {props.actions}
      </div>
      {props.children}
    </section>
  )
}
