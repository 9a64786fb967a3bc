import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app, type BrowserWindow, clipboard, nativeTheme, session } from 'electron'
import type { Preferences } from '../shared/ipc/app.ts'
import { thisActor } from './audit/actor.ts'
import { compose, type Machine, type Program } from './composition.ts'
import type { Logger } from './ports.ts'
import { systemClock } from './shell/clock.ts'
import { readCloudOverride } from './shell/cloud-override-file.ts'
import { chromiumFetch } from './shell/fetch.ts'
import { credentialFilePicker } from './shell/file-picker.ts'
import { systemFileTarget } from './shell/file-target.ts'
import { guardContents, guardSession } from './shell/guards.ts'
import { emit, registerIpc } from './shell/ipc.ts'
import { keepHeapLean } from './shell/lean-heap.ts'
import { openExternal, openLink } from './shell/links.ts'
import { fileLogger } from './shell/logger.ts'
import { setMenu } from './shell/menu.ts'
import { originOf, ownOrigin } from './shell/origin.ts'
import { PreferenceStore } from './shell/preferences.ts'
import { registerScheme, serveRenderer } from './shell/scheme.ts'
import { settingsFile } from './shell/settings-file.ts'
import { openWindow, showWindow } from './shell/window.ts'
import { osKeychain } from './vault/os-keychain.ts'

// The order of start, and nothing else.
const here = import.meta.dirname
const developmentUrl = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL']
const developmentOrigin = developmentUrl === undefined ? null : originOf(developmentUrl)
let window: BrowserWindow | null = null

keepHeapLean()
app.enableSandbox()
registerScheme()
if (app.requestSingleInstanceLock()) {
  const logger = fileLogger(app.getPath('logs'), !app.isPackaged && process.env['TENANTRY_LOG'] === '1')
  process.on('uncaughtException', (error) => logger.error('main.uncaught', { error }))
  process.on('unhandledRejection', (error) => logger.error('main.unhandled', { error }))
  guardContents(developmentOrigin, logger)
  app.on('second-instance', () => window && showWindow(window))
  // Not awaited here: 'ready' comes only after this module has been evaluated.
  void app.whenReady().then(() => boot(logger))
} else app.quit()

const boot = (logger: Logger): void => {
  guardSession(session.defaultSession)
  serveRenderer(join(here, '../renderer'))
  const machine = thisMachine(logger)
  const program = compose(machine)
  registerIpc(program.router, developmentOrigin)
  applyPreferences(machine.preferences.get(), machine.preferences)
  const open = () => {
    window = openWindow({
      preload: join(here, '../preload/index.cjs'),
      address: developmentUrl ?? `${ownOrigin}/index.html`,
      settings: machine.settings,
      packaged: app.isPackaged,
      backgroundColor: nativeTheme.shouldUseDarkColors ? '#1f2226' : '#ffffff',
    })
    window.on('closed', () => {
      window = null
    })
  }
  open()
  app.on('activate', () => (window === null ? open() : showWindow(window)))
  program.start().catch((error: unknown) => logger.error('main.start', { error }))
  endWell(program, logger)
}

const thisMachine = (logger: Logger): Machine => {
  const settings = settingsFile(app.getPath('userData'))
  const preferences = new PreferenceStore(settings, () => app.getPreferredSystemLanguages()[0] ?? app.getLocale())
  const cloudOverride = readCloudOverride(process.env['TENANTRY_CLOUD'], app.isPackaged, logger)
  return {
    fetch: chromiumFetch(cloudOverride?.ca ?? null),
    clock: systemClock,
    logger,
    keychain: osKeychain(cloudOverride === null ? 'Tenantry' : 'Tenantry (simulated cloud)'),
    settings,
    picker: credentialFilePicker(),
    fileTarget: systemFileTarget(),
    actor: thisActor(),
    preferences,
    emit,
    openLink,
    openExternal,
    copyText: (text) => clipboard.writeText(text),
    preferencesChanged: (changed) => applyPreferences(changed, preferences),
    profileFolder: app.getPath('userData'),
    directoryScript: pathToFileURL(join(here, 'directory-thread.js')),
    auditScript: pathToFileURL(join(here, 'audit-thread.js')),
    version: app.getVersion(),
    platform: process.platform === 'win32' || process.platform === 'darwin' ? process.platform : 'linux',
    packaged: app.isPackaged,
    cloudOverride,
  }
}

const applyPreferences = ({ theme }: Preferences, preferences: PreferenceStore): void => {
  nativeTheme.themeSource = theme === 'contrast' ? 'system' : theme
  setMenu({
    language: preferences.language(),
    packaged: app.isPackaged,
    isMac: process.platform === 'darwin',
    command: (command) => emit('app.menuCommand', { command }),
  })
}

/** A run under way is cancelled and the directory closed before the program ends; a fault there does not keep it alive. */
const endWell = (program: Program, logger: Logger): void => {
  let ended = false
  app.on('window-all-closed', () => process.platform !== 'darwin' && app.quit())
  app.on('will-quit', (event) => {
    if (ended) return
    event.preventDefault()
    program
      .stop()
      .catch((error: unknown) => logger.error('main.stop', { error }))
      .finally(() => {
        ended = true
        app.quit()
      })
  })
}
