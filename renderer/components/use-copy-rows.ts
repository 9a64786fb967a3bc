import { useCallback, useEffect, useState } from 'react'
import { request } from '../ipc/client.ts'
import { useFormat } from '../lib/text.tsx'
import type { TableCopy } from './data-table-types.ts'

interface Words {
  readonly copied: (rows: { readonly count: number; readonly text: string }) => string
  readonly copyTooLong: (rows: { readonly count: number; readonly text: string }) => string
}

/** How long the page says what was copied, in milliseconds. */
const said = 4000

/** Puts rows on the clipboard and says so for a moment; `said` belongs into the page's status line. */
export const useCopyRows = ({ copied, copyTooLong }: Words) => {
  const format = useFormat()
  const [message, setMessage] = useState('')
  useEffect(() => {
    if (message === '') return
    const timer = setTimeout(() => setMessage(''), said)
    return () => clearTimeout(timer)
  }, [message])
  const copy = useCallback(
    ({ rows, text }: TableCopy) => {
      const counted = { count: rows, text: format.number(rows) }
      if (text === undefined) return setMessage(copyTooLong(counted))
      request('app.copyText', { text }).then(
        () => setMessage(copied(counted)),
        (error: unknown) => setMessage(error instanceof Error ? error.message : String(error)),
      )
    },
    [copied, copyTooLong, format],
  )
  return { copy, said: message }
}
