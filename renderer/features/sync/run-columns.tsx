import { makeStyles } from '@fluentui/react-components'
import type { ReactNode } from 'react'

const useStyles = makeStyles({
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr)',
    columnGap: '32px',
    '@media (max-width: 860px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
})

/** What happened at the left, its circumstances at the right. */
export const RunColumns = ({ children }: { readonly children: ReactNode }) => (
  <div className={useStyles().columns}>{children}</div>
)
