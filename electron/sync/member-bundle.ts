import type { Group } from '../../shared/domain/group.ts'
import type { MemberPage } from '../directory/directory-api.ts'
import type { Clock } from '../ports.ts'
import type { Reading } from './reading.ts'
import { Throttle } from './throttle.ts'

/** Members that go to the writer at once: a handful of batches. */
const membersAtOnce = 4_000
/** Where batches come slowly, none waits longer for others: what has come is not lost then with a run that is cut off. */
const longestWait = 200

interface Needs {
  readonly staging: Pick<Reading['staging'], 'put'>
  readonly progress: Pick<Reading['progress'], 'addMemberships'>
  readonly clock: Clock
}

/**
 * Member lists on their way to the writer, several batches in one transaction: groups come in any order, so that each
 * transaction writes a page of their indexes for nearly every group.
 */
export class MemberBundle {
  readonly #needs: Needs
  readonly #slow: Throttle
  #pages: MemberPage[] = []
  #ended: Group[] = []
  #refused: Group[] = []
  #hidden: Group[] = []

  constructor(needs: Needs) {
    this.#needs = needs
    this.#slow = new Throttle({ clock: needs.clock, interval: longestWait, act: () => void this.#handOver() })
  }

  page(page: MemberPage): void {
    this.#pages.push(page)
    this.#needs.progress.addMemberships(page.members.length)
  }

  end(group: Group): void {
    this.#ended.push(group)
  }

  refuse(group: Group): void {
    this.#refused.push(group)
  }

  hide(group: Group): void {
    this.#hidden.push(group)
  }

  /** After a batch or a page: resolves when there is room for another. */
  async next(): Promise<void> {
    if (this.#pages.reduce((sum, { members }) => sum + members.length, 0) >= membersAtOnce) await this.#handOver()
    else this.#slow.ask()
  }

  /** The list begins anew, or its group has gone: what was staged of it goes. */
  async drop(groupId: string): Promise<void> {
    await this.#handOver()
    await this.#needs.staging.put((write) => write.unstageMembers(groupId))
  }

  /** Nothing comes any more. */
  async close(): Promise<void> {
    this.#slow.end()
    await this.#handOver()
  }

  async #handOver(): Promise<void> {
    const part = { pages: this.#pages, ended: this.#ended, refused: this.#refused, hidden: this.#hidden }
    this.#pages = []
    this.#ended = []
    this.#refused = []
    this.#hidden = []
    if (Object.values(part).every(({ length }) => length === 0)) return
    await this.#needs.staging.put((write) => write.stageLists(part))
  }
}
