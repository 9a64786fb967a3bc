import type { Language } from '../ipc/app.ts'
import { browser as de } from './de/browser.ts'
import { type BrowserText, browser as en } from './en/browser.ts'

const catalogues: Readonly<Record<Language, BrowserText>> = { en, de }

export const browserText = (language: Language): BrowserText => catalogues[language]
