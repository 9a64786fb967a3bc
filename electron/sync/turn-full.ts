import type { FullReason } from '../../shared/domain/sync.ts'
import { type ErrorCode, isAppError } from '../../shared/ipc/errors.ts'

/** The changes alone will not do: everything has to be read. */
export class TurnFull extends Error {
  readonly reason: FullReason

  constructor(reason: FullReason) {
    super(reason)
    this.reason = reason
  }
}

const reasons: Partial<Record<ErrorCode, FullReason>> = {
  delta_expired: 'expired',
  answer_unreadable: 'unreadable',
  graph_refused: 'refused',
  permission_missing: 'refused',
  not_found: 'refused',
}

/** Why a failure is one of following the links, which reading everything may not meet; null for any other. */
export const turnFullReason = (error: unknown): FullReason | null => {
  if (error instanceof TurnFull) return error.reason
  return isAppError(error) ? (reasons[error.code] ?? null) : null
}
