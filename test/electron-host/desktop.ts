/** What the desktop would show or do: dialogs, notifications, the tray, other programs. Everything is recorded and nothing opens. */
import { EventEmitter } from 'node:events'
import type { NotificationConstructorOptions } from 'electron'
import type { Menu } from './menu.ts'
import type { NativeImage } from './native-image.ts'
import { records } from './records.ts'
import { preventable } from './state.ts'
import { strict, strictClass } from './strict.ts'

const questions = ['showOpenDialog', 'showSaveDialog', 'showMessageBox'] as const

/** Nobody sits here: a test assigns the answer to `dialog` itself, as it would on Electron. */
const unanswered = (method: string, args: unknown[]): never => {
  records.dialogs.push({ method, args })
  throw new Error(
    `electron-host: nobody answers dialog.${method}. A test assigns one: app.evaluate(({ dialog }) => { dialog.${method} = … })`,
  )
}

export const dialog = strict('Dialog', {
  ...Object.fromEntries(questions.map((name) => [name, async (...args: unknown[]) => unanswered(name, args)])),
  ...Object.fromEntries(
    questions.map((name) => [`${name}Sync`, (...args: unknown[]) => unanswered(`${name}Sync`, args)]),
  ),
  showErrorBox(title: string, content: string) {
    records.dialogs.push({ method: 'showErrorBox', args: [title, content] })
    console.error(`[dialog.showErrorBox] ${title}: ${content}`)
  },
})

const open = (target: string): void => {
  records.opened.push(target)
  process.stderr.write(`Not opened by the host: ${target}\n`)
}

export const shell = strict('Shell', {
  openExternal: async (url: string) => open(url),
  openPath: async (path: string) => {
    open(path)
    return ''
  },
  showItemInFolder: (path: string) => open(path),
})

class NotificationBase extends EventEmitter {
  title = ''
  body = ''
  silent = false
  constructor(options: NotificationConstructorOptions = {}) {
    super()
    Object.assign(this, options)
  }
  static isSupported(): boolean {
    return true
  }
  show(): void {
    records.notifications.push({ title: this.title, body: this.body })
    this.emit('show', preventable({}))
  }
  close(): void {
    this.emit('close', preventable({}))
  }
}
const notificationEvents = ['show', 'click', 'close', 'action', 'reply', 'failed']
export const Notification = strictClass('Notification', NotificationBase, notificationEvents)

class TrayBase extends EventEmitter {
  #isDestroyed = false
  #title = ''
  /** What a test may look at; Electron itself tells nobody. */
  readonly _shown: { image: NativeImage; menu: Menu | null; toolTip: string }
  constructor(image: NativeImage) {
    super()
    this._shown = { image, menu: null, toolTip: '' }
  }
  setImage(image: NativeImage): void {
    this._shown.image = image
  }
  setContextMenu(menu: Menu | null): void {
    this._shown.menu = menu
  }
  setToolTip(text: string): void {
    this._shown.toolTip = text
  }
  setTitle(text: string): void {
    this.#title = text
  }
  getTitle = () => this.#title
  getBounds = () => ({ x: 0, y: 0, width: 16, height: 16 })
  destroy(): void {
    this.#isDestroyed = true
  }
  isDestroyed = () => this.#isDestroyed
}
export const Tray = strictClass('Tray', TrayBase, ['click', 'right-click', 'double-click'])
