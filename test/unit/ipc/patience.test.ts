/** Calls that wait for Microsoft and are not given up: each says in the end that nobody answered. */
import { expect, it } from 'vitest'
import { connectionHandlers } from '../../../electron/ipc/handlers/connection.ts'
import { credentialHandlers } from '../../../electron/ipc/handlers/credentials.ts'
import { setupHandlers } from '../../../electron/ipc/handlers/setup.ts'
import { Waits } from '../../../electron/ipc/waits.ts'
import { explain } from '../../../shared/text/explain.ts'
import { FakeClock } from '../../fakes/fake-clock.ts'

/** Whatever is asked of it waits until its signal ends it, which is the last of what it is given. */
const hanging = new Proxy(
  {},
  {
    get:
      () =>
      (...given: readonly unknown[]) =>
        new Promise<never>((_, reject) => {
          const signal = given.at(-1) as AbortSignal
          signal.addEventListener('abort', () => reject(signal.reason))
        }),
  },
) as never

const desk = () => {
  const clock = new FakeClock()
  const waits = new Waits(clock)
  const of = {
    ...{ connections: hanging, desk: hanging, rotation: hanging, book: hanging, disconnection: hanging },
    ...{ wizard: hanging, bootstrap: hanging, auditing: hanging, connectionSwitch: hanging, waits },
    ...{ startFirstSync: async () => undefined, displayName: () => '' },
  }
  return { clock, handlers: { ...connectionHandlers(of), ...setupHandlers(of), ...credentialHandlers(of) } }
}
type Handlers = ReturnType<typeof desk>['handlers']

it.each<[string, (handlers: Handlers) => unknown]>([
  ['credentials.activate', (handlers) => handlers['credentials.activate']({ id: 'x' })],
  ['credentials.readExpiry', (handlers) => handlers['credentials.readExpiry']({ id: 'x' })],
  ['credentials.finishRotation', (handlers) => handlers['credentials.finishRotation']({})],
  ['credentials.abandonRotation', (handlers) => handlers['credentials.abandonRotation']({})],
  ['setup.remove', (handlers) => handlers['setup.remove']({})],
  ['connection.removeRegistration', (handlers) => handlers['connection.removeRegistration']({ id: 'x' })],
])('%s that takes too long is no cancelling, and has a remedy', async (_route, ask) => {
  const { clock, handlers } = desk()
  const refused = expect(ask(handlers)).rejects.toMatchObject({ code: 'timeout', params: { host: 'Microsoft' } })
  await clock.advance(60_000)
  await refused
  for (const language of ['en', 'de'] as const)
    expect(explain({ code: 'timeout', params: { host: 'Microsoft' } }, language).remedy).toMatch(/\S/)
})
