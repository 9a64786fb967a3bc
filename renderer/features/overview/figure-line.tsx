import { Link, makeStyles, tokens } from '@fluentui/react-components'
import type { Snapshot } from '../../../shared/domain/sync.ts'
import type { Output } from '../../../shared/ipc/contract.ts'
import { Quiet } from '../../components/page.tsx'
import { hrefOf } from '../../lib/navigation.ts'
import { useFormat, useText } from '../../lib/text.tsx'
import { type Figure, figuresOf } from './figures.ts'

const useStyles = makeStyles({
  figures: {
    display: 'flex',
    flexWrap: 'wrap',
    rowGap: '8px',
    padding: '0 0 12px',
    margin: 0,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    fontVariantNumeric: 'tabular-nums',
  },
  figure: {
    display: 'flex',
    flexDirection: 'column-reverse',
    justifyContent: 'flex-end',
    padding: '0 24px',
    borderLeft: `1px solid ${tokens.colorNeutralStroke2}`,
    ':first-child': { paddingLeft: 0, borderLeftStyle: 'none' },
    '@media (max-width: 1020px)': { padding: '0 14px' },
  },
  number: { margin: 0, fontSize: '20px', lineHeight: '28px', whiteSpace: 'nowrap' },
  link: { fontSize: 'inherit', lineHeight: 'inherit', color: tokens.colorNeutralForeground1 },
  name: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    whiteSpace: 'nowrap',
  },
  uncounted: { fontSize: tokens.fontSizeBase300 },
})

const Value = ({ value, href, name }: { readonly value: number | undefined } & Pick<Figure, 'href' | 'name'>) => {
  const s = useStyles()
  const text = useText().overview.figures
  const { number } = useFormat()
  if (value === undefined) {
    return (
      <span className={s.uncounted}>
        <Quiet>{text.unknown}</Quiet>
      </span>
    )
  }
  if (href === undefined) return number(value)
  return (
    <Link appearance="subtle" className={s.link} href={hrefOf(...href)} aria-label={`${text[name]}: ${number(value)}`}>
      {number(value)}
    </Link>
  )
}

/** The tenant in figures, on one line; each that has a list leads to it. */
export const Figures = (props: { readonly overview: Output<'directory.overview'>; readonly snapshot: Snapshot }) => {
  const s = useStyles()
  const text = useText().overview.figures
  const why = { withoutMail: text.withoutMailWhy, withoutLicence: text.withoutLicenceWhy } as const
  return (
    <dl className={s.figures}>
      {figuresOf(props.overview, props.snapshot).map(({ name, value, href }) => (
        <div
          key={name}
          className={s.figure}
          title={name === 'withoutMail' || name === 'withoutLicence' ? why[name] : undefined}
        >
          <dd className={s.number}>
            <Value value={value} href={href} name={name} />
          </dd>
          <dt className={s.name}>{text[name]}</dt>
        </div>
      ))}
    </dl>
  )
}
