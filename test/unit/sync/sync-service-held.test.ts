import { describe, expect, it } from 'vitest'
import { setUp } from './sync-service-desk.ts'

describe('a rehearsal', () => {
  it('reads and proves everything, and publishes nothing', async () => {
    const { sync, over, statuses, directory, published } = setUp()
    await sync.start('rehearsal')
    await over()
    const last = statuses.at(-1)?.last
    expect(last).toMatchObject({ trigger: 'rehearsal', outcome: 'rehearsed', users: 4, error: null })
    expect(last?.proof).toMatchObject({ complete: true, usersRead: 5 })
    expect(directory.calls).toContain('rehearse')
    expect(directory.calls).not.toContain('publish')
    expect([published, directory.published]).toEqual([[], null])
  })

  it('that does not read everything ends as any other run', async () => {
    const { sync, over, directory, statuses } = setUp({ usersCounted: 9, usersCountedAgain: 9 })
    await sync.start('rehearsal')
    await over()
    expect(statuses.at(-1)?.last).toMatchObject({ outcome: 'partial' })
    expect(directory.calls).not.toContain('rehearse')
  })
})

describe('a run that the guard holds', () => {
  const held = async () => {
    const bench = setUp()
    bench.directory.guards = 'held'
    return { ...bench, last: await bench.whole() }
  }

  it('says so, tells of no new snapshot, and keeps what it has read', async () => {
    const { last, published, directory } = await held()
    expect(last).toMatchObject({ outcome: 'held', users: 4, error: null })
    expect(published).toEqual([])
    expect(directory.staging.users.size).toBe(4)
  })

  it('is published when an administrator applies it, and tells so', async () => {
    const { last, sync, published, directory, statuses } = await held()
    await sync.applyHeld(last.runId)
    expect(published).toEqual([directory.published?.snapshot])
    expect(statuses.at(-1)).toMatchObject({ progress: null, last: { runId: last.runId, outcome: 'published' } })
    await expect(sync.applyHeld(last.runId)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('is dropped when an administrator keeps everything', async () => {
    const { last, sync, published, directory, statuses } = await held()
    await sync.keepHeld(last.runId)
    expect(statuses.at(-1)).toMatchObject({ last: { runId: last.runId, outcome: 'kept' } })
    expect([published, directory.published, directory.staging.users.size]).toEqual([[], null, 0])
  })

  it('is not answered while another run is under way', async () => {
    const { last, sync, over } = await held()
    await sync.start('manual')
    await expect(sync.applyHeld(last.runId)).rejects.toMatchObject({ code: 'sync_running' })
    await expect(sync.keepHeld(last.runId)).rejects.toMatchObject({ code: 'sync_running' })
    await over()
  })

  it('is not held again where just that was kept: it ends as kept, and what it has read is dropped', async () => {
    const { whole, directory, published } = setUp()
    directory.guards = 'kept'
    expect(await whole()).toMatchObject({ outcome: 'kept', users: 4, error: null, proof: { complete: true } })
    expect([published, directory.published, directory.staging.users.size]).toEqual([[], null, 0])
    expect(directory.calls).not.toContain('endRun')
  })
})
