/** Midday in UTC is the same day in most of the world. */
export const endOf = (day: string): string | undefined => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined
  const moment = `${day}T12:00:00.000Z`
  const time = Date.parse(moment)
  // A day that is not in its month would slip into the next one.
  return !Number.isNaN(time) && new Date(time).toISOString() === moment ? moment : undefined
}
