import { describe, expect, it } from 'vitest'
import { finishedBy, stageOf, stepsOf, toggled, wizardSteps } from '../../../../renderer/features/connect/setup-view.ts'
import type { AdminInfo, SetupStatus } from '../../../../shared/domain/setup.ts'

const statusOf = (part: Partial<SetupStatus>) => part as SetupStatus
const admin = {} as AdminInfo
const step = (state: SetupStatus['steps'][number]['state'], attempt = 1, retryAt: string | null = null) =>
  ({ step: 'grants', state, attempt, retryAt }) as const

const at = '2026-11-29T00:00:00Z'
const connected = { id: 'c', state: 'connected', testedAt: at } as const

describe('the stages of connecting', () => {
  it('begin with a choice, and go on once somebody has signed in', () => {
    expect(stageOf(null, null, undefined, undefined)).toBe('choose')
    expect(stageOf(null, admin, undefined, undefined)).toBe('review')
  })

  it('show an unfinished set-up before anything else', () => {
    expect(stageOf(statusOf({ state: 'running' }), admin, 'consent', undefined)).toBe('setup')
    expect(stageOf(statusOf({ state: 'stopped' }), null, undefined, undefined)).toBe('setup')
  })

  it('are those of an own registration as far as it got', () => {
    expect(stageOf(null, null, 'consent', undefined)).toBe('consent')
    expect(stageOf(statusOf({ state: 'done' }), null, 'credential', { way: 'create', mark: 'm' })).toBe('credential')
  })

  it('are done for as long as the connection stands that came of it, and begin anew after it was left', () => {
    const done = statusOf({ state: 'done', connectionId: 'c', startedAt: at })
    const finished = finishedBy(done, undefined, connected)
    expect(finished?.way).toBe('create')
    expect(stageOf(done, null, undefined, finished)).toBe('done')
    expect(finishedBy(done, undefined, { ...connected, state: 'disconnected' })).toBeUndefined()
    expect(finishedBy(done, undefined, { ...connected, id: 'other' })).toBeUndefined()
    expect(finishedBy(null, 'c', connected)?.way).toBe('own')
    expect(stageOf(done, admin, undefined, undefined)).toBe('review')
  })
})

describe('the steps of the wizard', () => {
  it('are as many as the way has, done before the present one', () => {
    const levels = (...given: Parameters<typeof wizardSteps>) => wizardSteps(...given).map(({ level }) => level)
    expect(levels('create', 'choose', false)).toEqual(['now', 'todo', 'todo', 'todo', 'todo'])
    expect(levels('create', 'choose', true)).toEqual(['ok', 'now', 'todo', 'todo', 'todo'])
    expect(levels('own', 'credential', false)).toEqual(['ok', 'ok', 'ok', 'now', 'todo'])
    expect(levels('own', 'done', false)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok'])
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
