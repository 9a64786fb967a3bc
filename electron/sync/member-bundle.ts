import type { Group } from '../../shared/domain/group.ts'
import type { MemberPage } from '../directory/directory-api.ts'
import type { Reading } from './reading.ts'

/** Members that go to the writer at once: a handful of batches. */
const membersAtOnce = 4_000

interface Needs {
  readonly staging: Pick<Reading['staging'], 'put'>
  readonly progress: Pick<Reading['progress'], 'addMemberships'>
}

/**
 * Member lists on their way to the writer, several batches in one transaction: groups come in any order, so that each
 * transaction writes a page of their indexes for nearly every group.
 */
export class MemberBundle {
  readonly #reading: Needs
  #pages: MemberPage[] = []
  #ended: Group[] = []
  #refused: Group[] = []

  constructor(reading: Needs) {
    this.#reading = reading
  }

  page(page: MemberPage): void {
    this.#pages.push(page)
    this.#reading.progress.addMemberships(page.members.length)
  }

  end(group: Group): void {
    this.#ended.push(group)
  }

  refuse(group: Group): void {
    this.#refused.push(group)
  }

  /** Resolves when there is room for more. */
  async full(): Promise<void> {
    if (this.#pages.reduce((sum, { members }) => sum + members.length, 0) >= membersAtOnce) await this.flush()
  }

  /** The list begins anew, or its group has gone: what was staged of it goes. */
  async drop(groupId: string): Promise<void> {
    await this.flush()
    await this.#reading.staging.put((write) => write.unstageMembers(groupId))
  }

  /** Hands over what is left. */
  async flush(): Promise<void> {
    const part = { pages: this.#pages, ended: this.#ended, refused: this.#refused }
    this.#pages = []
    this.#ended = []
    this.#refused = []
    if (part.pages.length + part.ended.length + part.refused.length === 0) return
    await this.#reading.staging.put((write) => write.stageLists(part))
  }
}
