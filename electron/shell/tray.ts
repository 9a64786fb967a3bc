import { Menu, nativeImage, Tray } from 'electron'
import type { Language } from '../../shared/ipc/app.ts'
import type { SyncStatus } from '../../shared/ipc/sync.ts'
import { trayText } from '../../shared/text/tray.ts'

interface TrayOptions {
  /** Files of the icon, by their folder. */
  readonly resources: string
  readonly isMac: boolean
  readonly language: () => Language
  readonly open: () => void
  readonly syncNow: () => void
  readonly quit: () => void
}

/** What stands for the program while no window does: whether it reads, and how the last run ended. */
export class TrayIcon {
  readonly #options: TrayOptions
  #tray: Tray | null = null
  #status: SyncStatus = { progress: null, last: null }

  constructor(options: TrayOptions) {
    this.#options = options
  }

  show(): void {
    if (this.#tray !== null) return
    const { isMac, resources, open } = this.#options
    // A template image takes the colour of the menu bar. Electron finds the one of twice the size by its name.
    const image = nativeImage.createFromPath(`${resources}/${isMac ? 'trayTemplate@2x.png' : 'tray.png'}`)
    this.#tray = new Tray(isMac ? image.resize({ width: 16, height: 16 }) : image)
    this.#tray.on('click', open)
    this.refresh()
  }

  hide(): void {
    this.#tray?.destroy()
    this.#tray = null
  }

  tell(status: SyncStatus): void {
    this.#status = status
    if (this.#tray !== null) this.#tray.setToolTip(this.#words())
  }

  /** After a change of the language. */
  refresh(): void {
    const { language, open, syncNow, quit } = this.#options
    const text = trayText(language())
    this.#tray?.setToolTip(this.#words())
    this.#tray?.setContextMenu(
      Menu.buildFromTemplate([
        { id: 'open', label: text.open, click: open },
        { id: 'syncNow', label: text.syncNow, click: syncNow },
        { type: 'separator' },
        { id: 'quit', label: text.quit, click: quit },
      ]),
    )
  }

  #words(): string {
    const text = trayText(this.#options.language())
    const { progress, last } = this.#status
    if (progress !== null) {
      const { done, total } = progress.streams.users
      return text.running({ done, total })
    }
    return last === null ? text.idle : text.last[last.outcome]
  }
}
