/** The `electron` module of the main process: what the host has, and everything else by a name that throws when touched. */
import { app } from './app.ts'
import { BrowserWindow } from './browser-window.ts'
import { exportedNames } from './declarations.ts'
import { dialog, Notification, shell, Tray } from './desktop.ts'
import { ipcMain } from './ipc.ts'
import { clipboard, crashReporter, powerMonitor, safeStorage, screen } from './machine.ts'
import { Menu, MenuItem } from './menu.ts'
import { nativeImage } from './native-image.ts'
import { nativeTheme } from './native-theme.ts'
import { protocol } from './protocol.ts'
import { net, session } from './session.ts'
import { NotImplemented, strict } from './strict.ts'
import { webContents } from './web-contents.ts'

const present: Readonly<Record<string, unknown>> = {
  ...{ app, BrowserWindow, clipboard, crashReporter, dialog, ipcMain, Menu, MenuItem, nativeImage, nativeTheme, net },
  ...{ Notification, powerMonitor, protocol, safeStorage, screen, session, shell, Tray, webContents },
}

/** May be imported, as in Electron; any use throws. */
const missing = (name: string): unknown =>
  new Proxy(class {}, {
    get(target, key) {
      if (typeof key === 'symbol' || ['then', 'prototype', 'name', 'length'].includes(key))
        return Reflect.get(target, key)
      throw new NotImplemented(`${name}.${key}`)
    },
    construct() {
      throw new NotImplemented(`new ${name}()`)
    },
    apply() {
      throw new NotImplemented(`${name}()`)
    },
  })

export const electron = strict(
  'CrossProcessExports',
  Object.fromEntries([...exportedNames].map((name) => [name, present[name] ?? missing(name)])),
)
