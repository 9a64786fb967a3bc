import type { LedgerEntry } from '../../../shared/domain/sync.ts'

/** Requests shown at once: a page that is still quick to look over. */
export const ledgerPage = 50

/** Main repeats what was throttled, not available or cut off, so that is a delay; anything else that was refused is a fault. */
export const answerLevel = ({ status }: Pick<LedgerEntry, 'status'>): 'ok' | 'warn' | 'error' => {
  if (status >= 200 && status < 400) return 'ok'
  return status === 0 || status === 429 || status >= 500 ? 'warn' : 'error'
}

/** What support needs of a request, in no language. */
export const detailsOf = ({ method, path, status, requestId, at }: LedgerEntry): string =>
  [`${method} ${path}`, `status: ${status}`, `request-id: ${requestId}`, `at: ${at}`].join('\n')

/** The page that is shown for an offset, even when the list has become shorter since. */
export const pageOf = (offset: number, total: number) => {
  const lastOffset = total === 0 ? 0 : Math.floor((total - 1) / ledgerPage) * ledgerPage
  const at = Math.min(Math.max(0, offset), lastOffset)
  return {
    offset: at,
    first: total === 0 ? 0 : at + 1,
    last: Math.min(at + ledgerPage, total),
    newer: at > 0 ? at - ledgerPage : undefined,
    older: at < lastOffset ? at + ledgerPage : undefined,
  }
}
