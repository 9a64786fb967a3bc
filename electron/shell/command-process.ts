import { app } from 'electron'
import { AppError } from '../../shared/ipc/errors.ts'
import { refuse } from '../cli/answer.ts'
import type { Command, Usage } from '../cli/command.ts'
import { endProgram } from '../cli/end-program.ts'
import { tellUsage } from '../cli/usage.ts'
import type { Program } from '../composition.ts'
import type { Logger } from '../ports.ts'
import { systemClock } from './clock.ts'
import { processConsole, saidAll } from './console.ts'
import { spokenLanguage } from './this-machine.ts'

/**
 * Without a window; whatever asks the process to end cancels what runs, and it ends with the command's code. Never
 * rejects: a process that nobody sees must not stay, since it holds the profile.
 */
export const runCommand = async (command: Command, logger: Logger, composed: () => Program): Promise<void> => {
  const signal = askedToEnd()
  try {
    const program = composed()
    const code = await program.run(command, processConsole, signal)
    await endProgram(program, { clock: systemClock, logger, signal })
    await end(code)
  } catch (error) {
    logger.error('main.command', { error })
    await refuseCommand(command, error)
  }
}

const askedToEnd = (): AbortSignal => {
  const stop = new AbortController()
  const abort = () => stop.abort(new AppError('cancelled'))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, abort)
  // The end of a session, which macOS tells so.
  app.on('will-quit', (event) => {
    event.preventDefault()
    abort()
  })
  return stop.signal
}

/** Needs neither the profile nor anything else that another Tenantry may have. */
export const answerUsage = (usage: Usage): Promise<void> => end(tellUsage(usage, processConsole, spokenLanguage()))

/** Ends the process with a reason instead of an answer. */
export const refuseCommand = ({ json }: Command, error: unknown): Promise<void> =>
  end(refuse(error, processConsole, { json, language: spokenLanguage() }))

const end = async (code: number): Promise<void> => {
  await saidAll()
  app.exit(code)
}
