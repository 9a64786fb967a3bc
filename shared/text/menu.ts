import type { Language } from '../ipc/app.ts'
import { menu as de } from './de/menu.ts'
import { menu as en, type MenuText } from './en/menu.ts'

const catalogues: Readonly<Record<Language, MenuText>> = { en, de }

export const menuText = (language: Language): MenuText => catalogues[language]
