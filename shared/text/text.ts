import type { Language } from '../ipc/app.ts'
import { de } from './de/index.ts'
import { en, type Text } from './en/index.ts'

export type { Text } from './en/index.ts'

const catalogues: Readonly<Record<Language, Text>> = { en, de }

export const textOf = (language: Language): Text => catalogues[language]
