import { describe, expect, it } from 'vitest'
import { Throttle } from '../../../electron/sync/throttle.ts'
import { FakeClock } from '../../fakes/fake-clock.ts'

const throttled = () => {
  const clock = new FakeClock()
  const at: number[] = []
  const from = clock.now().getTime()
  const throttle = new Throttle({ clock, interval: 100, act: () => at.push(clock.now().getTime() - from) })
  return { clock, at, throttle }
}

describe('a throttle', () => {
  it('lets the first call through at once and makes up for those in between', async () => {
    const { clock, at, throttle } = throttled()
    for (let now = 0; now < 250; now += 10) {
      throttle.ask()
      await clock.advance(10)
    }
    await clock.advance(1_000)
    expect(at).toEqual([0, 100, 200, 300])
  })

  it('stays silent when nobody asks, and after its end', async () => {
    const { clock, at, throttle } = throttled()
    throttle.ask()
    await clock.advance(500)
    throttle.ask()
    throttle.ask()
    throttle.end()
    await clock.advance(500)
    throttle.ask()
    expect(at).toEqual([0, 500])
  })
})
