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
    const { preferences, isWanted } = this.#options
    if (preferences.get().whenClosed !== 'background' || !isWanted()) return false
    this.#tray.show()
    this.#sayOnce()
    return true
  }

  /** A window is opened again. */
  handsBack(): void {
    this.#tray.hide()
  }

  tell(status: SyncStatus): void {
    this.#tray.tell(status)
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
}
