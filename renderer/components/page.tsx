import type { ReactNode } from 'react'
import { usePageStyles } from './page-styles.ts'

export { SidePanel } from './side-panel.tsx'

/** Takes the focus after navigation, so that a screen reader says where it is. */
export const pageTitleId = 'page-title'

/** A title line, an optional bar, and one body that owns the scrolling; details stand beside it. */
export const Page = ({
  title,
  note,
  actions,
  bar,
  panel,
  children,
}: {
  readonly title: string
  readonly note?: ReactNode
  readonly actions?: ReactNode
  readonly bar?: ReactNode
  readonly panel?: ReactNode
  readonly children: ReactNode
}) => {
  const s = usePageStyles()
  return (
    <div className={s.page}>
      <header className={s.head}>
        <h1 className={s.title} tabIndex={-1} id={pageTitleId}>
          {title}
        </h1>
        <div className={s.note}>{note}</div>
        {actions && <div className={s.actions}>{actions}</div>}
      </header>
      <div className={s.body}>
        <div className={s.main}>
          {bar && <div className={s.bar}>{bar}</div>}
          {children}
        </div>
        {panel}
      </div>
    </div>
  )
}

/** A body that scrolls. It can be focused, so that the keyboard scrolls it, too. */
export const Scroll = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => {
  const s = usePageStyles()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className={s.scroll} tabIndex={0} aria-label={label}>
      {children}
    </section>
  )
}

export const Section = ({
  title,
  note,
  actions,
  children,
}: {
  readonly title: string
  readonly note?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
}) => {
  const s = usePageStyles()
  return (
    <section className={s.section} aria-label={title}>
      <div className={s.sectionHead}>
        <h2 className={s.h2}>{title}</h2>
        <div className={s.sectionNote}>{note}</div>
        {actions}
      </div>
      {children}
    </section>
  )
}

/** Names and values below each other. A name stands once. */
export const Facts = ({ rows }: { readonly rows: readonly (readonly [string, ReactNode])[] }) => {
  const s = usePageStyles()
  return (
    <dl className={s.facts}>
      {rows.map(([name, value]) => (
        <div key={name} className={s.fact}>
          <dt className={s.dt}>{name}</dt>
          <dd className={s.dd}>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

export const Mono = ({ children }: { readonly children: ReactNode }) => (
  <code className={usePageStyles().mono}>{children}</code>
)

export const Quiet = ({ children }: { readonly children: ReactNode }) => (
  <span className={usePageStyles().quiet}>{children}</span>
)
