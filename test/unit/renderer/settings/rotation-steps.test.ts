import { describe, expect, it } from 'vitest'
import { levelsOf, phaseOf } from '../../../../renderer/features/settings/rotation-steps.ts'
import type { RotationStatus } from '../../../../shared/domain/credentials.ts'

const summary = { kind: 'secret', hint: 'abc' } as const
const started: RotationStatus = {
  running: true,
  way: 'addKey',
  step: 'made',
  next: summary,
  nextId: 'n',
  former: summary,
  formerId: 'f',
  left: [],
  attempt: 0,
  retryAt: null,
  error: null,
}
const levels = (change: Partial<RotationStatus>) => levelsOf({ ...started, ...change }).map(({ level }) => level)
const phase = (change: Partial<RotationStatus>) => phaseOf({ ...started, ...change })

describe('a renewal', () => {
  it('shows what is done, what runs and what comes', () => {
    expect(levels({})).toEqual(['ok', 'run', 'todo', 'todo'])
    expect(levels({ step: 'added', retryAt: '2026-01-01T00:00:00Z' })).toEqual(['ok', 'ok', 'wait', 'todo'])
    expect(levels({ step: 'switched', running: false })).toEqual(['ok', 'ok', 'ok', 'now'])
  })

  it('stopped for a reason, the step that failed is marked; stopped by hand it is the next one', () => {
    const error = { code: 'rotation_not_accepted', params: {} } as const
    expect(levels({ running: false, error })).toEqual(['ok', 'error', 'todo', 'todo'])
    expect(levels({ running: false })).toEqual(['ok', 'now', 'todo', 'todo'])
  })

  it('asks for an upload only before the new one is there', () => {
    const error = { code: 'rotation_needs_upload', params: {} } as const
    expect(phase({ running: false, way: 'upload', error })).toBe('upload')
    expect(phase({ running: false, way: 'upload', step: 'switched' })).toBe('switched')
    expect(phase({ running: false })).toBe('goOn')
    expect(phase({ way: 'upload' })).toBe('running')
  })

  it('overtaken by something newer is about what the registration still holds', () => {
    expect(phase({ running: false, step: 'switched', left: [summary] })).toBe('left')
    expect(levels({ running: false, step: 'switched', left: [summary] })).toEqual(['ok', 'ok', 'ok', 'now'])
  })

  it('an upload that Entra does not know yet stays an upload', () => {
    expect(levels({ running: false, way: 'upload', error: { code: 'rotation_needs_upload', params: {} } })).toEqual([
      'ok',
      'now',
      'todo',
      'todo',
    ])
  })
})
