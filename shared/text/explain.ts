import type { Language } from '../ipc/app.ts'
import type { StoredError } from '../ipc/errors.ts'
import { errors as de } from './de/errors.ts'
import { type ErrorText, errors as en } from './en/errors.ts'

const catalogues = { en, de }

/**
 * Fills `{name}`. A bracket whose values are all missing goes with its space, so that no `()` or `{aadsts}` reaches the
 * reader; a missing value elsewhere becomes a dash.
 */
export const fill = (sentence: string, params: Readonly<Record<string, string>>): string => {
  const value = (name: string): string => params[name] ?? ''
  return sentence
    .replaceAll(/ \(([^()]*\{[^()]*)\)/g, (_whole, inside: string) => {
      const parts = inside.split(', ').map((part) => fillPart(part, value))
      const known = parts.filter((part) => part !== null)
      return known.length === 0 ? '' : ` (${known.join(', ')})`
    })
    .replaceAll(/\{(\w+)\}/g, (_whole, name: string) => value(name) || '–')
}

/** Null when a part of a bracket lacks its value. */
const fillPart = (part: string, value: (name: string) => string): string | null => {
  const names = [...part.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '')
  return names.some((name) => value(name) === '')
    ? null
    : part.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => value(name))
}

/** The sentence for an error in a language: what happened and why, then the cure. */
export const explain = (error: StoredError, language: Language): ErrorText => {
  const text = catalogues[language][error.code]
  const message = fill(text.message, error.params)
  return text.remedy === undefined ? { message } : { message, remedy: fill(text.remedy, error.params) }
}
