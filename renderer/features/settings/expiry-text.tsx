import { expiryLevel } from '../../components/expiry.ts'
import { Status } from '../../components/status.tsx'
import { daysUntil } from '../../lib/format.ts'
import { useFormat, useText } from '../../lib/text.tsx'
import { useNow } from '../../lib/use-now.ts'

/** When a certificate ends, and in how many days that is. */
export const ExpiryText = ({ notAfter }: { readonly notAfter: string }) => {
  const { days } = useText().settings
  const { date, number } = useFormat()
  const left = daysUntil(notAfter, useNow())
  const count = Math.abs(left)
  const words = (left < 0 ? days.ago : days.left)({ count, text: number(count) })
  return (
    <Status level={expiryLevel(left)} wrap>
      {date(notAfter)}, {words}
    </Status>
  )
}
