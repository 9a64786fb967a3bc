import { parseArgs } from 'node:util'
import type { TableFormat } from '../../shared/ipc/export.ts'

const names = ['sync', 'status', 'export', 'verify', 'help'] as const
const lists = ['users', 'groups', 'memberships', 'changes'] as const
const formats = ['csv', 'json', 'xlsx'] as const
export type ExportedList = (typeof lists)[number]

interface Said {
  readonly json: boolean
  /** Another profile folder than the usual one. */
  readonly profile: string | null
}
export type Command = Said &
  (
    | { readonly name: 'sync' | 'status' | 'verify' | 'help' }
    | { readonly name: 'export'; readonly list: ExportedList; readonly format: TableFormat; readonly file: string }
    /** A command that is not understood; `problem` is what of it. */
    | { readonly name: 'wrong'; readonly problem: string }
  )

const options = {
  json: { type: 'boolean' },
  help: { type: 'boolean' },
  format: { type: 'string' },
  output: { type: 'string' },
  'user-data-dir': { type: 'string' },
} as const

/**
 * What follows the program's name; in development the application's folder stands between, after switches and files to be
 * loaded before it.
 */
export const wordsOf = (argv: readonly string[], packaged: boolean): readonly string[] => {
  if (packaged) return argv.slice(1)
  const words = argv.slice(1).filter((word, index) => !loads(word) && !loads(argv[index]))
  const folder = words.findIndex((word) => !word.startsWith('-'))
  return folder < 0 ? words : [...words.slice(0, folder), ...words.slice(folder + 1)]
}

const loads = (word: string | undefined): boolean => word === '-r' || word === '--require'

/**
 * What the words after the program's name ask for; null where they ask for the window. Switches before the command are
 * Electron's own.
 */
export const readCommand = (words: readonly string[]): Command | null => {
  const start = words.findIndex((word) => !word.startsWith('-'))
  const name = names.find((known) => known === words[start])
  if (name === undefined) return null
  const profile = words.slice(0, start).find((word) => word.startsWith('--user-data-dir='))
  return understood(name, words.slice(start + 1), profile?.slice('--user-data-dir='.length) ?? null)
}

const understood = (name: (typeof names)[number], words: readonly string[], profile: string | null): Command => {
  try {
    const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true })
    const said = { json: values.json === true, profile: values['user-data-dir'] ?? profile }
    if (values.help) return { ...said, name: 'help' }
    const [list, ...more] = positionals
    if (name !== 'export') return list === undefined ? { ...said, name } : { ...said, name: 'wrong', problem: list }
    const { format = 'csv', output } = values
    const known = {
      list: lists.find((one) => one === list),
      format: formats.find((one) => one === format),
    }
    if (known.list === undefined || more.length > 0) return { ...said, name: 'wrong', problem: more[0] ?? list ?? name }
    if (known.format === undefined) return { ...said, name: 'wrong', problem: `--format ${format}` }
    if (output === undefined || output === '') return { ...said, name: 'wrong', problem: '--output' }
    return { ...said, name, list: known.list, format: known.format, file: output }
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error)
    return { json: words.includes('--json'), profile, name: 'wrong', problem }
  }
}
