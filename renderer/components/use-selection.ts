import { useEffect, useMemo, useState } from 'react'
import { countSelected, nothingSelected, type Selection } from './data-table-selection.ts'
import type { Windows } from './use-windows.ts'

/** The selection of a list. Rows chosen one by one stay chosen while another search shows others; 'all that match' ends with its query. */
export const useSelection = <Row>(list: Windows<Row>) => {
  const [value, change] = useState<Selection<Row>>(nothingSelected)
  const { shownKey } = list
  // biome-ignore lint/correctness/useExhaustiveDependencies: another query is the reason, not a value that is read
  useEffect(() => change((old) => (old.kind === 'all' ? nothingSelected : old)), [shownKey])
  return useMemo(() => ({ value, change, count: countSelected(value, list.total ?? 0) }), [value, list.total])
}
