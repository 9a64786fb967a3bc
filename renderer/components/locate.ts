import { windowSize } from './data-table-windows.ts'
import type { Windows } from './use-windows.ts'

/** Most that the contract takes of a prefix. */
const longestPrefix = 64
/** Windows looked through behind the first row of the same name: 1,000 people may share one. */
const windowsSearched = 5

/**
 * The place of a row in a list whose order is known: first in what is loaded, then from the first row that begins with
 * the row's own value of the sorted column. Undefined when it is not found so, for instance because that value is blank.
 */
export const locate = async <Row>(
  list: Pick<Windows<Row>, 'indexOf' | 'rowsBetween'>,
  matches: (row: Row) => boolean,
  sortedValue: string,
  find: (prefix: string, from: number) => Promise<number | null>,
): Promise<number | undefined> => {
  const loaded = list.indexOf(matches)
  if (loaded !== undefined || sortedValue === '') return loaded
  const first = await find(sortedValue.slice(0, longestPrefix), 0)
  if (first === null) return undefined
  for (let from = first; from < first + windowsSearched * windowSize; from += windowSize) {
    const rows = await list.rowsBetween(from, from + windowSize - 1)
    const within = rows?.findIndex(matches) ?? -1
    if (within >= 0) return from + within
    if (rows === undefined || rows.length < windowSize) return undefined
  }
  return undefined
}
