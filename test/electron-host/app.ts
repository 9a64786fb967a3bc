/** `app`: names, paths and the command line; its life is in lifecycle.ts. */
import { mkdirSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { electronVersion } from './declarations.ts'
import { Lifecycle } from './lifecycle.ts'
import { records } from './records.ts'
import { launch } from './state.ts'
import { strict, strictClass } from './strict.ts'

const { switches, manifest, root } = launch

const home = homedir()
const folders = ['Desktop', 'Documents', 'Downloads', 'Music', 'Pictures', 'Videos']
const paths = new Map<string, string>([
  ['home', home],
  ['appData', process.env['XDG_CONFIG_HOME'] ?? join(home, '.config')],
  ['temp', tmpdir()],
  ['exe', process.execPath],
  ['module', process.execPath],
  ...folders.map((name): [string, string] => [name.toLowerCase(), join(home, name)]),
])
const given = switches.get('user-data-dir')
if (given) paths.set('userData', resolve(given))

const commandLine = strict('CommandLine', {
  /** Chromium starts with the host's own switches; what is added here is only remembered. */
  appendSwitch(name: string, value = '') {
    records.inertCalls.push({ member: 'CommandLine.appendSwitch', args: [name, value] })
    switches.set(name, value)
  },
  hasSwitch: (name: string) => switches.has(name),
  getSwitchValue: (name: string) => switches.get(name) ?? '',
  removeSwitch: (name: string) => void switches.delete(name),
})

class AppBase extends Lifecycle {
  readonly commandLine = commandLine
  readonly isPackaged = false
  name = manifest.productName ?? manifest.name ?? 'Electron'

  getName = () => this.name
  setName = (name: string) => {
    this.name = name
  }
  getVersion = () => manifest.version ?? electronVersion
  getAppPath = () => root
  getLocale = () => switches.get('lang') || 'en-US'
  getSystemLocale = () => this.getLocale()
  getPreferredSystemLanguages = () => [this.getLocale()]
  getAppMetrics = () => []
  getLoginItemSettings = () => ({ openAtLogin: false })

  override getPath(name: string): string {
    const set = paths.get(name)
    if (set !== undefined) return set
    const userData = () => this.getPath('userData')
    if (name === 'userData') return join(this.getPath('appData'), this.name)
    if (name === 'sessionData') return userData()
    if (name === 'logs') return join(userData(), 'logs')
    if (name === 'crashDumps') return join(userData(), 'Crashpad')
    throw new Error(`Failed to get '${name}' path`)
  }

  setPath(name: string, path: string): void {
    paths.set(name, path)
    if (name === 'userData') mkdirSync(path, { recursive: true })
  }

  setAppLogsPath(path = join(this.getPath('userData'), 'logs')): void {
    mkdirSync(path, { recursive: true })
    paths.set('logs', path)
  }
}

export const app = new (strictClass('App', AppBase, [
  ...['will-finish-launching', 'ready', 'window-all-closed', 'before-quit', 'will-quit', 'quit', 'second-instance'],
  ...['browser-window-created', 'browser-window-focus', 'web-contents-created', 'render-process-gone'],
]))()
