import { app, Notification, net } from 'electron'
import type { SyncStatus } from '../../shared/ipc/sync.ts'
import { explain } from '../../shared/text/explain.ts'
import { textOf } from '../../shared/text/text.ts'
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
      syncNow: () => this.#syncNow(),
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
    this.#say(text.stays, text.staysWhy)
    settings.write('toldOfBackground', true)
  }

  /** A run that cannot read anything would fail, and take away the one that waits for an answer. */
  #syncNow(): void {
    const { preferences, syncNow } = this.#options
    if (net.isOnline()) {
      syncNow()
      return
    }
    const language = preferences.language()
    const { message, remedy } = explain({ code: 'network_unavailable', params: {} }, language)
    this.#say(textOf(language).app.sync.notStarted, [message, remedy].join(' '))
  }

  /** No run follows by itself until somebody answers, and only a window has the question. */
  #sayHeld(): void {
    const text = trayText(this.#options.preferences.language())
    this.#say(text.held, text.heldWhy)
  }

  #say(title: string, body: string): void {
    if (!Notification.isSupported()) return
    this.#notice = new Notification({ title, body })
    this.#notice.on('click', this.#options.open)
    this.#notice.show()
  }
}
