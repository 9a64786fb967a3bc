import { describe, expect, it } from 'vitest'
import { Waits } from '../../../electron/ipc/waits.ts'
import { FakeClock } from '../../fakes/fake-clock.ts'

/** Waits for ever, as long as nobody ends it. */
const hanging = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))

describe('a call that an administrator waits for', () => {
  it('ends with what it answers', async () => {
    const waits = new Waits(new FakeClock())
    await expect(waits.run(async () => 42)).resolves.toBe(42)
    expect(() => waits.cancel()).not.toThrow()
  })

  it('is cancelled, each that waits, and none that begins afterwards', async () => {
    const waits = new Waits(new FakeClock())
    const both = [waits.run(hanging), waits.run(hanging)]
    waits.cancel()
    for (const one of both) await expect(one).rejects.toMatchObject({ code: 'cancelled' })
    await expect(waits.run(async (signal) => signal.aborted)).resolves.toBe(false)
  })

  it('that may not be given up goes on when others are, and is too long as well', async () => {
    const clock = new FakeClock()
    const waits = new Waits(clock)
    await expect(waits.patiently(async () => 42)).resolves.toBe(42)
    let isOver = false
    const refused = expect(waits.patiently(hanging).finally(() => (isOver = true))).rejects.toMatchObject({
      code: 'timeout',
    })
    waits.cancel()
    await clock.advance(59_999)
    expect(isOver).toBe(false)
    await clock.advance(1)
    await refused
  })

  it('that takes too long says that nobody answered, not that somebody cancelled', async () => {
    const clock = new FakeClock()
    const refused = expect(new Waits(clock).run(hanging)).rejects.toMatchObject({
      code: 'timeout',
      params: { host: 'Microsoft' },
    })
    await clock.advance(60_000)
    await refused
  })
})
