/** Runs an Electron application's main bundle in Node, with Chromium for its windows: `electron [switches] <application>`. */
import inspector from 'node:inspector'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from './app.ts'
import { startChromium } from './chromium.ts'
import { electronVersion } from './declarations.ts'
import { hookModules } from './module-hooks.ts'
import { serveSchemes } from './protocol.ts'
import { followDownloads } from './session.ts'
import { contents, launch, state, windows } from './state.ts'

const { argv, switches, requires, root, entry, isDriven } = launch

const becomeElectron = (): void => {
  process.argv = [process.execPath, ...argv]
  const members = { type: 'browser', defaultApp: true, resourcesPath: join(root, 'resources') }
  for (const [name, value] of Object.entries({
    ...members,
    versions: { ...process.versions, electron: electronVersion },
  }))
    Object.defineProperty(process, name, { value, enumerable: true, configurable: true })
}

/** Without a display there is only headless; tests ask for it, whether there is one or not. */
const isHeadless = (): boolean => {
  const hasDisplay = Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'])
  return switches.has('headless') || !hasDisplay || process.env['ELECTRON_HOST_HEADLESS'] === '1'
}

const followTargets = async (): Promise<void> => {
  const { browser } = state.chromium ?? {}
  browser?.on('Target.targetDestroyed', ({ targetId }) => {
    for (const window of windows.values()) if (window.webContents._targetId === targetId) window._gone()
  })
  browser?.on('Target.targetInfoChanged', ({ targetInfo: { targetId, title } }) => {
    for (const each of contents.values()) if (each._targetId === targetId) each._retitled(title)
  })
  // A window that came past window.open and links, from a frame for example, is closed and asked for like any other.
  browser?.on('Target.targetCreated', ({ targetInfo: { targetId, openerId, url } }) => {
    const opener = [...contents.values()].find((each) => openerId !== undefined && each._targetId === openerId)
    if (!opener) return
    browser.send('Target.closeTarget', { targetId }).catch(() => {})
    opener._open({ url: url || 'about:blank', frameName: '', features: '', disposition: 'foreground-tab' })
  })
  await browser?.send('Target.setDiscoverTargets', { discover: true, filter: [{ type: 'page' }] })
}

/** Only after the entry: it may have moved userData, or have quit because another instance holds the lock. */
const start = async (): Promise<void> => {
  const port = await serveSchemes()
  const profile = join(app.getPath('userData'), 'electron-host-chromium')
  const chromium = await startChromium({ profile, port, isHeadless: isHeadless(), switches })
  state.chromium = chromium
  Object.assign(process.versions, { chrome: chromium.version })
  chromium.process.once('exit', (code) => {
    if (state.phase === 'exiting') return
    console.error(`electron-host: Chromium ended with ${code}\n${chromium.log()}`)
    process.exit(1)
  })
  await Promise.all([followTargets(), followDownloads()])
  if (switches.has('remote-debugging-port')) process.stderr.write(`${await chromium.listening}\n`)
}

const endWithProcess = (): void => {
  process.on('exit', () => state.chromium?.process.kill('SIGKILL'))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => app.quit())
  process.on('uncaughtException', (error) => {
    // Electron shows a box and goes on; a test had better end, unless the application takes care itself.
    if (process.listenerCount('uncaughtException') > 1) return
    console.error('Uncaught Exception in the main process:\n', error)
    app.exit(1)
  })
}

/** Electron's 'ready' comes only after the entry has been evaluated, so waiting for it there never ends. */
const warnOfWaiting = (): NodeJS.Timeout =>
  setTimeout(() => {
    console.error(`electron-host: ${entry} has not been evaluated after 10 s. Does it await app.whenReady()?`)
  }, 10_000).unref()

const mayBeReady = Promise.withResolvers<void>()
if (isDriven && requires.length === 0) Object.assign(globalThis, { __playwright_run: mayBeReady.resolve })
else mayBeReady.resolve()

if (switches.has('inspect')) inspector.open(Number(switches.get('inspect') || 9229), '127.0.0.1')
becomeElectron()
hookModules()
endWithProcess()
const load = createRequire(join(root, '_'))
// Playwright's own loader comes in here.
for (const file of requires) load(resolve(file))
const warning = warnOfWaiting()
await import(pathToFileURL(entry).href)
clearTimeout(warning)
if (state.phase === 'running') {
  await start()
  await mayBeReady.promise
  app._becomeReady()
}
