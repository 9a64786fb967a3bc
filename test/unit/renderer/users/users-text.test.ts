import { describe, expect, it } from 'vitest'
import { groups as deGroups } from '../../../../shared/text/de/groups.ts'
import { users as deUsers } from '../../../../shared/text/de/users.ts'
import { groups as enGroups } from '../../../../shared/text/en/groups.ts'
import { users as enUsers } from '../../../../shared/text/en/users.ts'

/** Values for every sentence at once; a sentence that forgets one of its own shows itself by not holding the mark. */
const given = {
  count: 2,
  text: '‹text›',
  shown: '‹shown›',
  total: '‹total›',
  search: '‹search›',
  value: '‹value›',
  column: '‹column›',
  filter: '‹filter›',
  name: '‹name›',
  kind: '‹kind›',
  path: '‹path›',
  when: '‹when›',
}

const sentences = (section: unknown, path = ''): (readonly [string, string])[] => {
  if (typeof section === 'string') return [[path, section]]
  if (typeof section === 'function') return [[path, String(section(given))]]
  return Object.entries(section as object).flatMap(([key, part]) => sentences(part, `${path}.${key}`))
}

const marks = (sentence: string) => (sentence.match(/‹\w+›/g) ?? []).sort()

describe.each([
  ['users', enUsers, deUsers],
  ['groups', enGroups, deGroups],
])('sentences of %s', (_, en, de) => {
  it('exist in both languages and use the same values', () => {
    const german = new Map(sentences(de))
    for (const [path, english] of sentences(en)) {
      expect(german.get(path)?.trim(), path).toBeTruthy()
      expect(marks(german.get(path) ?? ''), path).toEqual(marks(english))
    }
    expect(german.size).toBe(sentences(en).length)
  })

  it('say one thing in the singular', () => {
    for (const section of [en, de])
      expect(section.copied({ count: 1, text: '2' })).not.toBe(section.copied({ count: 2, text: '2' }))
  })

  it('do not flatter, plead or shout', () => {
    for (const [path, sentence] of [...sentences(en), ...sentences(de)])
      expect(sentence, path).not.toMatch(/[!]|please|oops|successfully|bitte|erfolgreich|leider/i)
  })
})
