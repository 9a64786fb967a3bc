import { useFormat } from '../lib/text.tsx'
import { useNow } from '../lib/use-now.ts'

/** '4 min ago', which goes on; the exact time is its title. */
export const Ago = ({ at }: { readonly at: string }) => {
  const { relative, dateTime } = useFormat()
  const now = useNow()
  return (
    <time dateTime={at} title={dateTime(at)}>
      {relative(at, now)}
    </time>
  )
}
