import { useMemo } from 'react'
import { useFormat, useLanguage, useText } from '../../lib/text.tsx'
import { type RecordWords, recordWords } from './record-words.ts'

/** In the language and the forms of the window. */
export const useRecordWords = (): RecordWords => {
  const text = useText()
  const format = useFormat()
  const language = useLanguage()
  return useMemo(() => recordWords(text, format, language), [text, format, language])
}
