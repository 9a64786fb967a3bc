import { BrowserWindow, ipcMain } from 'electron'
import { type EventName, type Events, eventChannel, requestChannel } from '../../shared/ipc/contract.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import type { Router } from '../ipc/router.ts'
import { isTrustedSender } from './origin.ts'
import { knownWindows } from './window.ts'

/** The only channel into main. The sender is looked at before anything it says. */
export const registerIpc = (router: Router, developmentOrigin: string | null): void => {
  ipcMain.handle(requestChannel, (event, route: unknown, input: unknown) => {
    // Read first: the frame is null once it has navigated away.
    const frame = event.senderFrame
    if (!isTrustedSender(frame, knownWindows.has(event.sender.id), developmentOrigin))
      return router.refuse(new AppError('forbidden_sender'), 'ipc')
    return router.dispatch(route, input)
  })
}

export type Emit = <E extends EventName>(event: E, payload: Events[E]) => void

/** Tells our windows; one that is closing hears nothing. */
export const emit: Emit = (event, payload) => {
  for (const window of BrowserWindow.getAllWindows()) {
    if (window.isDestroyed() || window.webContents.isDestroyed()) continue
    if (knownWindows.has(window.webContents.id)) window.webContents.send(eventChannel, event, payload)
  }
}
