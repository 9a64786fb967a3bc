/**
 * Permissions of pages. Chromium cannot call back, so the session's handlers are asked for every permission before a document is
 * loaded, once for each origin, and the answers are set in Chromium. What either handler refuses is denied.
 */
import type { Session, WebContents as WebContentsType } from 'electron'
import { chromium, schemes } from './state.ts'

type RequestHandler = Parameters<Session['setPermissionRequestHandler']>[0]
type CheckHandler = Parameters<Session['setPermissionCheckHandler']>[0]
type Permission = Parameters<NonNullable<RequestHandler>>[1]
interface Descriptor {
  readonly name: string
  readonly sysex?: boolean
}

/** Electron's names and what they are in Chromium. */
const descriptors: Partial<Record<Permission, readonly Descriptor[]>> = {
  'clipboard-read': [{ name: 'clipboard-read' }],
  'clipboard-sanitized-write': [{ name: 'clipboard-write' }],
  'display-capture': [{ name: 'display-capture' }],
  geolocation: [{ name: 'geolocation' }],
  'idle-detection': [{ name: 'idle-detection' }],
  media: [{ name: 'camera' }, { name: 'microphone' }],
  midi: [{ name: 'midi' }],
  midiSysex: [{ name: 'midi', sysex: true }],
  notifications: [{ name: 'notifications' }],
  'storage-access': [{ name: 'storage-access' }],
  'window-management': [{ name: 'window-management' }],
}

export class Permissions {
  #onRequest: RequestHandler = null
  #onCheck: CheckHandler = null
  readonly #asked = new Set<string>()

  setRequestHandler(handler: RequestHandler): void {
    this.#onRequest = handler
    this.#asked.clear()
  }

  setCheckHandler(handler: CheckHandler): void {
    this.#onCheck = handler
    this.#asked.clear()
  }

  async apply(contents: WebContentsType, url: string): Promise<void> {
    const { origin } = new URL(schemes.toChromium(url))
    if (origin === 'null' || this.#asked.has(origin)) return
    this.#asked.add(origin)
    const each = Object.entries(descriptors) as [Permission, readonly Descriptor[]][]
    await Promise.all(
      each.map(async ([permission, names]) => {
        const isGranted = (await this.#request(contents, permission, url)) && this.#check(contents, permission, url)
        const setting = isGranted ? 'granted' : 'denied'
        for (const name of names)
          await chromium().browser.send('Browser.setPermission', { permission: name, setting, origin })
      }),
    )
  }

  #request(contents: WebContentsType, permission: Permission, requestingUrl: string): boolean | Promise<boolean> {
    const handler = this.#onRequest
    if (!handler) return true
    const media = permission === 'media' ? { mediaTypes: ['video' as const, 'audio' as const] } : {}
    const details = { requestingUrl, isMainFrame: true, ...media }
    return new Promise((resolve) => handler(contents, permission, resolve, details))
  }

  #check(contents: WebContentsType, permission: Permission, requestingUrl: string): boolean {
    const { origin } = new URL(requestingUrl)
    type Checked = Parameters<NonNullable<CheckHandler>>[1]
    return this.#onCheck?.(contents, permission as Checked, origin, { requestingUrl, isMainFrame: true }) ?? true
  }
}
