import type { Language } from '../../shared/ipc/app.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import { cliText } from '../../shared/text/cli.ts'
import { type Console, exitCodes, refuse } from './answer.ts'
import type { Usage } from './command.ts'

/** Says what there is to ask for; the exit code that tells whether somebody asked for that. */
export const tellUsage = (asked: Usage, console: Console, language: Language): number => {
  const { usage } = cliText(language)
  if (asked.name === 'help') {
    console.out(usage)
    return exitCodes.complete
  }
  const code = refuse(new AppError('command_wrong', { problem: asked.problem }), console, {
    json: asked.json,
    language,
  })
  console.note(`\n${usage}`)
  return code
}
