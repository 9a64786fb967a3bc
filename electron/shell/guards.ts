import { app, type Session, type WebContents } from 'electron'
import type { Logger } from '../ports.ts'
import { isOwnPage } from './origin.ts'

/** Copying by a click is all that a page of ours may do without being asked. */
const permitted: ReadonlySet<string> = new Set(['clipboard-sanitized-write'])

/**
 * Do not change without Electron's security checklist at hand: this closes navigation, windows, webviews, downloads and
 * permissions for every web contents that ever comes into being.
 */
export const guardContents = (developmentOrigin: string | null, logger: Logger): void => {
  app.on('web-contents-created', (_event, contents) => guard(contents, developmentOrigin, logger))
  // A page never meets a certificate: it loads nothing from the network. So whatever asks is refused.
  app.on('certificate-error', (event, _contents, _url, error, _certificate, callback) => {
    event.preventDefault()
    logger.warn('guard.certificate', { error })
    callback(false)
  })
  // Unhandled, Electron would send the first client certificate that fits.
  app.on('select-client-certificate', (event, _contents, _url, _list, callback) => {
    event.preventDefault()
    callback()
  })
}

const guard = (contents: WebContents, developmentOrigin: string | null, logger: Logger): void => {
  const refuse = (event: { preventDefault(): void }, url: string, what: string) => {
    if (isOwnPage(url, developmentOrigin)) return
    event.preventDefault()
    logger.warn('guard.refused', { what })
  }
  contents.setWindowOpenHandler(() => {
    logger.warn('guard.refused', { what: 'window' })
    return { action: 'deny' }
  })
  contents.on('will-navigate', (event, url) => refuse(event, url, 'navigation'))
  contents.on('will-redirect', (event, url) => refuse(event, url, 'redirect'))
  contents.on('will-frame-navigate', (event) => refuse(event, event.url, 'frame'))
  contents.on('will-attach-webview', (event) => {
    event.preventDefault()
    logger.warn('guard.refused', { what: 'webview' })
  })
}

/** Both handlers: without the second, Electron would answer checks by itself. */
export const guardSession = (session: Session): void => {
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(permitted.has(permission)))
  session.setPermissionCheckHandler((_contents, permission) => permitted.has(permission))
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', (event) => event.preventDefault())
}
