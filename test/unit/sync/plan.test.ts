import { expect, it } from 'vitest'
import type { LeftReading } from '../../../electron/directory/directory-api.ts'
import { planOf, planOfOne } from '../../../electron/sync/plan.ts'

const at = (time: string) => `2026-03-${time}:00.000Z`
const now = new Date(at('10T12:00'))
const links = (takenAt: string, readAt = takenAt) => ({
  users: 'u',
  groups: 'g',
  takenAt: at(takenAt),
  readAt: at(readAt),
})
const left = (takenAt: string): LeftReading => ({
  ...{ runId: 'former', fullReason: 'daily', users: 12, groups: 3 },
  takenAt: at(takenAt),
})

it.each([
  ['the last run left links', links('10T11:45', '09T12:01'), 'delta', null],
  ['there are no links', null, 'full', 'noLinks'],
  ['everything was last read a day ago', links('10T11:45', '09T12:00'), 'full', 'daily'],
  ['the links are six days old', links('04T12:00'), 'full', 'aged'],
  ['the clock is a little behind', links('10T12:30'), 'delta', null],
  ['the clock was set back', links('11T12:00'), 'full', 'aged'],
] as const)('when %s', (_when, known, kind, fullReason) => {
  expect(planOf({ links: known, keptReadAt: null, left: null }, false, now)).toEqual({ kind, fullReason })
})

it.each([
  ['less than a day ago', '09T12:01', 'delta', null],
  ['a day ago', '09T12:00', 'full', 'daily'],
  ['in a time that has not come', '10T13:01', 'full', 'daily'],
] as const)(
  'when everything was last read %s, and nothing published for what is kept',
  (_when, readAt, kind, fullReason) => {
    const known = { links: links('08T12:00'), keptReadAt: at(readAt), left: null }
    expect(planOf(known, false, now)).toEqual({ kind, fullReason })
  },
)

it.each([
  ['no snapshot', null],
  ['a snapshot', links('10T11:45')],
])('goes on with what a run left, for that one’s reason, where there is %s', (_where, known) => {
  expect(planOf({ links: known, keptReadAt: null, left: left('10T11:01') }, false, now)).toEqual({
    kind: 'full',
    fullReason: 'daily',
    resumed: { users: 12, groups: 3 },
  })
})

it.each([
  ['is an hour old', '10T11:00'],
  ['would be of a time that has not come', '10T13:01'],
])('does not go on with what %s', (_what, takenAt) => {
  const known = { links: links('10T11:45'), keptReadAt: null, left: left(takenAt) }
  expect(planOf(known, false, now)).toEqual({ kind: 'delta', fullReason: null })
})

it('whoever asks for everything gets everything, from the beginning', () => {
  const known = { links: links('10T11:45'), keptReadAt: null, left: left('10T11:45') }
  expect(planOf(known, true, now)).toEqual({ kind: 'full', fullReason: 'asked' })
})

it('reads a single object alone, but not while another run would go on with what one left', () => {
  const one = { kind: 'user', fullReason: null }
  expect(planOfOne({ left: null }, 'user', now)).toEqual(one)
  expect(planOfOne({ left: left('10T11:00') }, 'user', now)).toEqual(one)
  const early = () => planOfOne({ left: left('10T11:01') }, 'user', now)
  expect(early).toThrow(expect.objectContaining({ code: 'sync_unfinished' }))
})
