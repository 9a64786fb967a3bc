import { createContext, type ReactNode, use, useLayoutEffect, useMemo } from 'react'
import type { Language } from '../../shared/ipc/app.ts'
import { type Text, textOf } from '../../shared/text/text.ts'
import { useQuery } from '../ipc/use-query.ts'
import { type Format, formatOf } from './format.ts'

interface Words {
  readonly language: Language
  readonly text: Text
  readonly format: Format
}

const wordsOf = (language: Language, locale: string): Words => {
  const text = textOf(language)
  return { language, text, format: formatOf(locale, text.app.justNow) }
}

/** Until main has said which; an error before that is worded so, too. */
const WordsContext = createContext<Words>(wordsOf('en', 'en-GB'))

/** The language and locale that main resolved. They may change at any time; every sentence follows. */
export const TextProvider = ({ children }: { readonly children: ReactNode }) => {
  const { data, error } = useQuery('app.info', {})
  const language = data?.language ?? 'en'
  const locale = data?.locale ?? 'en-GB'
  const words = useMemo(() => wordsOf(language, locale), [language, locale])
  useLayoutEffect(() => {
    document.documentElement.lang = language
  }, [language])
  // Nothing for the few milliseconds until main has answered: words in the wrong language would flash.
  return data || error ? <WordsContext value={words}>{children}</WordsContext> : null
}

export const useText = (): Text => use(WordsContext).text
export const useLanguage = (): Language => use(WordsContext).language
export const useFormat = (): Format => use(WordsContext).format
