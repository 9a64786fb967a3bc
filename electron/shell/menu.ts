import { Menu, type MenuItemConstructorOptions } from 'electron'
import type { Language, MenuCommand } from '../../shared/ipc/app.ts'
import { menuText } from '../../shared/text/menu.ts'
import { openLink } from './links.ts'

export interface MenuOptions {
  readonly language: Language
  readonly packaged: boolean
  readonly isMac: boolean
  readonly command: (command: MenuCommand) => void
}

/** The native menu. Commands go to the page, which knows whether they make sense at the moment. */
export const setMenu = (options: MenuOptions): void =>
  Menu.setApplicationMenu(Menu.buildFromTemplate(template(options)))

const template = ({ language, packaged, isMac, command }: MenuOptions): MenuItemConstructorOptions[] => {
  const text = menuText(language)
  const item = (id: MenuCommand, label: string, accelerator: string): MenuItemConstructorOptions => ({
    id,
    label,
    accelerator,
    // The page handles the key itself, so that it works in every focus; the menu shows it and handles the click.
    registerAccelerator: false,
    click: () => command(id),
  })
  const separator: MenuItemConstructorOptions = { type: 'separator' }
  const settings = item('openSettings', text.settings, 'CmdOrCtrl+,')
  const development: MenuItemConstructorOptions[] = packaged
    ? []
    : [separator, { role: 'reload' }, { role: 'toggleDevTools' }]
  return [
    ...(isMac ? [{ role: 'appMenu' as const }] : []),
    {
      label: text.file,
      submenu: [item('syncNow', text.syncNow, 'CmdOrCtrl+R'), settings, separator, { role: isMac ? 'close' : 'quit' }],
    },
    { label: text.edit, role: 'editMenu' },
    {
      label: text.view,
      submenu: [
        item('openPalette', text.palette, 'CmdOrCtrl+K'),
        item('goBack', text.back, 'Alt+Left'),
        item('goForward', text.forward, 'Alt+Right'),
        separator,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
        ...development,
      ],
    },
    { label: text.window, role: 'windowMenu' },
    {
      label: text.help,
      role: 'help',
      submenu: [
        item('showShortcuts', text.shortcuts, '?'),
        { id: 'documentation', label: text.documentation, click: () => void openLink('documentation') },
      ],
    },
  ]
}
