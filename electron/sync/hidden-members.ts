import { type Group, hiddenMembership, hiddenMembersRole } from '../../shared/domain/group.ts'
import type { Graph } from '../graph/graph.ts'

/**
 * Without the role the list of a group with hidden membership is empty or refused, and nothing tells which groups are
 * empty indeed. Source: Microsoft Graph, list group members.
 */
export const mayHide = ({ visibility }: Pick<Group, 'visibility'>): boolean => visibility === hiddenMembership

/** Whether the application sees hidden members; false where its token does not tell. */
export const seesHidden = async (graph: Graph, signal: AbortSignal): Promise<boolean> =>
  (await graph.roles(signal)).includes(hiddenMembersRole)
