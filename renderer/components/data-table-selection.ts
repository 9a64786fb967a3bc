/** A chosen row with its place at the time, so that copying keeps the order of the table. */
export interface Picked<Row> {
  readonly row: Row
  readonly index: number
}

/**
 * Which rows are selected. `some` holds the selected ones. `all` means everything the query matches, however many windows
 * of it were ever read, save those taken out one by one.
 */
export type Selection<Row> =
  | { readonly kind: 'some'; readonly picked: ReadonlyMap<string, Picked<Row>> }
  | { readonly kind: 'all'; readonly without: ReadonlySet<string> }

export const nothingSelected: Selection<never> = { kind: 'some', picked: new Map() }
export const everythingSelected: Selection<never> = { kind: 'all', without: new Set() }

export const isSelected = <Row>(selection: Selection<Row>, key: string): boolean =>
  selection.kind === 'all' ? !selection.without.has(key) : selection.picked.has(key)

export const countSelected = <Row>(selection: Selection<Row>, total: number): number =>
  selection.kind === 'all' ? Math.max(0, total - selection.without.size) : selection.picked.size

export const toggleRow = <Row>(selection: Selection<Row>, key: string, picked: Picked<Row>): Selection<Row> => {
  if (selection.kind === 'all') {
    const without = new Set(selection.without)
    if (!without.delete(key)) without.add(key)
    return { kind: 'all', without }
  }
  const next = new Map(selection.picked)
  if (!next.delete(key)) next.set(key, picked)
  return { kind: 'some', picked: next }
}

/**
 * Stretches the selection from where it began to where it ends now. `base` is the selection as it was when the
 * stretching began, so going back gives rows free again.
 */
export const extendSelection = <Row>(
  base: Selection<Row>,
  stretch: readonly (Picked<Row> & { readonly key: string })[],
): Selection<Row> => {
  if (base.kind === 'all') {
    const without = new Set(base.without)
    for (const { key } of stretch) without.delete(key)
    return { kind: 'all', without }
  }
  const picked = new Map(base.picked)
  for (const { key, row, index } of stretch) picked.set(key, { row, index })
  return { kind: 'some', picked }
}

/** Selected rows in the order of the table. */
export const pickedInOrder = <Row>(picked: ReadonlyMap<string, Picked<Row>>): readonly Row[] =>
  [...picked.values()].sort((a, b) => a.index - b.index).map(({ row }) => row)
