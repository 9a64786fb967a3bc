import { type KeyboardEvent, type MouseEvent, useRef, useState } from 'react'
import { toTabSeparated } from './data-table-copy.ts'
import { rowCommand, TypeAhead } from './data-table-keys.ts'
import { onTick } from './data-table-row.tsx'
import {
  countSelected,
  everythingSelected,
  extendSelection,
  nothingSelected,
  pickedInOrder,
  type Selection,
  toggleRow,
} from './data-table-selection.ts'
import type { Column, DataTableProps, TableCopy } from './data-table-types.ts'
import { windowSize } from './data-table-windows.ts'

/** Most that `app.copyText` takes, in characters. */
const longestCopy = 1_000_000

type Props<Row, Id extends string> = DataTableProps<Row, Id>

/** Everything that matches, read window by window until it is whole or too long. */
const copyAll = async <Row, Id extends string>(
  { list, keyOf }: Props<Row, Id>,
  without: ReadonlySet<string>,
  toText: (rows: readonly Row[]) => string,
): Promise<TableCopy | undefined> => {
  const total = list.total ?? 0
  const parts: string[] = []
  let [length, count] = [0, 0]
  for (let offset = 0; offset < total; offset += windowSize) {
    const rows = (await list.rowsBetween(offset, offset + windowSize - 1))?.filter((row) => !without.has(keyOf(row)))
    if (rows === undefined) return undefined
    if (rows.length === 0) continue
    parts.push(toText(rows))
    count += rows.length
    length += (parts.at(-1)?.length ?? 0) + 1
    if (length > longestCopy) return { rows: total - without.size, text: undefined }
  }
  return { rows: count, text: parts.join('\n') }
}

const copyRows = async <Row, Id extends string>(
  props: Props<Row, Id>,
  columns: readonly Column<Row, Id>[],
): Promise<TableCopy | undefined> => {
  const { list, active } = props
  const selection: Selection<Row> = props.selection?.value ?? nothingSelected
  const toText = (rows: readonly Row[]) =>
    toTabSeparated(rows.map((row) => columns.flatMap(({ text, copy }) => copy?.(row) ?? [text(row)])))
  if (selection.kind === 'all') return copyAll(props, selection.without, toText)
  const row = list.rowAt(active)
  const rows = selection.picked.size > 0 ? pickedInOrder(selection.picked) : row === undefined ? [] : [row]
  if (rows.length === 0) return undefined
  const text = toText(rows)
  return { rows: rows.length, text: text.length > longestCopy ? undefined : text }
}

/** Selecting: one by one, stretched from where it began, or everything that matches. */
const useSelecting = <Row, Id extends string>({ list, active, keyOf, selection }: Props<Row, Id>) => {
  const anchor = useRef<{ readonly index: number; readonly base: Selection<Row> } | undefined>(undefined)
  const latest = useRef(0)
  const toggle = (index: number) => {
    const row = list.rowAt(index)
    if (row !== undefined) selection?.change(toggleRow(selection.value, keyOf(row), { row, index }))
  }
  const stretch = async (to: number) => {
    if (selection === undefined) return
    anchor.current ??= { index: active, base: selection.value }
    const { index, base } = anchor.current
    latest.current += 1
    const mine = latest.current
    const first = Math.min(index, to)
    const rows = await list.rowsBetween(first, Math.max(index, to))
    // A later step of the same stretch has overtaken this one.
    if (rows === undefined || mine !== latest.current) return
    selection.change(
      extendSelection(
        base,
        rows.map((row, i) => ({ row, index: first + i, key: keyOf(row) })),
      ),
    )
  }
  const release = () => {
    anchor.current = undefined
    latest.current += 1
  }
  return { toggle, stretch, release }
}

/** Finds the next row of the typed word; only the answer to the last letter counts. */
const useTypeAhead = <Row, Id extends string>({ find, active }: Props<Row, Id>, move: (to: number) => void) => {
  const [letters] = useState(() => new TypeAhead())
  const latest = useRef(0)
  const type = async (letter: string) => {
    if (find === undefined) return
    const { word, from } = letters.add(letter, performance.now(), active)
    latest.current += 1
    const mine = latest.current
    const found = await find(word, from)
    if (found !== null && mine === latest.current) move(found)
  }
  return { type, typing: () => letters.typing(performance.now()) }
}

/** What keys and clicks on the rows do. `move` makes a row active, brings it into sight and focuses it. */
export const useRowCommands = <Row, Id extends string>(
  props: Props<Row, Id>,
  columns: readonly Column<Row, Id>[],
  move: (to: number) => void,
  view: { readonly page: () => number; readonly toHead: () => void },
) => {
  const { list, active, selection, onActive, onOpen, onEscape, onCopy } = props
  const { toggle, stretch, release } = useSelecting(props)
  const { type, typing } = useTypeAhead(props, move)

  const step = (to: number, extend: boolean) => {
    if (extend) void stretch(to)
    else release()
    move(to)
  }
  const selectAll = () => {
    release()
    selection?.change(everythingSelected)
  }
  const leave = () => {
    release()
    if (onEscape) onEscape()
    else if (selection) selection.change(nothingSelected)
  }
  const copy = async () => {
    const copied = await copyRows(props, columns)
    if (copied) onCopy?.(copied)
  }

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.nativeEvent.isComposing || list.total === undefined) return
    const state = { active, count: list.total, page: view.page(), typing: typing() }
    const command = rowCommand(event, state)
    if (command === undefined) return
    event.preventDefault()
    if (command.kind === 'move') step(command.to, command.extend)
    else if (command.kind === 'type') void type(command.letter)
    else if (command.kind === 'toggle') toggle(active)
    else if (command.kind === 'open') onOpen?.(active)
    else if (command.kind === 'toHead') view.toHead()
    else if (command.kind === 'selectAll') selectAll()
    else if (command.kind === 'copy') void copy()
    else leave()
  }
  const onPick = (index: number, event: MouseEvent) => {
    if (event.shiftKey && selection) void stretch(index)
    else release()
    if (!event.shiftKey && (onTick(event) || event.ctrlKey || event.metaKey)) toggle(index)
    onActive(index)
  }
  const onTickAll = () => {
    const all = selection && countSelected(selection.value, list.total ?? 0) === list.total
    release()
    selection?.change(all ? nothingSelected : everythingSelected)
  }
  return { onKeyDown, onPick, onTickAll }
}
