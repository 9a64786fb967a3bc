/** `ipcMain`, and the way from a page's message to its handlers. */
import { EventEmitter } from 'node:events'
import type { IpcMainInvokeEvent } from 'electron'
import type { HostMessage, PageMessage } from './page/preload.ts'
import { strictClass } from './strict.ts'

type Handler = (event: IpcMainInvokeEvent, ...args: unknown[]) => unknown

class IpcMainBase extends EventEmitter {
  readonly _handlers = new Map<string, Handler>()

  handle(channel: string, handler: Handler): void {
    if (typeof handler !== 'function') throw new Error(`Expected handler to be a function, but found ${typeof handler}`)
    if (this._handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    this._handlers.set(channel, handler)
  }

  handleOnce(channel: string, handler: Handler): void {
    this.handle(channel, (event, ...args) => {
      this.removeHandler(channel)
      return handler(event, ...args)
    })
  }

  removeHandler(channel: string): void {
    this._handlers.delete(channel)
  }
}
export const IpcMain = strictClass('IpcMain', IpcMainBase, [], true)
export type IpcMain = IpcMainBase
export const ipcMain = new IpcMain()

type Invoke = Extract<PageMessage, { t: 'invoke' }>

/** Asks the handler of the contents, else the application's. The texts are Electron's. */
export const answerInvoke = async (
  { id, channel, args }: Invoke,
  event: IpcMainInvokeEvent,
  own: IpcMain,
  reply: (answer: HostMessage) => void,
): Promise<void> => {
  try {
    const handler = own._handlers.get(channel) ?? ipcMain._handlers.get(channel)
    if (!handler) throw new Error(`No handler registered for '${channel}'`)
    // The reply throws here, too, when the result cannot be cloned.
    reply({ t: 'reply', id, result: await handler(event, ...args) })
  } catch (error) {
    console.error(`Error occurred in handler for '${channel}':`, error)
    reply({ t: 'reply', id, error: String(error) })
  }
}
