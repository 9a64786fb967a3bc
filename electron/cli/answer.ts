import type { Language } from '../../shared/ipc/app.ts'
import { AppError, type ErrorCode, isAppError } from '../../shared/ipc/errors.ts'
import { explain } from '../../shared/text/explain.ts'

/** How a command ended, for whoever runs it by a scheduled task. */
export const exitCodes = { complete: 0, fault: 1, partial: 2, held: 3, notConnected: 4 } as const

export interface Console {
  /** The answer. */
  readonly out: (line: string) => void
  /** What is for people beside it. */
  readonly note: (line: string) => void
}

interface Asker {
  readonly json: boolean
  readonly language: Language
}

const codes: Partial<Readonly<Record<ErrorCode, number>>> = {
  not_connected: exitCodes.notConnected,
  disconnected: exitCodes.notConnected,
  sync_held: exitCodes.held,
}

/** Says why there is no answer, for programs and for people; the exit code that tells the same. */
export const refuse = (error: unknown, { out, note }: Console, { json, language }: Asker): number => {
  const known = isAppError(error) ? error : new AppError('internal', {}, { cause: error })
  const { message, remedy } = explain(known, language)
  if (json) out(JSON.stringify({ error: { code: known.code, message, remedy } }))
  note(remedy === undefined ? message : `${message} ${remedy}`)
  return codes[known.code] ?? exitCodes.fault
}
