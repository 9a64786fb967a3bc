import type { Connection } from '../../../shared/domain/connection.ts'
import type { Feature } from '../../../shared/domain/features.ts'
import type { AdminInfo, SetupStatus, SetupStep } from '../../../shared/domain/setup.ts'
import type { ConnectText } from '../../../shared/text/en/connect.ts'
import type { Level } from '../../components/status.tsx'
import type { OwnStage, Way } from './wizard-store.ts'

export type Stage = 'choose' | 'review' | 'setup' | 'done' | OwnStage

/** A finished connecting, by which it is known again. */
export interface Finished {
  /** Which of both ways led there. */
  readonly way: Way
  readonly mark: string
}

/** What has led to the connection that stands, if anything did since the program started. */
export const finishedBy = (
  status: SetupStatus | null,
  saved: string | undefined,
  connection: Pick<Connection, 'id' | 'state' | 'testedAt'> | null,
): Finished | undefined => {
  if (connection?.state !== 'connected') return undefined
  if (saved !== undefined && saved === connection.id) return { way: 'own', mark: `own ${saved}` }
  if (status?.state !== 'done' || status.connectionId !== connection.id) return undefined
  return { way: 'create', mark: `create ${status.startedAt}` }
}

/**
 * An unfinished set-up is shown before anything else, so that nobody makes a second registration by accident; a finished
 * one for as long as its connection stands, unless it was seen (`finished` is undefined then).
 */
export const stageOf = (
  status: SetupStatus | null,
  admin: AdminInfo | null,
  own: OwnStage | undefined,
  finished: Finished | undefined,
): Stage => {
  if (status !== null && status.state !== 'done') return 'setup'
  if (own !== undefined) return own
  if (finished !== undefined) return 'done'
  return admin === null ? 'choose' : 'review'
}

type StepName = keyof ConnectText['stages']

const steps: Readonly<Record<Way, readonly StepName[]>> = {
  create: ['choose', 'signIn', 'review', 'setup', 'done'],
  own: ['choose', 'registration', 'consent', 'credential', 'done'],
}

export interface WizardStep {
  readonly name: StepName
  readonly level: Extract<Level, 'ok' | 'now' | 'todo'>
}

/** The steps of a way, as far as it got. Signing in has no page of its own: it happens in the browser. */
export const wizardSteps = (way: Way, stage: Stage, isSigningIn: boolean): readonly WizardStep[] => {
  const at = steps[way].indexOf(stage === 'choose' && isSigningIn ? 'signIn' : stage)
  return steps[way].map((name, index) => {
    if (index < at || stage === 'done') return { name, level: 'ok' }
    return { name, level: index === at ? 'now' : 'todo' }
  })
}

export interface StepView {
  readonly step: SetupStep
  readonly level: Extract<Level, keyof ConnectText['stepStates']>
  /** Tries so far and when the next comes, where the step had to wait. */
  readonly attempt: number | undefined
  readonly retryAt: string | null
}

export const stepsOf = ({ state, steps: all }: Pick<SetupStatus, 'state' | 'steps'>): readonly StepView[] => {
  const open = all.findIndex((one) => one.state !== 'done')
  return all.map(({ step, state: of, attempt, retryAt }, index) => ({
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
): StepView['level'] => {
  if (of === 'done') return 'ok'
  if (of === 'failed') return 'error'
  if (of === 'running') return retryAt === null ? 'run' : 'wait'
  return isNext && state === 'stopped' ? 'now' : 'todo'
}

/** What is chosen, with one switched on or off. */
export const toggled = (chosen: readonly Feature[], feature: Feature, on: boolean): readonly Feature[] =>
  on ? [...chosen.filter((one) => one !== feature), feature] : chosen.filter((one) => one !== feature)
