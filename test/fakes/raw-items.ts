import { type RawItems, rawLists } from '../../electron/graph/raw-lists.ts'

/** A list's items as they come. */
export const rawItems = (items: readonly unknown[]): RawItems => {
  const body = new TextEncoder().encode(JSON.stringify({ value: items }))
  return (rawLists(body.buffer) as { readonly value: RawItems }).value
}
