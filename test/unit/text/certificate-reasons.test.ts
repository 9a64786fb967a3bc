import { expect, it } from 'vitest'
import { de } from '../../../shared/text/de/index.ts'
import { en } from '../../../shared/text/en/index.ts'

const namesOf = (sentences: Readonly<Record<string, string>>) =>
  Object.entries(sentences).map(([reason, sentence]) => [
    reason,
    [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort(),
  ])

it('both languages fill the same values into the sentence of a reason', () => {
  for (const part of ['sourceReasons', 'because', 'problems'] as const) {
    expect(namesOf(de.certificateReasons[part])).toEqual(namesOf(en.certificateReasons[part]))
  }
})
