import type { Language } from '../ipc/app.ts'
import { cli as de } from './de/cli.ts'
import { type CliText, cli as en } from './en/cli.ts'

const catalogues: Readonly<Record<Language, CliText>> = { en, de }

/** What the command line says. */
export const cliText = (language: Language): CliText => catalogues[language]
