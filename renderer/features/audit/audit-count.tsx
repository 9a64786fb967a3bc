import { useFormat, useText } from '../../lib/text.tsx'

/** How many records the chain has, as a verification and an export count them, and how many entries of the table that is. */
export const AuditCount = (props: {
  /** Undefined until the first answer. */
  readonly records: number | undefined
  readonly entries: number | undefined
  readonly narrowed: boolean
  /** What was just copied. */
  readonly said: string
}) => {
  const { records, entries, narrowed, said } = props
  const { counts } = useText().audit
  const { number } = useFormat()
  const counted = (count: number) => ({ count, text: number(count) })
  const parts: string[] = []
  if (records !== undefined) parts.push(counts.all(counted(records)))
  if (entries !== undefined && narrowed) parts.push(counts.found(counted(entries)))
  if (entries !== undefined && !narrowed && entries !== records) parts.push(counts.entries(counted(entries)))
  if (said !== '') parts.push(said)
  return (
    <span role="status" title={counts.why}>
      {parts.join(', ')}
    </span>
  )
}
