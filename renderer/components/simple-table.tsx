// biome-ignore-all lint/suspicious/noArrayIndexKey: rows and cells are told apart by their place alone
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'

const useStyles = makeStyles({
  table: { borderCollapse: 'collapse', width: '100%', tableLayout: 'fixed', fontVariantNumeric: 'tabular-nums' },
  th: {
    textAlign: 'left',
    fontWeight: tokens.fontWeightRegular,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground3,
    padding: '4px 16px 4px 0',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    whiteSpace: 'nowrap',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  },
  td: {
    padding: '5px 16px 5px 0',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    verticalAlign: 'top',
    overflowWrap: 'anywhere',
  },
  middle: { verticalAlign: 'middle' },
  end: { textAlign: 'right' },
  last: { paddingRight: 0 },
  chosen: { backgroundColor: tokens.colorBrandBackground2 },
})

interface PlainColumn {
  /** Empty over buttons: a head for them would say nothing. */
  readonly header: string
  /** A CSS width; the columns without one share what is left. */
  readonly width?: string
  readonly align?: 'end'
}

interface Props {
  readonly label: string
  readonly columns: readonly PlainColumn[]
  readonly rows: readonly (readonly ReactNode[])[]
  /** Centres the cells of a row, for rows with buttons. */
  readonly middle?: boolean
  /** Index of the row that is marked. */
  readonly chosen?: number
}

const Head = ({ columns, s }: Pick<Props, 'columns'> & { readonly s: ReturnType<typeof useStyles> }) => (
  <thead>
    <tr>
      {columns.map(({ header, width, align }, i) => {
        const className = mergeClasses(s.th, align && s.end, i === columns.length - 1 && s.last)
        const style = width === undefined ? {} : { width }
        return header === '' ? (
          <td key={i} className={className} style={style} />
        ) : (
          <th key={i} scope="col" className={className} style={style}>
            {header}
          </th>
        )
      })}
    </tr>
  </thead>
)

/** For tables of at most some dozens of rows. Anything longer is a DataTable. */
export const SimpleTable = ({ label, columns, rows, middle = false, chosen }: Props) => {
  const s = useStyles()
  const last = columns.length - 1
  return (
    <table className={s.table} aria-label={label}>
      <Head columns={columns} s={s} />
      <tbody>
        {rows.map((cells, r) => (
          <tr key={r} className={r === chosen ? s.chosen : undefined} aria-current={r === chosen || undefined}>
            {cells.map((cell, i) => (
              <td
                key={i}
                className={mergeClasses(s.td, middle && s.middle, columns[i]?.align && s.end, i === last && s.last)}
              >
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
