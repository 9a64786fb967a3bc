import { describe, expect, it } from 'vitest'
import { AppError } from '../../../shared/ipc/errors.ts'
import { type Asked, fault } from '../graph/graph-desk.ts'
import { person } from './small-tenant.ts'
import { setUp } from './sync-service-desk.ts'

describe('the life of runs', () => {
  it('is one at a time, and another when the first has ended', async () => {
    const { sync, whole, over, directory } = setUp()
    const { runId } = await sync.start('connected')
    await expect(sync.start('manual')).rejects.toMatchObject({ code: 'sync_running' })
    await over()
    expect((await whole()).runId).not.toBe(runId)
    expect(directory.runs.map(({ outcome, trigger }) => [outcome, trigger])).toEqual([
      ['published', 'connected'],
      ['published', 'manual'],
    ])
  })

  it('may go on from within the word that a run has ended', async () => {
    const { sync, statuses, over } = setUp()
    const again = Promise.withResolvers<unknown>()
    statuses.push = (status) => {
      if (status.progress === null) again.resolve(sync.start('manual').catch((error: unknown) => error))
      return 0
    }
    await sync.start('manual')
    expect(await again.promise).toEqual({ runId: 'run2' })
    await sync.stop()
    await over()
  })

  it('says why a run cannot begin, and is free afterwards', async () => {
    const { sync, directory, whole } = setUp()
    directory.fails = { beginRun: new AppError('disk_full') }
    await expect(sync.start('manual')).rejects.toMatchObject({ code: 'disk_full' })
    directory.fails = {}
    expect((await whole()).outcome).toBe('published')
  })

  it('goes on when a listener throws', async () => {
    const { sync, statuses, directory, over } = setUp()
    statuses.push = () => {
      throw new Error('window closed')
    }
    await sync.start('manual')
    await over()
    expect(directory.published).not.toBeNull()
  })

  it('does not stay running when the end cannot be noted', async () => {
    const { whole, directory, sync } = setUp()
    directory.fails = { stageUsers: new AppError('disk_full'), endRun: new AppError('disk_full') }
    expect(await whole()).toMatchObject({
      outcome: 'failed',
      error: { code: 'disk_full' },
      finishedAt: expect.any(String),
    })
    expect((await sync.status()).last).toMatchObject({ outcome: 'failed' })
    directory.fails = {}
    expect(await whole()).toMatchObject({ outcome: 'published' })
  })

  it('reports a published run as such even when it cannot be looked up', async () => {
    const { sync, statuses, directory, over } = setUp()
    directory.holds = { publish: Promise.resolve().then(() => undefined) }
    await sync.start('manual')
    directory.fails = { run: new AppError('disk_failed') }
    await over()
    expect(statuses.at(-1)?.last).toMatchObject({ outcome: 'published', users: 4, memberships: 7 })
  })

  it('reports a run as published when the writer died after it had published', async () => {
    const { whole, directory, published } = setUp()
    const publish = directory.publish.bind(directory)
    directory.publish = async (...args) => {
      await publish(...args)
      throw new AppError('disk_failed', { problem: 'THREAD_ENDED' })
    }
    expect(await whole()).toMatchObject({ outcome: 'published', error: null })
    expect(published).toEqual([directory.published?.snapshot])
  })

  it('knows the last run from before', async () => {
    const { sync, directory } = setUp()
    expect(await sync.status()).toEqual({ progress: null, last: null })
    await directory.beginRun({
      runId: 'old',
      trigger: 'manual',
      kind: 'full',
      fullReason: null,
      startedAt: '2026-01-01T00:00:00.000Z',
    })
    await directory.markInterrupted('2026-01-02T00:00:00.000Z')
    const another = setUp()
    another.directory.runs.push(...directory.runs)
    expect((await another.sync.status()).last).toMatchObject({ runId: 'old', outcome: 'interrupted' })
  })

  it('tells at most ten times a second, and the end', async () => {
    const { sync, statuses, over, bench } = setUp({
      users: Array.from({ length: 300 }, (_, at) => person(`u${at}`)),
      usersCounted: 300,
    })
    const at: number[] = []
    statuses.push = () => at.push(bench.clock.now().getTime())
    await sync.start('manual')
    await over()
    const gaps = at.slice(1, -1).map((time, index) => time - at[index]!)
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(100)
    expect(at.length).toBeGreaterThan(1)
  })

  it('says until when Graph asked to wait', async () => {
    let busy = 0
    const before = ({ url }: Asked) =>
      url.includes('/users?') && busy++ === 0
        ? fault(429, 'TooManyRequests', 'm', { 'retry-after': '30' })()
        : undefined
    const { sync, over, statuses, bench } = setUp({ before }, undefined, -1)
    const until = new Date(bench.clock.now().getTime() + 30_000).toISOString()
    await sync.start('manual')
    const waiting = async () => (await sync.status()).progress?.waitingUntil
    await expect.poll(waiting).toBe(until)
    await bench.clock.advance(100)
    expect(statuses.at(-1)?.progress).toMatchObject({ waitingUntil: until, eta: null })
    await bench.clock.advance(30_000)
    await over()
    expect(statuses.at(-1)).toMatchObject({ progress: null, last: { outcome: 'published', retries: 1 } })
  })
})
