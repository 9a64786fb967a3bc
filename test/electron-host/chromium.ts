/** Starts Debian's Chromium without a window; every page comes from a BrowserWindow. It ends by itself when the pipe closes. */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import type { Readable, Writable } from 'node:stream'
import { Cdp, type CdpSession } from './cdp.ts'

export interface Chromium {
  readonly process: ChildProcess
  readonly cdp: Cdp
  readonly browser: CdpSession
  readonly version: string
  readonly userAgent: string
  readonly isHeadless: boolean
  /** What it wrote to stderr last. */
  readonly log: () => string
  /** The line that tells where Chromium's own DevTools port is. */
  readonly listening: Promise<string>
}

export interface ChromiumOptions {
  readonly profile: string
  /** Where *.localhost is served. */
  readonly port: number
  readonly isHeadless: boolean
  readonly switches: ReadonlyMap<string, string>
}

/** The binary first: Debian's wrapper script adds switches of its own. */
const places = ['/usr/lib/chromium/chromium', '/usr/bin/chromium', '/usr/bin/google-chrome']

const quietSwitches = [
  ...['--no-startup-window', '--no-first-run', '--no-default-browser-check', '--no-service-autorun'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-extensions'],
  ...['--disable-default-apps', '--disable-popup-blocking', '--disable-quic', '--disable-gpu', '--disable-breakpad'],
  ...['--disable-background-timer-throttling', '--disable-renderer-backgrounding', '--disable-dev-shm-usage'],
  ...['--disable-backgrounding-occluded-windows', '--disable-search-engine-choice-screen', '--disable-infobars'],
  ...['--password-store=basic', '--use-mock-keychain', '--metrics-recording-only', '--force-color-profile=srgb'],
  '--hide-crash-restore-bubble',
  '--disable-features=Translate,MediaRouter,OptimizationHints,DialMediaRouteProvider,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,LocalNetworkAccessChecks',
]

const commandLine = ({ profile, port, isHeadless, switches }: ChromiumOptions): string[] => {
  const given = ['remote-debugging-port', 'lang'].filter((name) => switches.has(name))
  const unsandboxed = process.getuid?.() === 0 || switches.has('no-sandbox')
  return [
    '--remote-debugging-pipe',
    `--user-data-dir=${profile}`,
    `--host-resolver-rules=MAP *.localhost:80 127.0.0.1:${port}`,
    ...quietSwitches,
    ...given.map((name) => `--${name}=${switches.get(name)}`),
    ...(isHeadless ? ['--headless=new', '--hide-scrollbars', '--mute-audio'] : []),
    ...(unsandboxed ? ['--no-sandbox', '--test-type'] : []),
  ]
}

export const startChromium = async (options: ChromiumOptions): Promise<Chromium> => {
  const binary = process.env['ELECTRON_HOST_CHROMIUM'] ?? places.find((place) => existsSync(place))
  if (!binary) throw new Error('electron-host: no Chromium; apt-get install chromium, or set ELECTRON_HOST_CHROMIUM')
  mkdirSync(options.profile, { recursive: true })
  const child = spawn(binary, commandLine(options), {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    // A group of its own: Ctrl-C in the terminal asks the application first.
    detached: true,
    // Otherwise it starts an accessibility bus in whatever session it finds.
    env: { ...process.env, DBUS_SESSION_BUS_ADDRESS: 'disabled:', DBUS_SYSTEM_BUS_ADDRESS: 'disabled:' },
  })
  let log = ''
  const listening = Promise.withResolvers<string>()
  const ended = Promise.withResolvers<never>()
  child.stderr?.on('data', (data) => {
    log = (log + data).slice(-20_000)
    const line = /^DevTools listening on ws:\S+$/m.exec(log)?.[0]
    if (line) listening.resolve(line)
  })
  child.once('error', ended.reject)
  child.once('exit', (code) => ended.reject(new Error(`electron-host: Chromium ended with ${code}\n${log}`)))
  ended.promise.catch(() => {})
  const cdp = new Cdp(child.stdio[3] as Writable, child.stdio[4] as Readable)
  const browser = cdp.session()
  const { product, userAgent } = await Promise.race([browser.send('Browser.getVersion'), ended.promise])
  const version = product.replace(/^.*\//, '')
  const { isHeadless } = options
  return { process: child, cdp, browser, version, userAgent, isHeadless, log: () => log, listening: listening.promise }
}
