const hour = 3_600_000
const day = 24 * hour

/** Spans that end now, with their length. */
const lengths = { '24h': day, '7d': 7 * day, '30d': 30 * day, '90d': 90 * day } as const
export type Span = keyof typeof lengths
const isSpan = (text: string): text is Span => Object.hasOwn(lengths, text)
export const spans: readonly Span[] = Object.keys(lengths).filter(isSpan)
export const parseSpan = (text: string): Span | undefined => (isSpan(text) ? text : undefined)

/** Days are of the calendar here, both included, as the field holds them; one that is no day yet is no bound. */
export type Period =
  | { readonly kind: 'all' }
  | { readonly kind: 'last'; readonly span: Span }
  | { readonly kind: 'days'; readonly from: string; readonly to: string }

export const always: Period = { kind: 'all' }

/** The start of a day of the calendar here, or of the one so many days later; null for what is none. */
const startOf = (text: string, later = 0): string | null => {
  const [, year, month, date] = /^(2\d{3})-(\d{2})-(\d{2})$/.exec(text) ?? []
  if (year === undefined) return null
  const start = new Date(Number(year), Number(month) - 1, Number(date))
  // A day that is not in its month would slip into the next one.
  if (start.getDate() !== Number(date) || start.getMonth() !== Number(month) - 1) return null
  start.setDate(start.getDate() + later)
  return start.toISOString()
}

export const isDay = (text: string): boolean => startOf(text) !== null

/** As main is asked: from inclusive, to exclusive. */
export const boundsOf = (period: Period, now: number): { readonly from: string | null; readonly to: string | null } => {
  if (period.kind === 'all') return { from: null, to: null }
  if (period.kind === 'days') return { from: startOf(period.from), to: startOf(period.to, 1) }
  return { from: new Date(now - lengths[period.span]).toISOString(), to: null }
}

export const isBounded = (period: Period): boolean =>
  period.kind === 'last' || (period.kind === 'days' && (isDay(period.from) || isDay(period.to)))

/** As addresses of pages say it: `last=7d`, or `from=2026-11-01&to=2026-11-09`. What is not understood is no bound. */
export const parsePeriod = (query: URLSearchParams): Period => {
  const span = parseSpan(query.get('last') ?? '')
  if (span !== undefined) return { kind: 'last', span }
  const [from = '', to = ''] = ['from', 'to'].map((name) => query.get(name) ?? '').map((day) => (isDay(day) ? day : ''))
  return from === '' && to === '' ? always : { kind: 'days', from, to }
}

export const writePeriod = (query: URLSearchParams, period: Period): void => {
  if (period.kind === 'last') query.set('last', period.span)
  if (period.kind === 'days')
    for (const name of ['from', 'to'] as const) if (isDay(period[name])) query.set(name, period[name])
}
