import { parseArgs } from 'node:util'
import type { TableFormat } from '../../shared/ipc/export.ts'

export const commands = ['sync', 'status', 'export', 'verify'] as const
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
    | { readonly name: 'sync' | 'status' | 'verify' }
    | { readonly name: 'export'; readonly list: ExportedList; readonly format: TableFormat; readonly file: string }
  )
/** Needs nothing of the profile; `problem` is what of the words is not understood. */
export type Usage = Said & ({ readonly name: 'help' } | { readonly name: 'wrong'; readonly problem: string })
type Asked = Command | Usage | (Said & { readonly name: 'window' })

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
 * What the words after the program's name ask for: the window only where nothing else stands there than switches of
 * Electron, Chromium and the operating system, so that a scheduled task with a slip in it does not open one. Such
 * switches may stand before a command as well.
 */
export const readWords = (words: readonly string[]): Asked => {
  const { given, places, isInstalling } = tokensOf(words)
  const lastOf = (name: keyof typeof options) => given.findLast((option) => option.name === name)?.value
  const isSaid = (name: keyof typeof options) => given.some((option) => option.name === name)
  // It may stand where another option lacks its value.
  const json = isSaid('json') || words.includes('--json')
  const said = { json, profile: lastOf('user-data-dir') ?? null }
  if (isInstalling) return { ...said, name: 'window' }
  const wrong = (problem: string): Usage => ({ ...said, name: 'wrong', problem })
  const faulty = given.find((option) => !isFit(option))
  if (faulty !== undefined) return wrong(faulty.rawName)
  if (isSaid('help')) return { ...said, name: 'help' }
  const [command, list, ...more] = places
  if (command === undefined) {
    const alone = given.find(({ name }) => name !== 'user-data-dir')
    return alone === undefined ? { ...said, name: 'window' } : wrong(alone.rawName)
  }
  const name = command === 'help' ? command : commands.find((known) => known === command)
  if (name === undefined) return wrong(command)
  if (name !== 'export') return list === undefined ? { ...said, name } : wrong(list)
  const format = lastOf('format') ?? 'csv'
  const file = lastOf('output')
  const known = { list: lists.find((one) => one === list), format: formats.find((one) => one === format) }
  if (known.list === undefined || more.length > 0) return wrong(more[0] ?? list ?? name)
  if (known.format === undefined) return wrong(`--format ${format}`)
  if (file === undefined) return wrong('--output')
  return { ...said, name, list: known.list, format: known.format, file }
}

interface Option {
  readonly name: string
  /** As it was typed. */
  readonly rawName: string
  readonly value?: string | undefined
  readonly inlineValue?: boolean | undefined
}

/** Options that are ours, or stand where only ours may; and the other words in their order. */
const tokensOf = (words: readonly string[]) => {
  const { tokens } = parseArgs({ args: [...words], options, strict: false, allowPositionals: true, tokens: true })
  const places = tokens.filter((token) => token.kind === 'positional')
  const start = places[0]?.index ?? words.length
  const switches = tokens.filter((token) => token.kind === 'option')
  return {
    given: switches.filter(({ name, index }): boolean => Object.hasOwn(options, name) || index > start),
    places: places.map(({ value }) => value),
    // The installer of Windows, whose switch is followed by a version.
    isInstalling: switches.some(({ name, index }) => name.startsWith('squirrel-') && index < start),
  }
}

const isFit = ({ name, value, inlineValue }: Option): boolean => {
  const type = Object.entries(options).find(([known]) => known === name)?.[1].type
  if (type !== 'string') return type === 'boolean' && value === undefined
  // Another option in its place is no value.
  return value !== undefined && value !== '' && (inlineValue === true || !value.startsWith('-'))
}
