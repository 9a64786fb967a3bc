import type { Clock, Logger } from '../ports.ts'
import { unless } from '../sync/ending.ts'

/** For what runs to be cancelled and files to be closed, in milliseconds. */
const patience = 20_000

/** A keychain that waits for its owner keeps a session from closing: whoever has cancelled does not wait for that. */
export const endProgram = async (
  program: { readonly stop: () => Promise<void> },
  { clock, logger, signal }: { readonly clock: Clock; readonly logger: Logger; readonly signal: AbortSignal },
): Promise<void> => {
  const stopped = program.stop().catch((error: unknown) => logger.error('main.stop', { error }))
  await unless(signal, stopped).catch(() =>
    Promise.race([stopped, clock.sleep(patience, new AbortController().signal)]),
  )
}
