import { makeStyles, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'

const useStyles = makeStyles({
  list: {
    display: 'grid',
    gridTemplateColumns: 'minmax(96px, max-content) minmax(0, 1fr) max-content',
    columnGap: '12px',
    rowGap: '2px',
    alignItems: 'center',
    margin: 0,
    padding: 0,
    listStyleType: 'none',
    fontVariantNumeric: 'tabular-nums',
  },
  row: { display: 'contents' },
  label: {
    height: '24px',
    lineHeight: '24px',
    maxWidth: '240px',
    whiteSpace: 'nowrap',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  },
  track: { height: '12px', display: 'flex', gap: '1px', forcedColorAdjust: 'none' },
  part: {
    height: '100%',
    minWidth: '2px',
    ':last-child': { borderTopRightRadius: '2px', borderBottomRightRadius: '2px' },
  },
  value: { textAlign: 'right', color: tokens.colorNeutralForeground2 },
})

export interface Bar {
  /** Tells the bars apart. */
  readonly name: string
  /** What stands before the bar, where it is more than the name. */
  readonly label?: ReactNode
  readonly parts: readonly { readonly value: number; readonly colour: string }[]
  /** The number behind the bar, formatted. */
  readonly text: string
  /** What a bar over the whole width would stand for. */
  readonly of: number
}

/** Bars one reads like a table: label, bar, number. No axis, because the numbers stand there. */
export const BarList = ({ label, rows }: { readonly label: string; readonly rows: readonly Bar[] }) => {
  const s = useStyles()
  return (
    <ul className={s.list} aria-label={label}>
      {rows.map(({ name, label: before = name, parts, text, of }) => (
        <li key={name} className={s.row}>
          <span className={s.label} title={name}>
            {before}
          </span>
          <span className={s.track} aria-hidden="true">
            {parts
              .filter(({ value }) => value > 0 && of > 0)
              .map(({ value, colour }) => (
                <span
                  key={colour}
                  className={s.part}
                  style={{ width: `${(100 * value) / of}%`, backgroundColor: colour }}
                />
              ))}
          </span>
          <span className={s.value}>{text}</span>
        </li>
      ))}
    </ul>
  )
}

/** Colours of data, never of status; each pair also differs in lightness. */
export const series = {
  main: tokens.colorCompoundBrandStroke,
  second: tokens.colorPaletteMarigoldBackground3,
  third: tokens.colorNeutralForeground3,
  none: tokens.colorNeutralStroke1,
} as const
