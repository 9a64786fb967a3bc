import {
  type SyncOutcome,
  type SyncPhase,
  type SyncProgress,
  type SyncStream,
  streams,
  syncPhases,
} from '../../shared/domain/sync.ts'
import type { SyncText } from '../../shared/text/en/sync.ts'
import type { Format } from '../lib/format.ts'
import type { Level } from './status.tsx'

export const outcomeLevels: Readonly<Record<SyncOutcome, Level>> = {
  running: 'run',
  published: 'ok',
  partial: 'partial',
  failed: 'error',
  cancelled: 'off',
  interrupted: 'warn',
  rehearsed: 'info',
  held: 'warn',
  kept: 'off',
}

/** How much of a run is read, between 0 and 1; undefined until Microsoft has counted everything. */
export const fractionOf = ({ phase, streams: read }: SyncProgress): number | undefined => {
  if (phase === 'prove' || phase === 'publish') return 1
  let done = 0
  let total = 0
  for (const stream of streams) {
    const of = read[stream].total
    if (of === null) return undefined
    done += Math.min(read[stream].done, of)
    total += of
  }
  return total === 0 ? undefined : done / total
}

const isRead = ({ done, total }: { readonly done: number; readonly total: number | null }) =>
  total !== null && done >= total

/** What a run reads at the moment: the first kind of object that is not complete. */
const readingNow = ({ phase, streams: read }: SyncProgress): SyncStream | undefined =>
  phase === 'read' ? streams.find((stream) => !isRead(read[stream])) : undefined

const readingText = (progress: SyncProgress, { progress: text }: SyncText, { number }: Format): string => {
  const stream = readingNow(progress)
  if (stream === undefined) return text.doing[progress.phase]
  const { done, total } = progress.streams[stream]
  return text.reading[stream]({ done: number(done), total: total === null ? undefined : number(total) })
}

/** One line: everything or what, what of it now, how many of how many, how fast, how long still. */
export const headlineOf = (progress: SyncProgress, text: SyncText, format: Format): string => {
  const parts = [`${text.progress.scopes[progress.kind]}. ${readingText(progress, text, format)}`]
  const { waitingUntil, rate, eta } = progress
  if (waitingUntil !== null) return [...parts, text.progress.waiting({ time: format.time(waitingUntil) })].join('. ')
  const whole = Math.round(rate)
  if (whole > 0) parts.push(text.progress.rate({ count: whole, text: format.number(whole) }))
  if (eta !== null && progress.phase === 'read')
    parts.push(text.progress.left({ duration: format.duration(Math.max(1, Math.round(eta)) * 1000) }))
  return parts.join(', ')
}

/** For screen readers: changes ten times in a run, not ten times a second. */
export const announcementOf = (progress: SyncProgress, text: SyncText, format: Format): string => {
  const fraction = fractionOf(progress)
  if (progress.phase !== 'read' || fraction === undefined) return text.progress.doing[progress.phase]
  return text.progress.percent({ percent: format.percent(Math.floor(fraction * 10) / 10) })
}

export interface PhaseRow {
  readonly row: keyof SyncText['phases']['rows']
  readonly state: keyof SyncText['phases']['states']
  readonly done?: number
  readonly total?: number | null
}

const stateOf = (phase: SyncPhase, now: SyncPhase): PhaseRow['state'] => {
  const distance = syncPhases.indexOf(now) - syncPhases.indexOf(phase)
  return distance > 0 ? 'ok' : distance === 0 ? 'run' : 'todo'
}

const streamRow = (stream: SyncStream, progress: SyncProgress): PhaseRow => {
  const { done, total } = progress.streams[stream]
  const state = stateOf('read', progress.phase)
  const reading = isRead({ done, total }) ? 'ok' : done === 0 ? 'wait' : 'run'
  return { row: stream, state: state === 'run' ? reading : state, done, total }
}

/** The way of a run: what is done, what runs (reading does in parallel) and what is still to come. */
export const phaseRowsOf = (progress: SyncProgress): readonly PhaseRow[] => [
  { row: 'signIn', state: stateOf('signIn', progress.phase) },
  { row: 'count', state: stateOf('count', progress.phase) },
  ...streams.map((stream) => streamRow(stream, progress)),
  { row: 'prove', state: stateOf('prove', progress.phase) },
  { row: 'publish', state: stateOf('publish', progress.phase) },
]
