import type { User } from '../../shared/domain/user.ts'
import type { DirectoryWriter, MemberPage, UserPage } from './directory-api.ts'

/**
 * How pages cross to the writer's thread: as JSON. A text is copied in one piece, while a structured clone goes over
 * every object on both sides, which takes longer: for members, which nobody need unpack, several times.
 */
export interface PackedPage {
  readonly groupId: string
  /** A list of id, type and name for each, which SQLite reads itself. */
  readonly members: string
}

/** What the writer's thread takes instead of what its contract names. */
export interface PackedWriter {
  stageUsers(parts: readonly string[], of?: UserPage): void
  stageMembers(pages: readonly PackedPage[]): void
}

export const packing: {
  readonly [Method in keyof PackedWriter]: (
    ...args: Parameters<DirectoryWriter[Method]>
  ) => Parameters<PackedWriter[Method]>
} = {
  stageUsers: (users, of) => [inParts(users).map((part) => JSON.stringify(part)), of],
  stageMembers: (pages) => [pages.map(packedPage)],
}

/** Half a surrogate pair is no character: SQLite would keep its bytes out of a JSON text, and replaces it in a value. */
const packedPage = ({ groupId, members }: MemberPage): PackedPage => ({
  groupId,
  members: JSON.stringify(members.map(({ id, type, displayName }) => [id, type, displayName?.toWellFormed() ?? null])),
})

/** So few that they are garbage again before the collector takes them for something that lives on. */
const usersAtOnce = 100

const inParts = (users: readonly User[]): readonly (readonly User[])[] =>
  Array.from({ length: Math.ceil(users.length / usersAtOnce) }, (_, part) =>
    users.slice(part * usersAtOnce, (part + 1) * usersAtOnce),
  )

export const unpackedUsers = (part: string): readonly User[] => JSON.parse(part)
