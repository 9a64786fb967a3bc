import { expect, it } from 'vitest'
import { planOf } from '../../../electron/sync/plan.ts'

const at = (time: string) => `2026-03-${time}:00.000Z`
const now = new Date(at('10T12:00'))
const links = (takenAt: string, readAt = takenAt) => ({
  users: 'u',
  groups: 'g',
  takenAt: at(takenAt),
  readAt: at(readAt),
})

it.each([
  ['the last run left links', links('10T11:45', '09T12:01'), 'delta', null],
  ['there are no links', null, 'full', 'noLinks'],
  ['everything was last read a day ago', links('10T11:45', '09T12:00'), 'full', 'daily'],
  ['the links are six days old', links('04T12:00'), 'full', 'aged'],
  ['the clock is a little behind', links('10T12:30'), 'delta', null],
  ['the clock was set back', links('11T12:00'), 'full', 'aged'],
] as const)('when %s', (_when, known, kind, fullReason) => {
  expect(planOf(known, false, now)).toEqual({ kind, fullReason })
})

it('whoever asks for everything gets everything', () => {
  expect(planOf(links('10T11:45'), true, now)).toEqual({ kind: 'full', fullReason: 'asked' })
})
