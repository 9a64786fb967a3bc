import type { Connection } from '../../../shared/domain/connection.ts'
import type { Feature } from '../../../shared/domain/features.ts'
import type { AdminInfo, SetupStatus, SetupStep } from '../../../shared/domain/setup.ts'
import type { Level } from '../../components/status.tsx'

export type Stage = 'choose' | 'review' | 'setup' | 'done'

/**
 * An unfinished set-up is shown before anything else, so that nobody makes a second registration by accident; a finished
 * one for as long as its connection stands.
 */
export const stageOf = (
  status: SetupStatus | null,
  admin: AdminInfo | null,
  connection: Pick<Connection, 'id' | 'state'> | null,
): Stage => {
  if (status !== null && status.state !== 'done') return 'setup'
  const stands = connection?.state === 'connected' && connection.id === status?.connectionId
  if (status !== null && stands) return 'done'
  return admin === null ? 'choose' : 'review'
}

export interface StepView {
  readonly step: SetupStep
  readonly level: Level
  /** Tries so far and when the next comes, where the step had to wait. */
  readonly attempt: number | undefined
  readonly retryAt: string | null
}

export const stepsOf = ({ state, steps }: Pick<SetupStatus, 'state' | 'steps'>): readonly StepView[] => {
  const open = steps.findIndex((one) => one.state !== 'done')
  return steps.map(({ step, state: of, attempt, retryAt }, index) => ({
    step,
    level: levelOf(of, state, index === open, retryAt),
    attempt: attempt > 1 ? attempt : undefined,
    retryAt,
  }))
}

const levelOf = (
  of: SetupStatus['steps'][number]['state'],
  state: SetupStatus['state'],
  isNext: boolean,
  retryAt: string | null,
): Level => {
  if (of === 'done') return 'ok'
  if (of === 'failed') return 'error'
  if (of === 'running') return retryAt === null ? 'run' : 'wait'
  return isNext && state === 'stopped' ? 'now' : 'todo'
}

/** What is chosen, with one switched on or off. */
export const toggled = (chosen: readonly Feature[], feature: Feature, on: boolean): readonly Feature[] =>
  on ? [...chosen.filter((one) => one !== feature), feature] : chosen.filter((one) => one !== feature)
