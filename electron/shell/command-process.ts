import { app } from 'electron'
import { AppError } from '../../shared/ipc/errors.ts'
import { refuse } from '../cli/answer.ts'
import type { Command } from '../cli/command.ts'
import type { Program } from '../composition.ts'
import type { Logger } from '../ports.ts'
import { processConsole, saidAll } from './console.ts'
import { spokenLanguage } from './this-machine.ts'

/**
 * Without a window; a signal cancels what runs, and the process ends with the command's code. Never rejects: a process
 * that nobody sees must not stay, since it holds the profile.
 */
export const runCommand = async (command: Command, logger: Logger, composed: () => Program): Promise<void> => {
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort(new AppError('cancelled')))
  try {
    const program = composed()
    const code = await program.run(command, processConsole, stop.signal)
    await program.stop().catch((error: unknown) => logger.error('main.stop', { error }))
    await end(code)
  } catch (error) {
    logger.error('main.command', { error })
    await refuseCommand(command, error)
  }
}

/** Ends the process with a reason instead of an answer. */
export const refuseCommand = ({ json }: Command, error: unknown): Promise<void> =>
  end(refuse(error, processConsole, { json, language: spokenLanguage() }))

const end = async (code: number): Promise<void> => {
  await saidAll()
  app.exit(code)
}
