import { useCallback, useState } from 'react'

/** How one administrator looks at one table: widths in px and hidden columns, nothing about people. */
export interface TableLayout {
  readonly widths: Readonly<Record<string, number>>
  readonly hidden: readonly string[]
}

export const narrowest = 56
const widest = 1200

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** What was stored, as far as it still fits the columns; undefined when nothing useful was stored. */
export const parseLayout = (stored: string | null, columns: readonly string[]): TableLayout | undefined => {
  let value: unknown
  try {
    value = JSON.parse(stored ?? 'null')
  } catch {
    return undefined
  }
  if (!isRecord(value) || !isRecord(value['widths']) || !Array.isArray(value['hidden'])) return undefined
  const widths = Object.entries(value['widths']).filter(
    (entry): entry is [string, number] => columns.includes(entry[0]) && Number.isFinite(entry[1]),
  )
  const hidden: unknown[] = value['hidden']
  return {
    widths: Object.fromEntries(widths.map(([id, width]) => [id, Math.max(narrowest, Math.min(widest, width))])),
    hidden: columns.filter((id) => hidden.includes(id)),
  }
}

const keyOf = (table: string) => `tenantry.table.${table}`

export interface KeptLayout extends TableLayout {
  readonly change: (part: Partial<TableLayout>) => void
}

/** The layout of a table, kept between sessions in this window's storage. */
export const useTableLayout = (table: string, columns: readonly string[], hidden: readonly string[]): KeptLayout => {
  const [layout, setLayout] = useState<TableLayout>(
    () => parseLayout(localStorage.getItem(keyOf(table)), columns) ?? { widths: {}, hidden },
  )
  const change = useCallback(
    (part: Partial<TableLayout>) =>
      setLayout((old) => {
        const next = { ...old, ...part }
        localStorage.setItem(keyOf(table), JSON.stringify(next))
        return next
      }),
    [table],
  )
  return { ...layout, change }
}
