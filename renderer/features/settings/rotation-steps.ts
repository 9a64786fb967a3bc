import { type RotationStatus, type RotationStep, rotationSteps } from '../../../shared/domain/credentials.ts'
import type { Level } from '../../components/status.tsx'

/**
 * `goOn` stopped on the way, `upload` waits for the administrator, `switched` for the old one's removal; `left` came after
 * that, when something newer took over here and the registration still holds what it replaced.
 */
export type RotationPhase = 'running' | 'upload' | 'goOn' | 'switched' | 'left'

export const phaseOf = ({ running, step, way, error, left }: RotationStatus): RotationPhase => {
  if (running) return 'running'
  if (left.length > 0) return 'left'
  if (step === 'switched' || step === 'removed') return 'switched'
  return way === 'upload' || error?.code === 'rotation_needs_upload' ? 'upload' : 'goOn'
}

/** The step that is next, as far as it got; those behind it wait. */
export const levelsOf = (status: RotationStatus): readonly { readonly step: RotationStep; readonly level: Level }[] => {
  const done = rotationSteps.indexOf(status.step)
  const phase = phaseOf(status)
  return rotationSteps.map((step, index) => {
    if (index <= done) return { step, level: 'ok' }
    if (index > done + 1) return { step, level: 'todo' }
    if (phase === 'running') return { step, level: status.retryAt === null ? 'run' : 'wait' }
    if (phase === 'goOn' && status.error !== null) return { step, level: 'error' }
    return { step, level: 'now' }
  })
}
