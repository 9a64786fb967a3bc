import { join, resolve } from 'node:path'
import { app, type BrowserWindow, nativeTheme, session } from 'electron'
import type { Preferences } from '../shared/ipc/app.ts'
import type { SyncStatus } from '../shared/ipc/sync.ts'
import { readWords, wordsOf } from './cli/command.ts'
import { inTheWay, noteHolder } from './cli/holder.ts'
import { compose, type Program } from './composition.ts'
import type { Logger } from './ports.ts'
import { Background } from './shell/background.ts'
import { answerUsage, refuseCommand, runCommand } from './shell/command-process.ts'
import { endStart } from './shell/failed-start.ts'
import { guardContents, guardSession } from './shell/guards.ts'
import { emit, registerIpc } from './shell/ipc.ts'
import { keepHeapLean } from './shell/lean-heap.ts'
import { fileLogger } from './shell/logger.ts'
import { setMenu } from './shell/menu.ts'
import { originOf, ownOrigin } from './shell/origin.ts'
import type { PreferenceStore } from './shell/preferences.ts'
import { registerScheme, serveRenderer } from './shell/scheme.ts'
import { thisMachine } from './shell/this-machine.ts'
import { openWindow, showWindow } from './shell/window.ts'

// The order of start, and nothing else.
const here = import.meta.dirname
const developmentUrl = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL']
const developmentOrigin = developmentUrl === undefined ? null : originOf(developmentUrl)
let window: BrowserWindow | null = null

keepHeapLean()
const asked = readWords(wordsOf(process.argv, app.isPackaged))
const profile = resolve(asked.profile ?? app.getPath('userData'))
// Chromium has set it already where it was said in its own way.
if (profile !== app.getPath('userData')) app.setPath('userData', profile)

app.enableSandbox()
registerScheme()
if (asked.name === 'help' || asked.name === 'wrong') void answerUsage(asked)
else if (app.requestSingleInstanceLock({ asksForWindow: asked.name === 'window' })) {
  noteHolder(profile, asked.name)
  // The output of a command is its answer alone.
  const isVerbose = asked.name === 'window' && !app.isPackaged && process.env['TENANTRY_LOG'] === '1'
  const logger = fileLogger(app.getPath('logs'), isVerbose)
  process.on('uncaughtException', (error) => logger.error('main.uncaught', { error }))
  process.on('unhandledRejection', (error) => logger.error('main.unhandled', { error }))
  guardContents(developmentOrigin, logger)
  // Not awaited here: 'ready' comes only after this module has been evaluated.
  const started = app
    .whenReady()
    .then(() => (asked.name === 'window' ? boot(logger) : runCommand(asked, logger, () => withoutWindow(logger))))
  started.catch((error: unknown) => {
    logger.error('main.boot', { error })
    endStart(error)
  })
} else if (asked.name !== 'window') void refuseCommand(asked, inTheWay(profile))
else if (inTheWay(profile).code === 'command_running') endStart(inTheWay(profile))
// The window that is open comes to the front.
else app.quit()

const withoutWindow = (logger: Logger): Program => {
  guardSession(session.defaultSession)
  return compose(thisMachine(logger, here, { preferencesChanged: () => undefined, emit }))
}

const boot = (logger: Logger): void => {
  guardSession(session.defaultSession)
  serveRenderer(join(here, '../renderer'))
  const machine = thisMachine(logger, here, {
    preferencesChanged: (changed, preferences) => {
      applyPreferences(changed, preferences)
      background.refresh()
    },
    emit: (event, payload) => {
      emit(event, payload)
      if (event === 'sync.status') background.tell(payload as SyncStatus)
    },
  })
  const program = compose(machine)
  const open = () => {
    background.handsBack()
    if (window !== null) return showWindow(window)
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
  const background = new Background({
    resources: join(here, '../../resources'),
    settings: machine.settings,
    preferences: machine.preferences,
    isWanted: program.isConnected,
    open,
    syncNow: () => void program.syncNow(),
  })
  registerIpc(program.router, developmentOrigin)
  applyPreferences(machine.preferences.get(), machine.preferences)
  open()
  app.on('activate', open)
  app.on('second-instance', (_event, _argv, _folder, other) => {
    if ((other as { readonly asksForWindow?: boolean }).asksForWindow) open()
  })
  program.start().catch((error: unknown) => logger.error('main.start', { error }))
  endWell(program, background, logger)
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
const endWell = (program: Program, background: Background, logger: Logger): void => {
  let ended = false
  app.on('window-all-closed', () => {
    if (!background.takesOver() && process.platform !== 'darwin') app.quit()
  })
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
