import type { TenantState } from '../server/state.ts'
import { badRequest, GraphFailure } from './answer.ts'
import type { GraphContext } from './context.ts'

type Type = 'user' | 'group'

/** Where a delta round stands. Everything that the first request asked for travels in it. */
export interface Position {
  readonly type: Type
  readonly select: readonly string[] | null
  /** Only these objects, null for all. */
  readonly ids: readonly string[] | null
  /** `full`: the first round over everything; `changes`: what happened after `from`. */
  readonly round: 'full' | 'changes'
  readonly from: number
  /** Changes up to here belong to this round; null on a deltaLink, whose round has not begun. */
  readonly to: number | null
  /** Next object (full round) or next entry (changes). */
  readonly index: number
  /** Members of that object already given. */
  readonly offset: number
  /** The empty page before this one has been given. */
  readonly rested?: boolean
}

/** Source: Microsoft 365 developer blog on the duration of change tracking tokens: directory objects seven days. */
const tokenLifeMs = 7 * 24 * 3600 * 1000

export const sealPosition = (context: GraphContext, position: Position): string =>
  context.tokens.seal({ ...position, at: context.state.now().getTime(), epoch: context.state.deltaEpoch })

/** Throws what Graph answers to a foreign, broken or expired token. */
export const openPosition = (context: GraphContext, type: Type, token: string): Position => {
  const held = context.tokens.open(token) as (Position & { readonly at: number; readonly epoch: number }) | null
  if (held === null || held.type !== type) throw badRequest('Badly formed token.', 'BadRequest')
  const { state } = context
  if (held.epoch !== state.deltaEpoch || state.now().getTime() - held.at > tokenLifeMs) {
    throw expired(context.origin, state, held)
  }
  return held
}

/** Both forms are documented: 400 with `syncStateNotFound`, and 410 with the address to start again from. */
const expired = (origin: string, state: TenantState, position: Position): GraphFailure => {
  if (state.deltaExpiry === 'syncStateNotFound') {
    return new GraphFailure(
      400,
      'syncStateNotFound',
      'The sync state generation is not found; a full synchronisation is needed.',
    )
  }
  const select = position.select === null ? '' : `$select=${position.select.join(',')}&`
  const location = `${origin}/v1.0/${position.type}s/delta?${select}$deltatoken=`
  return new GraphFailure(410, 'resyncRequired', 'Resync required: the delta token is no longer valid.', {
    Location: location,
  })
}
