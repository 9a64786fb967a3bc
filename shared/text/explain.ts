import type { Language } from '../ipc/app.ts'
import type { StoredError } from '../ipc/errors.ts'
import { errors as de } from './de/errors.ts'
import { type ErrorText, errors as en } from './en/errors.ts'

const catalogues = { en, de }

/** A name without a value is left out together with the brackets or spaces around it, so that no `{aadsts}` reaches the user. */
const fill = (sentence: string, params: Readonly<Record<string, string>>): string =>
  sentence.replaceAll(/\s?\(?\{(\w+)\}\)?/g, (whole, name: string) => {
    const value = params[name]
    return value === undefined || value === '' ? '' : whole.replace(`{${name}}`, value)
  })

/** The sentence for an error in a language: what happened and why, then the cure. */
export const explain = (error: StoredError, language: Language): ErrorText => {
  const text = catalogues[language][error.code]
  const message = fill(text.message, error.params)
  return text.remedy === undefined ? { message } : { message, remedy: fill(text.remedy, error.params) }
}
