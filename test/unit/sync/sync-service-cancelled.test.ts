import { describe, expect, it } from 'vitest'
import type { SyncPhase } from '../../../shared/domain/sync.ts'
import { type Asked, fault } from '../graph/graph-desk.ts'
import type { SmallTenant } from './small-tenant.ts'
import { gate, hangs, phaseOf, setUp } from './sync-service-desk.ts'

describe('cancelling', () => {
  it('while Graph wants a long wait ends the run at once, and the next run says that it waits', async () => {
    let busy = 0
    const before = ({ url }: Asked) =>
      url.includes('/users?') && busy++ === 0
        ? fault(429, 'TooManyRequests', 'm', { 'retry-after': '300' })()
        : undefined
    const { sync, over, statuses, bench } = setUp({ before }, undefined, -1)
    const waiting = async () => (await sync.status()).progress?.waitingUntil
    const until = new Date(bench.clock.now().getTime() + 300_000).toISOString()
    const { runId } = await sync.start('manual')
    await expect.poll(waiting).toBe(until)
    sync.cancel(runId)
    await over()
    expect(statuses.at(-1)?.last?.outcome).toBe('cancelled')
    await sync.start('manual')
    await expect.poll(waiting).toBe(until)
    await bench.clock.advance(300_000)
    await over()
    expect(statuses.at(-1)?.last?.outcome).toBe('published')
  })

  it.each<[SyncPhase, Partial<SmallTenant>]>([
    ['signIn', { before: hangs(/./) }],
    ['count', { before: hangs(/\/groups\?/) }],
    ['read', { before: hangs(/\/users\?from=2|users&from=2|from=4/) }],
    ['read', { before: hangs(/\$batch/) }],
    ['prove', { usersCounted: 9, before: hangs(/users\/\$count\?/) }],
  ])('in phase %s ends the run without a trace', async (phase, changes) => {
    const { sync, bench, directory, over, statuses } = setUp(changes)
    const { runId } = await sync.start('manual')
    await expect.poll(() => phaseOf(sync)).toBe(phase)
    sync.cancel(runId)
    await over()
    expect(statuses.at(-1)?.last).toMatchObject({ runId, outcome: 'cancelled', error: null })
    expect(bench.asked.filter(({ signal }) => signal.aborted).length).toBeGreaterThan(0)
    expect(bench.limiter.active).toBe(0)
    expect(directory.published).toBeNull()
    expect(directory.staging.users.size + directory.staging.groups.size).toBe(0)
  })

  it('does not wait for a keychain that waits for its owner', async () => {
    const { sync, over, statuses } = setUp({}, () => new Promise(() => undefined))
    const { runId } = await sync.start('manual')
    sync.cancel(runId)
    await over()
    expect(statuses.at(-1)?.last?.outcome).toBe('cancelled')
  })

  it('before publishing publishes nothing; while it publishes, it is published', async () => {
    for (const [method, outcome] of [
      ['staged', 'cancelled'],
      ['publish', 'published'],
    ] as const) {
      const { sync, directory, over, statuses } = setUp()
      const held = gate()
      directory.holds = { [method]: held.promise }
      const { runId } = await sync.start('manual')
      await expect.poll(() => directory.calls.includes(method)).toBe(true)
      sync.cancel(runId)
      held.resolve()
      await over()
      expect(statuses.at(-1)?.last).toMatchObject({ outcome })
      expect(directory.published === null).toBe(outcome === 'cancelled')
    }
  })

  it('concerns the run that is named, and no other', async () => {
    const { sync, over, statuses } = setUp()
    await sync.start('manual')
    sync.cancel('another')
    await over()
    expect(statuses.at(-1)?.last?.outcome).toBe('published')
    sync.cancel('run1')
  })

  it('for good waits for the end and lets nothing start afterwards', async () => {
    const { sync, directory } = setUp({ before: hangs(/from=2/) })
    await sync.start('manual')
    await expect.poll(() => phaseOf(sync)).toBe('read')
    await sync.stop()
    expect(directory.runs.map(({ outcome }) => outcome)).toEqual(['cancelled'])
    await expect(sync.start('manual')).rejects.toMatchObject({ code: 'cancelled' })
    await sync.stop()
  })

  it('for good while a run begins waits for that as well', async () => {
    const { sync, directory } = setUp()
    const held = gate()
    directory.holds = { beginRun: held.promise }
    const started = sync.start('manual')
    const stopped = sync.stop()
    held.resolve()
    await Promise.all([started, stopped])
    expect(directory.runs.map(({ outcome }) => outcome)).toEqual(['cancelled'])
  })
})
