import { daysUntil } from '../lib/format.ts'
import { useFormat, useText } from '../lib/text.tsx'
import { useNow } from '../lib/use-now.ts'
import { expiryLevel } from './expiry.ts'
import { Status } from './status.tsx'

/** When a certificate ends, since when it holds where that is asked, and in how many days it ends. */
export const ExpiryText = ({ notBefore, notAfter }: { readonly notBefore?: string; readonly notAfter: string }) => {
  const { days, inspection } = useText().settings
  const { date, number } = useFormat()
  const left = daysUntil(notAfter, useNow())
  const count = Math.abs(left)
  const words = (left < 0 ? days.ago : days.left)({ count, text: number(count) })
  const end = date(notAfter)
  return (
    <Status level={expiryLevel(left)} wrap>
      {notBefore === undefined ? end : inspection.validRange({ from: date(notBefore), to: end })}, {words}
    </Status>
  )
}
