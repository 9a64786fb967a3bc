/**
 * Marks that change a letter's look, not the letter. Vowel signs of Indic and Thai scripts are letters and stay, and so
 * do the two marks of kana, which make other sounds.
 */
const marks = /(?![\u3099\u309a])(?=\p{M})[\p{Script=Inherited}\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Arabic}]/gu
/** Soft hyphen, joiners, directions, byte order mark. */
const unseen = /\p{Cf}/gu
/** Those that are no space: removed first, so that no two spaces meet where one of them stood. */
const controls = /(?!\s)\p{Cc}/gu
/** Letters that Unicode does not take apart, and signs that keyboards and word processors write differently. */
const others: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ŧ: 't',
  ı: 'i',
  ŋ: 'n',
  ĸ: 'k',
  ƒ: 'f',
  ς: 'σ',
  '‘': "'",
  '’': "'",
  ʼ: "'",
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '–': '-',
  '—': '-',
}
const otherPattern = new RegExp(`[${Object.keys(others).join('')}]`, 'g')

const foldAny = (text: string): string =>
  text
    .toWellFormed()
    .normalize('NFKD')
    .toUpperCase()
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(marks, '')
    .replaceAll(unseen, '')
    .replaceAll(otherPattern, (letter) => others[letter] ?? letter)
    .normalize('NFC')
    .replaceAll(controls, '')
    .replaceAll(/\s+/g, ' ')
    .trim()

/** Below this no character changes by its neighbours: each folds by itself. */
const separate = 0x300
const folded = Array.from({ length: separate }, (_, code) => (code === 0x20 ? ' ' : foldAny(String.fromCharCode(code))))

/** Letter by letter; null where that is not enough. */
const foldLetters = (text: string): string | null => {
  let result = ''
  let isAfterSpace = true
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    const letter = folded[code]
    if (letter === undefined || letter === '') return null
    if (isAfterSpace && code === 0x20) return null
    isAfterSpace = code === 0x20
    result += letter
  }
  return isAfterSpace ? null : result
}

/** Where case is all that folding changes: most names, nearly all addresses. */
const plain = /^[!-~]+(?: [!-~]+)*$/

/** One form for all that people take for the same: case, accents, width and the number of spaces do not count. */
export const fold = (text: string): string =>
  plain.test(text) ? text.toLowerCase() : (foldLetters(text) ?? foldAny(text))

/** Words of a search, folded, each once. */
export const wordsOf = (search: string): readonly string[] => [
  ...new Set(
    fold(search)
      .split(' ')
      .filter((word) => word !== ''),
  ),
]

const digit = /[0-9]/

/** 1 to 9 as they are, more as nines before the rest: so a longer number sorts behind a shorter one, and it can be read back. */
const lengthCode = (digits: number): string => '9'.repeat(Math.floor(digits / 9)) + String(digits % 9)

/**
 * Folded text as a sort key: compared byte by byte, 'room 9' comes before 'room 10'. Each number is preceded by its
 * length. Different texts have different keys.
 */
export const sortKey = (text: string): string => {
  if (!digit.test(text)) return text
  let key = ''
  let copied = 0
  for (let at = 0; at < text.length; at++) {
    if (!isDigit(text, at)) continue
    const start = at
    while (isDigit(text, at + 1)) at++
    key += text.slice(copied, start) + lengthCode(at + 1 - start)
    copied = start
  }
  return key + text.slice(copied)
}

/** The sort key of a name; null where it is blank. */
export const keyOfName = (name: string | null): string | null => (name === null ? null : sortKey(fold(name)))

/** Outside the text there is none. */
const isDigit = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at)
  return code >= 0x30 && code <= 0x39
}

/** The folded text of a sort key. */
export const textOfKey = (key: string): string => {
  const code = /9*[0-8]/g
  let text = ''
  let at = 0
  for (let found = code.exec(key); found !== null; found = code.exec(key)) {
    const digits = found.index + found[0].length
    const end = digits + (found[0].length - 1) * 9 + Number(key[digits - 1])
    text += key.slice(at, found.index) + key.slice(digits, end)
    at = end
    code.lastIndex = end
  }
  return text + key.slice(at)
}
