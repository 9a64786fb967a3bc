const minute = 60_000

/**
 * The end of a minute of the calendar here, of which a field for date and time holds the start; null while it is none.
 * Runs are shown by the minute, so whoever enters what is shown means all of it.
 */
export const endOfMinute = (text: string): string | null => {
  if (!/^2\d{3}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text)) return null
  const start = new Date(text).getTime()
  return Number.isNaN(start) ? null : new Date(start + minute).toISOString()
}
