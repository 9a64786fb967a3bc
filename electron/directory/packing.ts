import type { DirectoryWriter, MemberPage } from './directory-api.ts'

/**
 * How members cross to the writer's thread: as JSON. A text is copied in one piece, while a structured clone goes over
 * every object on both sides, which takes several times longer for what nobody need unpack.
 */
export interface PackedPage {
  readonly groupId: string
  /** A list of id, type and name for each, which SQLite reads itself. */
  readonly members: string
}

/** What the writer's thread takes instead of what its contract names. */
export interface PackedWriter {
  stageMembers(pages: readonly PackedPage[]): void
}

export const packed = (
  ...[pages]: Parameters<DirectoryWriter['stageMembers']>
): Parameters<PackedWriter['stageMembers']> => [pages.map(packedPage)]

/** Half a surrogate pair is no character: SQLite would keep its bytes out of a JSON text, and replaces it in a value. */
const packedPage = ({ groupId, members }: MemberPage): PackedPage => ({
  groupId,
  members: JSON.stringify(members.map(({ id, type, displayName }) => [id, type, displayName?.toWellFormed() ?? null])),
})
