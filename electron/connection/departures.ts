import { AppError } from '../../shared/ipc/errors.ts'

/** Asked before something of a connection is kept. @throws AppError disconnected */
export type Check = (connectionId: string) => void

/**
 * The ways out of connections, one at a time each. While one is under way nothing opens the connection's data. And since a
 * sign-in may take a minute: what was begun before the connection was left, or is begun meanwhile, must not bring it back.
 */
export class Departures {
  #moment = 0
  /** When each connection was left last. */
  readonly #left = new Map<string, number>()
  readonly #leaving = new Set<string>()
  readonly #underWay = new Map<string, Promise<unknown>>()

  /** What begins now may keep something of a connection for as long as the check lets it. */
  begin(): Check {
    const began = this.#moment
    return (connectionId) => {
      const left = this.#left.get(connectionId) ?? 0
      if (this.#leaving.has(connectionId) || left > began) throw new AppError('disconnected')
    }
  }

  /** The connection itself is left. */
  leaving<Value>(connectionId: string, task: () => Promise<Value>): Promise<Value> {
    return this.during(connectionId, async () => {
      this.#leaving.add(connectionId)
      try {
        return await task()
      } finally {
        this.#leaving.delete(connectionId)
        this.#moment++
        this.#left.set(connectionId, this.#moment)
      }
    })
  }

  /** Only its data goes. */
  async during<Value>(connectionId: string, task: () => Promise<Value>): Promise<Value> {
    const turn = (this.#underWay.get(connectionId) ?? Promise.resolve()).then(task)
    const settled = turn
      .catch(() => undefined)
      .then(() => {
        if (this.#underWay.get(connectionId) === settled) this.#underWay.delete(connectionId)
      })
    this.#underWay.set(connectionId, settled)
    await settled
    return turn
  }

  isUnderWay(connectionId: string): boolean {
    return this.#underWay.has(connectionId)
  }

  /** Resolves when no way out of this connection is under way. */
  async over(connectionId: string): Promise<void> {
    for (let turn = this.#underWay.get(connectionId); turn; turn = this.#underWay.get(connectionId)) await turn
  }
}
