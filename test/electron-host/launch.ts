/** What the command line says: Electron's switches, the application's folder and entry. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'

export interface Launch {
  readonly argv: readonly string[]
  readonly switches: Map<string, string>
  /** Files to load before the entry (-r), as Playwright asks for. */
  readonly requires: readonly string[]
  readonly root: string
  readonly entry: string
  readonly manifest: { readonly name?: string; readonly productName?: string; readonly version?: string }
  /** Playwright starts Electron with both ports chosen by the system. */
  readonly isDriven: boolean
}

/** `electron [switches] [application] [arguments]`: the first word that is no switch is the application. */
export const splitArguments = (argv: readonly string[]) => {
  const switches = new Map<string, string>()
  const requires: string[] = []
  let application: string | undefined
  const rest = argv.values()
  for (const word of rest) {
    if (word === '-r' || word === '--require') requires.push(rest.next().value ?? '')
    else if (word.startsWith('--')) {
      const equals = word.indexOf('=')
      switches.set(word.slice(2, equals < 0 ? undefined : equals), equals < 0 ? '' : word.slice(equals + 1))
    } else application ??= word
  }
  return { switches, requires, application: application ?? '.' }
}

export const readLaunch = (argv: readonly string[]): Launch => {
  const { switches, requires, application } = splitArguments(argv)
  const path = resolve(application)
  const isFolder = statSync(path).isDirectory()
  const root = isFolder ? path : dirname(path)
  const file = join(root, 'package.json')
  const manifest = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  const entry = isFolder ? createRequire(join(root, '_')).resolve(resolve(root, manifest.main ?? 'index.js')) : path
  const isDriven = switches.get('inspect') === '0' && switches.get('remote-debugging-port') === '0'
  return { argv, switches, requires, root, entry, manifest, isDriven }
}
