import { wordsOf } from './fold.ts'
import { Lru } from './lru.ts'
import { common, type NumberSet, numberSet } from './number-set.ts'
import type { Statements } from './statements.ts'
import { searchedText, type UserRecord, userOf } from './user-columns.ts'

/**
 * The trigrams that cover a word, quoted for FTS5. They need not overlap: the index narrows, and the text decides.
 * Empty for a word of less than three characters.
 */
const trigramsOf = (word: string): readonly string[] => {
  const characters = [...word]
  const starts: number[] = []
  for (let at = 0; at + 3 <= characters.length; at += 3) starts.push(at)
  if (characters.length > 3 && characters.length % 3 !== 0) starts.push(characters.length - 3)
  return starts.map(
    (at) =>
      `"${characters
        .slice(at, at + 3)
        .join('')
        .replaceAll('"', '""')}"`,
  )
}

const indexed = `SELECT json_group_array(t.number) FROM user_search s JOIN user_text t ON t.number = s.rowid
  WHERE user_search MATCH ? AND instr(t.text, ?)`
const unindexed = 'SELECT json_group_array(number) FROM user_text WHERE instr(text, ?)'
/** Nothing where the texts of all are there. */
const behind = 'SELECT * FROM users WHERE number > (SELECT searchable FROM snapshot)'

/** Which users a search finds: every word somewhere in the folded text. Words are remembered while a snapshot lasts. */
export class UserSearch {
  readonly #sql: Statements
  readonly #size: number
  readonly #words = new Lru<NumberSet>(24)

  /** `size`: one more than the highest row number. */
  constructor(sql: Statements, size: number) {
    this.#sql = sql
    this.#size = size
  }

  /** Null when the search is blank: everyone. */
  matching(search: string): NumberSet | null {
    return common(wordsOf(search).map((word) => this.#words.get(word, () => numberSet(this.#find(word), this.#size))))
  }

  #find(word: string): readonly number[] {
    const trigrams = trigramsOf(word)
    const found =
      trigrams.length === 0
        ? this.#sql.value<string>(unindexed, word)
        : this.#sql.value<string>(indexed, trigrams.join(' AND '), word)
    return [...JSON.parse(found ?? '[]'), ...this.#behind(word)]
  }

  /** After a large publishing, until the texts and their index have followed. */
  #behind(word: string): readonly number[] {
    const found: number[] = []
    for (const { number, ...record } of this.#sql.rows<UserRecord & { readonly number: number }>(behind))
      if (searchedText(userOf(record)).includes(word)) found.push(number)
    return found
  }
}
