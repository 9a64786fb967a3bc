import { describe, expect, it, onTestFinished } from 'vitest'
import { SyncSchedule } from '../../../electron/sync/sync-schedule.ts'
import type { PendingChanges } from '../../../shared/domain/change.ts'
import type { ScheduleStatus } from '../../../shared/domain/schedule.ts'
import type { SyncOutcome, SyncRun, SyncTrigger } from '../../../shared/domain/sync.ts'
import { AppError } from '../../../shared/ipc/errors.ts'
import { FakeClock, settled } from '../../fakes/fake-clock.ts'
import { FakePresence } from '../../fakes/fake-presence.ts'
import { MemorySettings } from '../../fakes/memory-settings.ts'
import { SilentLogger } from '../../fakes/silent-logger.ts'

const minute = 60_000
const noon = Date.parse('2026-03-01T12:00:00Z')

/** A schedule whose runs end at once. */
const desk = (options: { readonly lastAt?: number; readonly online?: boolean; readonly usable?: boolean } = {}) => {
  const clock = new FakeClock(new Date(noon))
  const presence = new FakePresence()
  presence.online = options.online ?? true
  const started: { readonly trigger: SyncTrigger; readonly minute: number }[] = []
  const state = {
    usable: options.usable ?? true,
    fails: null as Error | null,
    lastAt: options.lastAt ?? (null as number | null),
    endedAt: null as number | null,
    outcome: 'published' as SyncOutcome,
    pending: null as { readonly held: boolean } | null,
  }
  const told: ScheduleStatus[] = []
  const settings = new MemorySettings()
  const make = () =>
    new SyncSchedule({
      connectionId: 'contoso',
      sync: {
        status: async () => ({
          progress: null,
          last:
            state.lastAt === null
              ? null
              : ({
                  startedAt: new Date(state.lastAt).toISOString(),
                  finishedAt: state.endedAt === null ? null : new Date(state.endedAt).toISOString(),
                  outcome: state.outcome,
                } as SyncRun),
        }),
        start: async (trigger) => {
          if (state.fails !== null) throw state.fails
          started.push({ trigger, minute: (clock.now().getTime() - noon) / minute })
          state.lastAt = clock.now().getTime()
          return { runId: 'run' }
        },
      },
      directory: { pending: async () => state.pending as PendingChanges | null },
      usable: () => state.usable,
      settings,
      presence,
      clock,
      logger: new SilentLogger(),
      onChanged: (status) => told.push(status),
    })
  const schedule = make()
  const begin = async (isStart = true) => {
    schedule.begin(isStart)
    onTestFinished(() => schedule.stop())
    await settled()
  }
  return { schedule, begin, make, clock, presence, started, state, told, settings }
}

describe('the schedule', () => {
  it('begins a run at the start, and then every quarter of an hour', async () => {
    const { begin, clock, started } = desk({ lastAt: noon - 5 * minute })
    await begin()
    await clock.advance(46 * minute)
    expect(started).toEqual([
      { trigger: 'start', minute: 0 },
      { trigger: 'schedule', minute: 15 },
      { trigger: 'schedule', minute: 30 },
      { trigger: 'schedule', minute: 45 },
    ])
  })

  it('leaves a tenant that was just connected to the run that connecting begins', async () => {
    const { begin, clock, started } = desk()
    await begin(false)
    await clock.advance(59_000)
    expect(started).toEqual([])
    await clock.advance(1_000)
    expect(started).toEqual([{ trigger: 'schedule', minute: 1 }])
  })

  it('begins by the interval where another tenant becomes the active one', async () => {
    const { begin, clock, started } = desk({ lastAt: noon - 14 * minute })
    await begin(false)
    expect(started).toEqual([])
    await clock.advance(minute)
    expect(started).toEqual([{ trigger: 'schedule', minute: 1 }])
  })

  it('does not begin another each time the computer wakes up', async () => {
    const { begin, clock, presence, started } = desk({ lastAt: noon - minute })
    await begin()
    for (let nap = 0; nap < 10; nap++) {
      await clock.advance(30_000)
      presence.wake()
      await settled()
    }
    expect(started.map(({ trigger }) => trigger)).toEqual(['start', 'wake', 'wake', 'wake', 'wake', 'wake'])
  })

  it('makes up for many missed slots by one run, after sleep', async () => {
    const { begin, clock, presence, started, state } = desk()
    await begin()
    state.lastAt = noon - 600 * minute
    presence.wake()
    await settled()
    await clock.advance(minute)
    expect(started).toEqual([
      { trigger: 'start', minute: 0 },
      { trigger: 'wake', minute: 0 },
    ])
  })

  it('notices sleep without being told', async () => {
    const { begin, clock, started, state } = desk()
    await begin()
    state.lastAt = noon - 600 * minute
    await clock.advance(minute)
    expect(started.map(({ trigger }) => trigger)).toEqual(['start', 'schedule'])
  })

  it('waits for the network, and begins when it returns', async () => {
    const { begin, clock, presence, started, schedule } = desk({ online: false, lastAt: noon - 60 * minute })
    await begin()
    await clock.advance(30 * minute)
    expect(started).toEqual([])
    expect(await schedule.status()).toMatchObject({ offline: true })
    presence.online = true
    await clock.advance(30_000)
    expect(started.map(({ trigger }) => trigger)).toEqual(['network'])
    expect(await schedule.status()).toMatchObject({ offline: false })
  })

  it('begins for a network that returned soon after a run began that failed without it', async () => {
    const { begin, clock, presence, schedule, started, state } = desk({ lastAt: noon - 600 * minute })
    schedule.set({ everyMinutes: 1440, paused: false })
    await begin()
    await clock.advance(10_000)
    presence.online = false
    await clock.advance(5_000)
    state.outcome = 'failed'
    schedule.changed()
    await clock.advance(25_000)
    presence.online = true
    await clock.advance(180 * minute)
    expect(started).toEqual([
      { trigger: 'start', minute: 0 },
      { trigger: 'network', minute: 1 },
    ])
  })

  it('notices a network that was away for less than a minute', async () => {
    const { begin, clock, presence, schedule, started } = desk({ lastAt: noon - 600 * minute })
    schedule.set({ everyMinutes: 1440, paused: false })
    await begin()
    await clock.advance(10 * minute + 1_000)
    presence.online = false
    await clock.advance(50_000)
    presence.online = true
    await clock.advance(180 * minute)
    expect(started.map(({ trigger }) => trigger)).toEqual(['start', 'network'])
  })

  it('begins after sleep, however soon that is after a run began', async () => {
    const { begin, clock, presence, schedule, started } = desk({ lastAt: noon - 600 * minute })
    schedule.set({ everyMinutes: 1440, paused: false })
    await begin()
    await clock.advance(40_000)
    presence.wake()
    await settled()
    await clock.advance(180 * minute)
    expect(started).toEqual([
      { trigger: 'start', minute: 0 },
      { trigger: 'wake', minute: 1 },
    ])
  })

  it.each([
    { outcome: 'published', triggers: ['start'] },
    { outcome: 'failed', triggers: ['start', 'wake'] },
  ] as const)('after sleep during a run waits for its end, here $outcome', async ({ outcome, triggers }) => {
    const { begin, clock, presence, schedule, started, state } = desk({ lastAt: noon - 600 * minute })
    schedule.set({ everyMinutes: 1440, paused: false })
    await begin()
    state.fails = new AppError('sync_running')
    await clock.advance(5 * minute)
    presence.wake()
    await settled()
    await clock.advance(5 * minute)
    Object.assign(state, { fails: null, outcome, endedAt: clock.now().getTime() })
    schedule.changed()
    await clock.advance(180 * minute)
    expect(started.map(({ trigger }) => trigger)).toEqual(triggers)
  })

  it('begins at the start after a run that was interrupted, whose end is only noted then', async () => {
    const { begin, started, state } = desk({ lastAt: noon - minute })
    Object.assign(state, { outcome: 'interrupted', endedAt: noon })
    await begin()
    expect(started).toEqual([{ trigger: 'start', minute: 0 }])
  })

  it('asks nothing of a tenant that is paused or disconnected', async () => {
    const { begin, clock, started, state, schedule } = desk({ usable: false })
    await begin()
    await clock.advance(60 * minute)
    expect(started).toEqual([])
    expect(await schedule.status()).toMatchObject({ nextAt: null })
    state.usable = true
    await clock.advance(minute)
    expect(started).toHaveLength(1)
  })

  it('leaves a held run to its answer, whatever the occasion, says so, and goes on afterwards', async () => {
    const { begin, clock, presence, started, state, schedule } = desk({ lastAt: noon - 60 * minute })
    Object.assign(state, { outcome: 'held', pending: { held: true } })
    await begin()
    presence.wake()
    await clock.advance(60 * minute)
    expect(started).toEqual([])
    expect(await schedule.status()).toMatchObject({ held: true, nextAt: null })
    Object.assign(state, { outcome: 'kept', pending: null })
    schedule.changed()
    await settled()
    expect(started).toHaveLength(1)
    expect(await schedule.status()).toMatchObject({ held: false, nextAt: expect.any(String) })
  })

  it('leaves a held run over a single object to its answer, though the last run over the tenant is another', async () => {
    const { begin, clock, started, state, schedule } = desk({ lastAt: noon - 60 * minute })
    state.pending = { held: true }
    await begin()
    await clock.advance(60 * minute)
    expect(started).toEqual([])
    expect(await schedule.status()).toMatchObject({ held: true, nextAt: null })
    state.pending = null
    await clock.advance(minute)
    expect(started).toHaveLength(1)
  })

  it('goes on after a rehearsal, and where nothing is left of what was held', async () => {
    const { begin, started, state, schedule } = desk({ lastAt: noon - 60 * minute })
    Object.assign(state, { outcome: 'held', pending: { held: false } })
    await begin()
    expect(started).toHaveLength(1)
    expect(await schedule.status()).toMatchObject({ held: false })
  })

  it('holds a new interval at once, remembers it for its connection, and can be paused', async () => {
    const { begin, clock, started, schedule, make, settings } = desk({ lastAt: noon - minute })
    await begin()
    expect(started).toHaveLength(1)
    schedule.set({ everyMinutes: 5, paused: false })
    await clock.advance(5 * minute)
    expect(started).toHaveLength(2)
    schedule.set({ everyMinutes: 5, paused: true })
    await clock.advance(60 * minute)
    expect(started).toHaveLength(2)
    expect(make().get()).toEqual({ everyMinutes: 5, paused: true })
    expect(settings.read('schedules')).toEqual({ contoso: { everyMinutes: 5, paused: true } })
    schedule.set({ everyMinutes: 60, paused: false })
    await settled()
    expect(started).toHaveLength(3)
  })

  it('leaves what arose during a pause to the interval', async () => {
    const { begin, clock, presence, schedule, started } = desk({ lastAt: noon - minute })
    schedule.set({ everyMinutes: 60, paused: true })
    await begin()
    await clock.advance(5 * minute)
    presence.wake()
    await settled()
    schedule.set({ everyMinutes: 60, paused: false })
    await settled()
    expect(started).toEqual([])
    await clock.advance(60 * minute)
    expect(started).toEqual([{ trigger: 'schedule', minute: 59 }])
  })

  it('takes settings that it does not understand for the usual ones', () => {
    const { schedule, settings } = desk()
    settings.write('schedules', { contoso: { everyMinutes: 1, paused: 'no' } })
    expect(schedule.get()).toEqual({ everyMinutes: 15, paused: false })
  })

  it('is not led astray by a clock that is set back', async () => {
    const { begin, started } = desk({ lastAt: noon + 10_000 * minute })
    await begin()
    expect(started).toHaveLength(1)
  })

  it('tries again later where a run cannot begin, and lets an administrator’s run be', async () => {
    const { begin, clock, started, state } = desk()
    state.fails = new AppError('disk_failed')
    await begin()
    await clock.advance(2 * minute)
    expect(started).toEqual([])
    state.fails = new AppError('sync_running')
    await clock.advance(2 * minute)
    state.fails = null
    await clock.advance(2 * minute)
    expect(started).toHaveLength(1)
  })

  it('says when the next run comes, once for each change', async () => {
    const { begin, clock, told } = desk({ lastAt: noon - minute })
    await begin()
    await clock.advance(10 * minute)
    expect(told.at(-1)).toEqual({
      everyMinutes: 15,
      paused: false,
      offline: false,
      held: false,
      nextAt: '2026-03-01T12:15:00.000Z',
    })
    expect(new Set(told.map((status) => JSON.stringify(status))).size).toBe(told.length)
  })

  it('ends for good', async () => {
    const { begin, schedule, clock, started, presence } = desk()
    await begin()
    await schedule.stop()
    presence.wake()
    await clock.advance(60 * minute)
    expect(started).toHaveLength(1)
    expect(presence.listeners).toBe(0)
  })
})
