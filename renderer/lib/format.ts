/** Between a number and its unit. */
const space = '\u00a0'

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

const steps = [
  { unit: 'minute', size: minute, below: hour },
  { unit: 'hour', size: hour, below: day },
  { unit: 'day', size: day, below: 30 * day },
  { unit: 'month', size: 30 * day, below: 365 * day },
  { unit: 'year', size: 365 * day, below: Number.POSITIVE_INFINITY },
] as const

const byteUnits = ['B', 'kB', 'MB', 'GB', 'TB'] as const

export interface Format {
  readonly number: (value: number) => string
  /** Of a part between 0 and 1. */
  readonly percent: (part: number) => string
  readonly dateTime: (iso: string) => string
  readonly date: (iso: string) => string
  readonly time: (iso: string) => string
  /** '4 min ago', 'in 3 days', seen from `now` (milliseconds). */
  readonly relative: (iso: string, now: number) => string
  readonly duration: (milliseconds: number) => string
  readonly bytes: (bytes: number) => string
}

/** Moments come from main as they are kept; the page writes them as people read them. */
export const isMoment = (value: string): boolean => /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(value)

/** Hexadecimal digits in groups, as certificates are compared by eye. */
export const groupsOf = (hex: string, size: number, between: string): string =>
  (hex.toUpperCase().match(new RegExp(`.{1,${size}}`, 'g')) ?? []).join(between)

/** Whole days until then, negative when it is past. */
export const daysUntil = (iso: string, now: number): number => Math.floor((Date.parse(iso) - now) / day)

const relativeOf = (locale: string, justNow: string) => {
  const words = new Intl.RelativeTimeFormat(locale, { style: 'short', numeric: 'auto' })
  return (iso: string, now: number): string => {
    const distance = Date.parse(iso) - now
    if (Number.isNaN(distance)) return iso
    const size = Math.abs(distance)
    if (size < minute) return justNow
    const step = steps.find(({ below }) => size < below) ?? steps[4]
    return words.format(Math.trunc(distance / step.size), step.unit)
  }
}

const durationOf = (number: Intl.NumberFormat) => {
  const part = (value: number, unit: string) => `${number.format(value)}${space}${unit}`
  return (measured: number): string => {
    // The clock may have been set back meanwhile.
    const milliseconds = Math.max(0, measured)
    const seconds = Math.round(milliseconds / second)
    if (milliseconds < 1000) return part(Math.round(milliseconds), 'ms')
    if (milliseconds < 10_000) return part(Math.round(milliseconds / 100) / 10, 's')
    if (seconds < 60) return part(seconds, 's')
    if (seconds < 3600)
      return [part(Math.floor(seconds / 60), 'min'), ...(seconds % 60 === 0 ? [] : [part(seconds % 60, 's')])].join(' ')
    const minutes = Math.round(seconds / 60)
    return `${part(Math.floor(minutes / 60), 'h')} ${part(minutes % 60, 'min')}`
  }
}

const bytesOf = (number: Intl.NumberFormat) => (bytes: number) => {
  const power = Math.min(byteUnits.length - 1, bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3))
  const value = bytes / 1000 ** power
  const rounded = value < 10 && power > 0 ? Math.round(value * 10) / 10 : Math.round(value)
  return `${number.format(rounded)}${space}${byteUnits[power] ?? 'B'}`
}

/**
 * How numbers and times are written in a locale. What is no date is given back as it came.
 * @param justNow said of what is less than a minute away
 */
export const formatOf = (locale: string, justNow: string): Format => {
  const number = new Intl.NumberFormat(locale)
  const percents = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
  const moment = (options: Intl.DateTimeFormatOptions) => {
    const words = new Intl.DateTimeFormat(locale, options)
    return (iso: string) => (Number.isNaN(Date.parse(iso)) ? iso : words.format(Date.parse(iso)))
  }
  return {
    number: (value) => number.format(value),
    percent: (part) => `${percents.format(part * 100)}${space}%`,
    dateTime: moment({ dateStyle: 'medium', timeStyle: 'short' }),
    date: moment({ dateStyle: 'medium' }),
    time: moment({ timeStyle: 'medium' }),
    relative: relativeOf(locale, justNow),
    duration: durationOf(number),
    bytes: bytesOf(number),
  }
}
