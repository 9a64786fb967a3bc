import type { Language } from '../ipc/app.ts'
import { tray as de } from './de/tray.ts'
import { tray as en, type TrayText } from './en/tray.ts'

const catalogues: Readonly<Record<Language, TrayText>> = { en, de }

/** What the icon beside the system's clock says. */
export const trayText = (language: Language): TrayText => catalogues[language]
