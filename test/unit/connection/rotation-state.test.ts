import { beforeEach, describe, expect, it } from 'vitest'
import { type RotationRecord, RotationState } from '../../../electron/connection/credentials/rotation-state.ts'
import { MemorySettings } from '../../fakes/memory-settings.ts'

const recordOf = (connectionId: string): RotationRecord => ({
  connectionId,
  way: 'addKey',
  step: 'made',
  nextId: `next-${connectionId}`,
  formerId: 'former',
  sent: false,
  rolled: null,
  error: null,
})

describe('how far rotations have come', () => {
  let file: MemorySettings
  let state: RotationState
  beforeEach(() => {
    file = new MemorySettings()
    state = new RotationState(file)
  })

  it('is kept for each connection by itself', () => {
    state.write(recordOf('a'))
    expect(state.read('b')).toBeNull()
    state.write(recordOf('b'))
    state.write({ ...recordOf('a'), step: 'added' })
    expect([state.read('a')?.step, state.read('b')?.step]).toEqual(['added', 'made'])
    state.forget('a')
    expect([state.read('a'), state.read('b')?.nextId]).toEqual([null, 'next-b'])
  })

  it('is found where the first version kept it, for the connection it was of', () => {
    file.write('rotation', recordOf('a'))
    expect(state.read('a')).toEqual(recordOf('a'))
    expect(state.read('b')).toBeNull()
    state.write(recordOf('b'))
    expect(state.read('a')).toEqual(recordOf('a'))
    file.write('rotation', null)
    expect(state.read('a')).toBeNull()
  })
})
