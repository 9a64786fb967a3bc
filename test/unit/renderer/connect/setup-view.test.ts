import { describe, expect, it } from 'vitest'
import { stageOf, stepsOf, toggled } from '../../../../renderer/features/connect/setup-view.ts'
import type { AdminInfo, SetupStatus } from '../../../../shared/domain/setup.ts'

const statusOf = (part: Partial<SetupStatus>) => part as SetupStatus
const admin = {} as AdminInfo
const step = (state: SetupStatus['steps'][number]['state'], attempt = 1, retryAt: string | null = null) =>
  ({ step: 'grants', state, attempt, retryAt }) as const

describe('the stages of connecting', () => {
  it('begin with a choice, and go on once somebody has signed in', () => {
    expect(stageOf(null, null, null)).toBe('choose')
    expect(stageOf(null, admin, null)).toBe('review')
  })

  it('show an unfinished set-up before anything else', () => {
    expect(stageOf(statusOf({ state: 'running' }), admin, null)).toBe('setup')
    expect(stageOf(statusOf({ state: 'stopped' }), null, null)).toBe('setup')
  })

  it('are done for as long as the connection stands that came of it, and begin anew after it was left', () => {
    const done = statusOf({ state: 'done', connectionId: 'c' })
    expect(stageOf(done, null, { id: 'c', state: 'connected' })).toBe('done')
    expect(stageOf(done, null, { id: 'c', state: 'disconnected' })).toBe('choose')
    expect(stageOf(done, admin, { id: 'other', state: 'connected' })).toBe('review')
  })
})

describe('the steps of a set-up', () => {
  const levels = (state: SetupStatus['state'], ...steps: SetupStatus['steps'][number][]) =>
    stepsOf({ state, steps }).map(({ level }) => level)

  it('are done, under way, waiting for Microsoft, or to come', () => {
    expect(levels('running', step('done'), step('running'), step('waiting'))).toEqual(['ok', 'run', 'todo'])
    expect(levels('running', step('running', 2, '2026-11-25T12:00:00Z'))).toEqual(['wait'])
  })

  it('point at the one that is next after a stop, and at the one that failed', () => {
    expect(levels('stopped', step('done'), step('waiting'), step('waiting'))).toEqual(['ok', 'now', 'todo'])
    expect(levels('stopped', step('failed'), step('waiting'))).toEqual(['error', 'todo'])
  })

  it('say how often they were tried only from the second time on', () => {
    const [first, second] = stepsOf({ state: 'running', steps: [step('running', 1), step('running', 3)] })
    expect(first?.attempt).toBeUndefined()
    expect(second?.attempt).toBe(3)
  })
})

describe('chosen features', () => {
  it('come and go, each once', () => {
    expect(toggled(['smimeFromMail'], 'smimeFromMail', true)).toEqual(['smimeFromMail'])
    expect(toggled([], 'expiryFromEntra', true)).toEqual(['expiryFromEntra'])
    expect(toggled(['smimeFromMail', 'expiryFromEntra'], 'smimeFromMail', false)).toEqual(['expiryFromEntra'])
  })
})
