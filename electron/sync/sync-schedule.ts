import { z } from 'zod'
import { type Schedule, type ScheduleStatus, scheduleIntervals, usualSchedule } from '../../shared/domain/schedule.ts'
import type { Occasion } from '../../shared/domain/sync.ts'
import { AppError, isAppError } from '../../shared/ipc/errors.ts'
import type { DirectoryReader } from '../directory/directory-api.ts'
import type { Clock, Logger, Presence, SettingsFile } from '../ports.ts'
import { type Cause, isMet, soonest } from './cause.ts'
import type { SyncService } from './sync-service.ts'

/** Between two looks at clock and network at most: sleep, a clock that was set, a network that went and came back. */
const longestWait = 30_000
/** From a connection to the first run by itself, and from a run that could not begin to the next attempt. */
const patience = 60_000

const stored = z.record(
  z.string(),
  z.object({ everyMinutes: z.literal([...scheduleIntervals]), paused: z.boolean() }).readonly(),
)

interface Needs {
  readonly connectionId: string
  readonly sync: Pick<SyncService, 'start' | 'status'>
  readonly directory: Pick<DirectoryReader, 'pending'>
  /** Whether the tenant may be asked anything: connected, not paused. */
  readonly usable: () => boolean
  readonly settings: SettingsFile
  readonly presence: Presence
  readonly clock: Clock
  readonly logger: Logger
  readonly onChanged: (status: ScheduleStatus) => void
}

/**
 * When the next run of one connection comes by itself: every so many minutes after the last one began, and at the start
 * of the program, after sleep and when the network returns. However many slots were missed, one run makes up for them.
 */
export class SyncSchedule {
  readonly #needs: Needs
  readonly #ended = new AbortController()
  #wait = new AbortController()
  /** What a run is still to begin for; null: for the interval alone. */
  #cause: Cause | null = null
  #begun = 0
  #told = ''
  #loop: Promise<void> = Promise.resolve()
  #stopListening = (): void => undefined

  constructor(needs: Needs) {
    this.#needs = needs
  }

  get(): Schedule {
    const { settings, connectionId } = this.#needs
    return stored.safeParse(settings.read('schedules')).data?.[connectionId] ?? usualSchedule
  }

  /** Holds at once: a run that is due under the new schedule begins. */
  set(schedule: Schedule): Schedule {
    const { settings, connectionId } = this.#needs
    const others = stored.safeParse(settings.read('schedules')).data ?? {}
    settings.write('schedules', { ...others, [connectionId]: schedule })
    this.#look()
    return schedule
  }

  async status(): Promise<ScheduleStatus> {
    const { presence, sync, clock } = this.#needs
    const schedule = this.get()
    const due = await this.#due(schedule)
    const { progress } = await sync.status()
    const nextAt = due === null || progress !== null ? null : new Date(Math.max(due, clock.now().getTime()))
    return {
      ...schedule,
      nextAt: nextAt?.toISOString() ?? null,
      offline: !presence.isOnline(),
      held: await this.#isHeld(),
    }
  }

  /** From now on runs begin by themselves; the first one now where the program has just started. */
  begin(isStart: boolean): void {
    const { presence, clock } = this.#needs
    this.#begun = clock.now().getTime()
    if (isStart) this.#arise('start')
    this.#stopListening = presence.onWake(() => this.#look('wake'))
    this.#loop = this.#run()
  }

  /** No run begins afterwards; one under way is the sync's to end. */
  async stop(): Promise<void> {
    this.#stopListening()
    this.#ended.abort(new AppError('cancelled'))
    await this.#loop
  }

  /** Something that the schedule goes by has changed: a run has ended, or the connection. */
  readonly changed = (): void => this.#look()

  #look(occasion?: Occasion): void {
    if (occasion !== undefined) this.#arise(occasion)
    this.#wait.abort(new AppError('cancelled'))
  }

  #arise(occasion: Occasion): void {
    this.#cause = { occasion, since: this.#needs.clock.now().getTime() }
  }

  /** Unless something newer has arisen meanwhile. */
  #forget(cause: Cause | null): void {
    if (this.#cause === cause) this.#cause = null
  }

  async #run(): Promise<void> {
    let wasOnline = this.#needs.presence.isOnline()
    while (!this.#ended.signal.aborted) {
      this.#wait = new AbortController()
      const isOnline = this.#needs.presence.isOnline()
      if (isOnline && !wasOnline) this.#arise('network')
      wasOnline = isOnline
      const wait = await this.#turn(isOnline).catch((error: unknown) => {
        this.#needs.logger.warn('sync.schedule', { error })
        return patience
      })
      await this.#tell()
      const signal = AbortSignal.any([this.#ended.signal, this.#wait.signal])
      await this.#needs.clock.sleep(wait, signal).catch(() => undefined)
    }
  }

  /** Begins a run where one is due; the milliseconds until the next look. */
  async #turn(isOnline: boolean): Promise<number> {
    const { sync, clock } = this.#needs
    if (!isOnline) return longestWait
    const cause = await this.#pending()
    const occasion = cause?.occasion ?? 'schedule'
    const due = await this.#due(this.get(), soonest[occasion])
    // Whoever ends a pause, or answers, does not ask for what was missed meanwhile: the interval tells what is due.
    if (due === null) this.#forget(cause)
    const left = (due ?? Number.POSITIVE_INFINITY) - clock.now().getTime()
    if (left > 0) return Math.min(left, longestWait)
    try {
      await sync.start(occasion)
    } catch (error) {
      // Whether the one under way is as good shows when it has ended.
      if (isAppError(error) && error.code === 'sync_running') return longestWait
      if (!isAppError(error) || error.code !== 'cancelled') throw error
    }
    this.#forget(cause)
    return longestWait
  }

  /** The cause, unless a run has done enough for it. */
  async #pending(): Promise<Cause | null> {
    const cause = this.#cause
    const { last } = await this.#needs.sync.status()
    if (cause === null || last === null || !isMet(cause, last, this.#needs.clock.now().getTime())) return cause
    this.#forget(cause)
    return null
  }

  /** When the next run is to begin, in milliseconds; null where none is. A time long past is due now. */
  async #due({ paused, everyMinutes }: Schedule, soonest = Number.POSITIVE_INFINITY): Promise<number | null> {
    const { sync, usable, clock } = this.#needs
    if (paused || !usable()) return null
    // Another run would take away what an administrator is asked about, and ask anew.
    if (await this.#isHeld()) return null
    const { last } = await sync.status()
    const now = clock.now().getTime()
    // A tenant just connected is read for that reason, and only if that fails for this one.
    if (last === null) return this.#begun + Math.min(soonest, patience)
    const began = Date.parse(last.startedAt)
    // The clock was set back: what has not happened yet does not count.
    if (began > now) return now
    return began + Math.min(soonest, everyMinutes * 60_000)
  }

  /** Whether a run waits for an answer: the last one, or one over a single object after it. */
  async #isHeld(): Promise<boolean> {
    return (await this.#needs.directory.pending())?.held === true
  }

  async #tell(): Promise<void> {
    const status = await this.status().catch(() => null)
    const told = JSON.stringify(status)
    if (status === null || told === this.#told || this.#ended.signal.aborted) return
    this.#told = told
    this.#needs.onChanged(status)
  }
}
