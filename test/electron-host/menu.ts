/** `Menu` and `MenuItem`: kept and clickable by tests, shown nowhere. Roles do what they do in Electron. */
import { EventEmitter } from 'node:events'
import type { MenuItemConstructorOptions } from 'electron'
import { app } from './app.ts'
import { BrowserWindow } from './browser-window.ts'
import { records } from './records.ts'
import { NotImplemented, strictClass } from './strict.ts'

type Role = NonNullable<MenuItemConstructorOptions['role']>
type Action = (window: BrowserWindow) => void

/** A role with its label; a role that is a menu with its items; a role without either acts outside of this host. */
const roles: { readonly [R in Role]?: { label: string; act?: Action; submenu?: readonly (Role | 'separator')[] } } = {
  undo: { label: 'Undo', act: (window) => window.webContents.undo() },
  redo: { label: 'Redo', act: (window) => window.webContents.redo() },
  cut: { label: 'Cut', act: (window) => window.webContents.cut() },
  copy: { label: 'Copy', act: (window) => window.webContents.copy() },
  paste: { label: 'Paste', act: (window) => window.webContents.paste() },
  delete: { label: 'Delete', act: (window) => window.webContents.delete() },
  selectAll: { label: 'Select All', act: (window) => window.webContents.selectAll() },
  reload: { label: 'Reload', act: (window) => window.reload() },
  resetZoom: { label: 'Actual Size', act: (window) => window.webContents.setZoomLevel(0) },
  zoomIn: { label: 'Zoom In', act: ({ webContents }) => webContents.setZoomLevel(webContents.getZoomLevel() + 0.5) },
  zoomOut: { label: 'Zoom Out', act: ({ webContents }) => webContents.setZoomLevel(webContents.getZoomLevel() - 0.5) },
  togglefullscreen: { label: 'Toggle Full Screen', act: (window) => window.setFullScreen(!window.isFullScreen()) },
  minimize: { label: 'Minimize', act: (window) => window.minimize() },
  zoom: { label: 'Zoom', act: (window) => (window.isMaximized() ? window.unmaximize() : window.maximize()) },
  close: { label: 'Close Window', act: (window) => window.close() },
  quit: { label: 'Quit', act: () => app.quit() },
  toggleDevTools: { label: 'Toggle Developer Tools' },
  about: { label: 'About' },
  services: { label: 'Services' },
  hide: { label: 'Hide' },
  hideOthers: { label: 'Hide Others' },
  unhide: { label: 'Show All' },
  front: { label: 'Bring All to Front' },
  help: { label: 'Help' },
  window: { label: 'Window' },
  appMenu: { label: 'App', submenu: ['about', 'separator', 'services', 'hide', 'hideOthers', 'unhide', 'quit'] },
  fileMenu: { label: 'File', submenu: ['quit'] },
  editMenu: { label: 'Edit', submenu: ['undo', 'redo', 'separator', 'cut', 'copy', 'paste', 'delete', 'selectAll'] },
  viewMenu: {
    label: 'View',
    submenu: ['reload', 'toggleDevTools', 'resetZoom', 'zoomIn', 'zoomOut', 'togglefullscreen'],
  },
  windowMenu: { label: 'Window', submenu: ['minimize', 'zoom', 'close'] },
}

const roleNames = new Map(Object.keys(roles).map((name) => [name.toLowerCase(), name as Role]))
const item = (name: Role | 'separator'): MenuItemConstructorOptions =>
  name === 'separator' ? { type: 'separator' } : { role: name }

/** Members that an item always has. */
const unset = { id: '', role: undefined, accelerator: undefined, icon: undefined, sublabel: '', toolTip: '' }

class MenuItemBase {
  readonly submenu: Menu | undefined
  readonly click: (event?: object, window?: BrowserWindow | null) => void
  readonly type: NonNullable<MenuItemConstructorOptions['type']>
  label: string
  enabled: boolean
  visible: boolean
  checked: boolean

  constructor(options: MenuItemConstructorOptions) {
    const role = options.role && roleNames.get(options.role.toLowerCase())
    if (options.role && !role) throw new NotImplemented(`the menu role '${options.role}'`)
    const known = role && roles[role]
    Object.assign(this, unset, options)
    const submenu = options.submenu ?? known?.submenu?.map(item)
    this.submenu = Array.isArray(submenu) ? Menu.buildFromTemplate(submenu) : (submenu as Menu | undefined)
    this.type = options.type ?? (this.submenu ? 'submenu' : 'normal')
    this.label = options.label ?? known?.label ?? ''
    this.enabled = options.enabled ?? true
    this.visible = options.visible ?? true
    this.checked = options.checked ?? false
    this.click = (event = {}, window = BrowserWindow.getFocusedWindow()) => {
      if (this.type === 'checkbox') this.checked = !this.checked
      if (role === undefined) return options.click?.(this as never, window as never, event)
      if (!known?.act) records.inertCalls.push({ member: `MenuItem role ${role}`, args: [] })
      else if (window || role === 'quit') known.act(window as BrowserWindow)
    }
  }
}
export const MenuItem = strictClass('MenuItem', MenuItemBase)
export type MenuItem = MenuItemBase

let applicationMenu: Menu | null = null

class MenuBase extends EventEmitter {
  readonly items: MenuItem[] = []

  static buildFromTemplate(template: (MenuItem | MenuItemConstructorOptions)[]): MenuBase {
    const menu = new Menu()
    for (const each of template) menu.append(each instanceof MenuItem ? each : new MenuItem(each))
    return menu
  }
  static getApplicationMenu = () => applicationMenu
  static setApplicationMenu = (menu: MenuBase | null) => {
    applicationMenu = menu
  }

  append = (added: MenuItem) => void this.items.push(added)
  insert = (at: number, added: MenuItem) => void this.items.splice(at, 0, added)
  popup = () => void this.emit('menu-will-show', {})
  closePopup = () => void this.emit('menu-will-close', {})
  getMenuItemById(id: string): MenuItem | null {
    for (const each of this.items) {
      if ('id' in each && each.id === id) return each
      const inside = each.submenu?.getMenuItemById(id)
      if (inside) return inside
    }
    return null
  }
}
export const Menu = strictClass('Menu', MenuBase, ['menu-will-show', 'menu-will-close'])
export type Menu = MenuBase
