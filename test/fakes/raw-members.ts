import type { RawItems } from '../../electron/graph/raw-lists.ts'
import type { Member } from '../../shared/domain/group.ts'
import { rawItems } from './raw-items.ts'

/** A page of members as it comes. */
export const rawMembers = (members: readonly Member[]): RawItems =>
  rawItems(members.map(({ type, ...member }) => ({ '@odata.type': `#microsoft.graph.${type}`, ...member })))
