import { describe, expect, it } from 'vitest'
import { announcementOf, fractionOf, headlineOf, phaseRowsOf } from '../../../../renderer/components/run-view.ts'
import { formatOf } from '../../../../renderer/lib/format.ts'
import type { SyncProgress } from '../../../../shared/domain/sync.ts'
import { sync as de } from '../../../../shared/text/de/sync.ts'
import { sync as en } from '../../../../shared/text/en/sync.ts'

const progress = (part: Partial<SyncProgress> = {}): SyncProgress => ({
  runId: 'run',
  kind: 'full',
  fullReason: 'asked',
  phase: 'read',
  streams: {
    users: { done: 41_208, total: 100_000 },
    groups: { done: 0, total: null },
    members: { done: 0, total: null },
  },
  memberships: 0,
  requests: 54,
  retries: 1,
  rate: 9_800.4,
  eta: 6.2,
  waitingUntil: null,
  startedAt: '2026-11-23T09:15:02.000Z',
  ...part,
})
const counted = { users: { done: 100, total: 100 }, groups: { done: 40, total: 50 }, members: { done: 10, total: 50 } }
const format = formatOf('en-GB', 'just now')

describe('the headline of a run', () => {
  it('says what is read, how many of how many, how fast and how long still', () => {
    expect(headlineOf(progress(), en, format)).toBe(
      'Full sync. Reading users: 41,208 of 100,000, 9,800 a second, about 6\u00a0s left',
    )
  })

  it('goes on to what is not complete yet, and leaves out a total that nobody has counted', () => {
    const streams = { ...counted, groups: { done: 40, total: null } }
    expect(headlineOf(progress({ streams, rate: 0, eta: null }), en, format)).toBe(
      'Full sync. Reading groups: 40 so far',
    )
  })

  it('names the end of a pause instead of a rate', () => {
    const text = headlineOf(progress({ waitingUntil: '2026-11-23T09:16:00.000Z' }), en, format)
    expect(text).toContain('Microsoft Graph asked to slow down')
    expect(text).not.toContain('a second')
  })

  it('speaks of the phase where nothing is read', () => {
    expect(headlineOf(progress({ phase: 'prove', rate: 0 }), de, format)).toContain(de.progress.doing.prove)
  })

  it('says whether everything is read, what has changed, or one object', () => {
    const said = (kind: SyncProgress['kind']) => headlineOf(progress({ kind, fullReason: null }), en, format)
    expect(said('delta')).toMatch(/^Sync of what has changed\. Reading users/)
    expect(said('group')).toMatch(/^Sync of one group\./)
  })
})

describe('how far a run is', () => {
  it('is unknown until everything is counted', () => {
    expect(fractionOf(progress())).toBeUndefined()
  })

  it('counts all streams, and never more than everything', () => {
    expect(fractionOf(progress({ streams: counted }))).toBe(0.75)
    const more = { ...counted, users: { done: 120, total: 100 } }
    expect(fractionOf(progress({ streams: more }))).toBe(0.75)
  })

  it('is whole while it is proven, whatever the counts say', () => {
    expect(fractionOf(progress({ phase: 'prove' }))).toBe(1)
  })

  it('is unknown in a tenant without anything', () => {
    const none = { users: { done: 0, total: 0 }, groups: { done: 0, total: 0 }, members: { done: 0, total: 0 } }
    expect(fractionOf(progress({ streams: none }))).toBeUndefined()
  })

  it('is announced in tenths, so that a screen reader is not talked over', () => {
    const said = (users: number) =>
      announcementOf(progress({ streams: { ...counted, users: { done: users, total: 100 } } }), en, format)
    expect(said(0)).toBe(said(9))
    expect(said(0)).not.toBe(said(90))
  })
})

describe('the phases of a run', () => {
  it('tells what is done, runs, waits and is still to come', () => {
    expect(
      phaseRowsOf(progress({ streams: { ...counted, members: { done: 0, total: 50 } } })).map((r) => r.state),
    ).toEqual(['ok', 'ok', 'ok', 'run', 'wait', 'todo', 'todo'])
  })

  it('has read everything once it proves', () => {
    expect(phaseRowsOf(progress({ phase: 'prove' })).map((r) => r.state)).toEqual([
      'ok',
      'ok',
      'ok',
      'ok',
      'ok',
      'run',
      'todo',
    ])
  })
})
