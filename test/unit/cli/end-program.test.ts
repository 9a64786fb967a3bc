import { expect, it } from 'vitest'
import { endProgram } from '../../../electron/cli/end-program.ts'
import { FakeClock } from '../../fakes/fake-clock.ts'
import { SilentLogger } from '../../fakes/silent-logger.ts'

const asked = () => ({ clock: new FakeClock(), logger: new SilentLogger(), stop: new AbortController() })

it('waits for the end however long it takes while nobody has cancelled, and for a while once somebody has', async () => {
  const { clock, logger, stop } = asked()
  let isOver = false
  const over = endProgram({ stop: () => new Promise<never>(() => undefined) }, { clock, logger, signal: stop.signal })
  const noted = over.then(() => {
    isOver = true
  })
  await clock.advance(3_600_000)
  expect(isOver).toBe(false)
  stop.abort()
  await expect.poll(() => clock.sleeps).toHaveLength(1)
  await clock.advance(clock.sleeps[0] ?? 0)
  await noted
})

it('is through when the program has stopped, and logs what went wrong with that', async () => {
  const { clock, logger, stop } = asked()
  stop.abort()
  const failing = { stop: () => Promise.reject(new Error('the file is gone')) }
  await endProgram(failing, { clock, logger, signal: stop.signal })
  expect(logger.lines).toMatchObject([{ level: 'error', event: 'main.stop' }])
})
