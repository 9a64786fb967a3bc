import {
  type LedgerEntry,
  type Resumed,
  type SyncPhase,
  type SyncProgress,
  type SyncStream,
  syncPhases,
} from '../../shared/domain/sync.ts'
import type { Clock } from '../ports.ts'
import { etaOf, rateOf, recent, type Sample } from './pace.ts'

interface Needs {
  readonly runId: string
  readonly clock: Clock
  readonly onChange: () => void
}

/** How far a run is. Phases only go forward: signed in is who got an answer, counted is when both totals are known. */
export class RunProgress {
  readonly startedAt: string
  readonly #needs: Needs
  readonly #done: Record<SyncStream, number> = { users: 0, groups: 0, members: 0 }
  readonly #total: Record<'users' | 'groups', number | null> = { users: null, groups: null }
  #phase: SyncPhase = 'signIn'
  #memberships = 0
  #requests = 0
  #retries = 0
  #units = 0
  #waitingUntil: string | null = null
  #samples: readonly Sample[] = []
  #resumed: Resumed | null = null

  constructor(needs: Needs) {
    this.#needs = needs
    this.startedAt = needs.clock.now().toISOString()
  }

  get requests(): number {
    return this.#requests
  }

  get retries(): number {
    return this.#retries
  }

  get units(): number {
    return this.#units
  }

  enter(phase: SyncPhase): void {
    if (syncPhases.indexOf(phase) <= syncPhases.indexOf(this.#phase)) return
    this.#phase = phase
    this.#needs.onChange()
  }

  total(stream: 'users' | 'groups', total: number): void {
    this.#total[stream] = total
    if (this.#total.users !== null && this.#total.groups !== null) this.enter('read')
    this.#needs.onChange()
  }

  add(stream: SyncStream, count: number): void {
    this.#done[stream] += count
    this.#needs.onChange()
  }

  addMemberships(count: number): void {
    this.#memberships += count
    this.#needs.onChange()
  }

  /** A list begins anew; the groups take their members along. */
  restart(stream: 'users' | 'groups'): void {
    this.#done[stream] = 0
    if (stream === 'groups') {
      this.#done.members = 0
      this.#memberships = 0
    }
    this.#samples = []
    this.#needs.onChange()
  }

  /** The run goes on with what another one has staged, which is no work of its own. */
  resume(resumed: Resumed, done: Readonly<Record<SyncStream | 'memberships', number>>): void {
    const { memberships, ...streams } = done
    Object.assign(this.#done, streams)
    this.#memberships = memberships
    this.#samples = []
    this.#resumed = resumed
    this.#needs.onChange()
  }

  /** Everything is read from the beginning, after what there was would not do. */
  again(): void {
    this.#phase = 'count'
    this.#resumed = null
    this.restart('users')
    this.restart('groups')
  }

  request({ attempt, status, units }: LedgerEntry): void {
    this.#requests++
    this.#units += units ?? 0
    if (attempt > 1) this.#retries++
    if (status > 0 && status < 400) this.#waitingUntil = null
    if (status > 0) this.enter('count')
    this.#needs.onChange()
  }

  wait(until: string): void {
    this.#waitingUntil = until
    this.#needs.onChange()
  }

  /** All but what the run reads, which is the run's to say. */
  snapshot(): Omit<SyncProgress, 'kind' | 'fullReason'> {
    const now = this.#needs.clock.now()
    const { users, groups, members } = this.#done
    const sample = { at: now.getTime(), objects: users + groups + this.#memberships, done: { ...this.#done } }
    this.#samples = recent([...this.#samples, sample], now.getTime())
    const streams = {
      users: { done: users, total: this.#total.users },
      groups: { done: groups, total: this.#total.groups },
      members: { done: members, total: this.#total.groups },
    }
    const isWaiting = this.#waitingUntil !== null && this.#waitingUntil > now.toISOString()
    return {
      runId: this.#needs.runId,
      phase: this.#phase,
      streams,
      memberships: this.#memberships,
      requests: this.#requests,
      retries: this.#retries,
      units: this.#units,
      rate: rateOf(this.#samples),
      eta: this.#phase === 'read' && !isWaiting ? etaOf(this.#samples, streams) : null,
      waitingUntil: isWaiting ? this.#waitingUntil : null,
      startedAt: this.startedAt,
      ...(this.#resumed === null ? {} : { resumed: this.#resumed }),
    }
  }
}
