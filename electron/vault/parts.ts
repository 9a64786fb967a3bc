import { createHash } from 'node:crypto'
import { z } from 'zod'
import { AppError } from '../../shared/ipc/errors.ts'

/**
 * Windows' credential store holds 2,560 bytes an entry (CRED_MAX_CREDENTIAL_BLOB_SIZE). keytar writes UTF-8 there,
 * other implementations UTF-16, so a part keeps below the limit in both.
 */
const maxUnits = 1_000
const maxBytes = 2_000

/** Two generations take turns: the new one is written beside the one in force, then the head is switched over. */
const generations = ['a', 'b'] as const
export type Generation = (typeof generations)[number]

/** The entry under the secret's own name. It says where the parts are and what they must add up to. */
const headSchema = z.strictObject({
  version: z.literal(1),
  generation: z.enum(generations),
  parts: z.number().int().min(0),
  /** In UTF-16 units. */
  length: z.number().int().min(0),
  /** SHA-256 of the whole value, hex. */
  sha256: z.string(),
})
export type Head = z.infer<typeof headSchema>

/** `#` is refused in names, so no secret's name is another one's part. */
export const partAccount = (name: string, generation: Generation, index: number): string =>
  `${name}#${generation}${index}`

/** Splits between characters, never inside a surrogate pair: half a character does not survive UTF-8. */
export const split = (value: string): string[] => {
  const parts: string[] = []
  let part = ''
  let bytes = 0
  for (const character of value) {
    const size = Buffer.byteLength(character)
    if (part.length + character.length > maxUnits || bytes + size > maxBytes) {
      parts.push(part)
      part = ''
      bytes = 0
    }
    part += character
    bytes += size
  }
  if (part !== '') parts.push(part)
  return parts
}

const digest = (value: string): string => createHash('sha256').update(value, 'utf8').digest('hex')

export const headOf = (value: string, generation: Generation, parts: number): Head => ({
  version: 1,
  generation,
  parts,
  length: value.length,
  sha256: digest(value),
})

/** Null when the text is not a head: written by something else or damaged. */
export const parseHead = (text: string): Head | null => {
  try {
    return headSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

/** Puts the parts together again. @throws AppError secret_damaged when they are not what the head says. */
export const join = (head: Head, parts: readonly string[]): string => {
  const value = parts.join('')
  if (value.length !== head.length || digest(value) !== head.sha256) throw new AppError('secret_damaged')
  return value
}
