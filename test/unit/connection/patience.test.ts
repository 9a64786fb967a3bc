import { describe, expect, it } from 'vitest'
import { isUnknownToEntra, isUnreplicated, withPatience } from '../../../electron/connection/registration/patience.ts'
import { AppError } from '../../../shared/ipc/errors.ts'
import { FakeClock } from '../../fakes/fake-clock.ts'

const never = new AbortController().signal

describe('waiting for Microsoft’s servers to agree', () => {
  it('waits longer each time, about two minutes in all, and ends with the last error', async () => {
    const clock = new FakeClock(undefined, { skip: 30_000 })
    const waits: (readonly [number, string])[] = []
    const needs = {
      clock,
      onTry: () => undefined,
      onWait: (attempt: number, at: Date) => waits.push([attempt, at.toISOString()]),
    }
    let tries = 0
    const task = async () => {
      throw new AppError('not_found', { status: String(++tries) })
    }
    await expect(withPatience(needs, () => true, task, never)).rejects.toMatchObject({ params: { status: '8' } })
    expect(clock.sleeps).toEqual([2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000])
    expect(waits[0]).toEqual([1, '2026-03-01T12:00:02.000Z'])
  })

  it('does not wait for what will not change', async () => {
    const clock = new FakeClock(undefined, { skip: 30_000 })
    const needs = { clock, onTry: () => undefined, onWait: () => undefined }
    const task = () => Promise.reject(new AppError('conditional_access'))
    await expect(withPatience(needs, isUnknownToEntra, task, never)).rejects.toMatchObject({
      code: 'conditional_access',
    })
    expect(clock.sleeps).toEqual([])
  })

  it('ends when it is cancelled meanwhile', async () => {
    const clock = new FakeClock()
    const controller = new AbortController()
    const needs = { clock, onTry: () => undefined, onWait: () => controller.abort() }
    const task = () => Promise.reject(new AppError('not_found'))
    await expect(withPatience(needs, () => true, task, controller.signal)).rejects.toThrow()
  })

  it.each([
    [new AppError('not_found'), true],
    [new AppError('graph_refused', { status: '400', graphCode: 'Request_BadRequest' }), true],
    [new AppError('graph_refused', { status: '400', graphCode: 'NoBackingApplicationObject' }), true],
    [new AppError('graph_refused', { status: '409', graphCode: 'Request_MultipleObjectsWithSameKeyValue' }), true],
    [new AppError('graph_refused', { status: '400', graphCode: 'InvalidFilter' }), false],
    [new AppError('permission_missing'), false],
    [new AppError('connection_lost'), true],
    [new AppError('throttled'), false],
  ])('%o may be early: %s', (error, early) => {
    expect(isUnreplicated(error)).toBe(early)
  })
})
