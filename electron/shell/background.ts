import { app, Notification } from 'electron'
import type { SyncStatus } from '../../shared/ipc/sync.ts'
import { trayText } from '../../shared/text/tray.ts'
import type { SettingsFile } from '../ports.ts'
import type { PreferenceStore } from './preferences.ts'
import { TrayIcon } from './tray.ts'

interface BackgroundOptions {
  /** Folder of the icons. */
  readonly resources: string
  readonly settings: SettingsFile
  readonly preferences: PreferenceStore
  /** Whether there is something to keep up to date. */
  readonly isWanted: () => boolean
  readonly open: () => void
  readonly syncNow: () => void
}

/** The program without a window: an icon beside the clock, as long as no window is open. */
export class Background {
  readonly #options: BackgroundOptions
  readonly #tray: TrayIcon
  #hasWindow = true
  /** Held, and known to whoever is there: it was seen in a window, or told of. */
  #heldRun = ''
  /** What is shown: without being kept here, nobody would hear the click on it. */
  #notice: Notification | null = null

  constructor(options: BackgroundOptions) {
    this.#options = options
    this.#tray = new TrayIcon({
      resources: options.resources,
      isMac: process.platform === 'darwin',
      language: () => options.preferences.language(),
      open: options.open,
      syncNow: options.syncNow,
      quit: () => app.quit(),
    })
  }

  /** The last window was closed; whether the program goes on without one. */
  takesOver(): boolean {
    this.#hasWindow = false
    const { preferences, isWanted } = this.#options
    if (preferences.get().whenClosed !== 'background' || !isWanted()) return false
    this.#tray.show()
    this.#sayOnce()
    return true
  }

  /** A window is opened again. */
  handsBack(): void {
    this.#hasWindow = true
    this.#notice?.close()
    this.#notice = null
    this.#tray.hide()
  }

  tell(status: SyncStatus): void {
    this.#tray.tell(status)
    const { last } = status
    if (last?.outcome !== 'held' || last.runId === this.#heldRun) return
    this.#heldRun = last.runId
    if (!this.#hasWindow) this.#sayHeld()
  }

  refresh(): void {
    this.#tray.refresh()
  }

  /** Nobody should find out by accident that a closed program is still there. */
  #sayOnce(): void {
    const { settings, preferences } = this.#options
    if (settings.read('toldOfBackground') === true || !Notification.isSupported()) return
    const text = trayText(preferences.language())
    new Notification({ title: text.stays, body: text.staysWhy }).show()
    settings.write('toldOfBackground', true)
  }

  /** No run follows by itself until somebody answers, and only a window has the question. */
  #sayHeld(): void {
    if (!Notification.isSupported()) return
    const text = trayText(this.#options.preferences.language())
    this.#notice = new Notification({ title: text.held, body: text.heldWhy })
    this.#notice.on('click', this.#options.open)
    this.#notice.show()
  }
}
