/** Minutes between two runs that nobody asked for. */
export const scheduleIntervals = [5, 15, 30, 60, 240, 720, 1440] as const
export type ScheduleInterval = (typeof scheduleIntervals)[number]

export interface Schedule {
  readonly everyMinutes: ScheduleInterval
  readonly paused: boolean
}

export const usualSchedule: Schedule = { everyMinutes: 15, paused: false }

export interface ScheduleStatus extends Schedule {
  /** Null while paused, while a run is under way or held, and while nothing may be asked of the tenant. */
  readonly nextAt: string | null
  /** The network is away: the run comes when it is back. */
  readonly offline: boolean
  /** A run waits for an administrator's answer, and the next one for that. */
  readonly held: boolean
}
