import type { SyncProof } from '../../shared/domain/sync.ts'
import type { User } from '../../shared/domain/user.ts'
import type { ListPlace } from '../directory/directory-api.ts'
import type { GraphPage } from '../graph/graph.ts'
import { idOf, toUser } from './mapping.ts'
import type { Reading } from './reading.ts'

export interface UsersRead {
  /** What Graph counted with the list's first page; null when it did not. */
  readonly counted: number | null
  /** Those without a mail address, which are not staged. */
  readonly withoutMail: number
  /** How they were read, when there are enough to be read in parts. */
  readonly by?: SyncProof['usersBy']
}

/** A list of users at its beginning. */
export const atBeginning = (list: string): ListPlace => ({ stream: 'users', list, link: list, read: 0, aside: 0 })

/** Where the pages of users go, in whatever order they come. */
export class UserIntake {
  readonly #reading: Reading
  readonly #withoutMail: Set<string>
  #counted: number | null = null

  /** `withoutMail`: those that came in another run, with which this one goes on. */
  constructor(reading: Reading, withoutMail: readonly string[] = []) {
    this.#reading = reading
    this.#withoutMail = new Set(withoutMail)
  }

  count(count: number | null): void {
    if (count === null) return
    this.#counted = count
    this.#reading.progress.total('users', count)
  }

  /** A page of the whole list, of which so much was read before; how far it is then. */
  async take(page: GraphPage<unknown>, place: ListPlace, by: UsersRead['by']): Promise<ListPlace> {
    if (page.restart) await this.restart()
    this.count(page.count)
    return this.#add(page, { ...(page.restart ? atBeginning(place.list) : place), by })
  }

  /** The same of a part. */
  async takePart(page: GraphPage<unknown>, place: ListPlace): Promise<ListPlace> {
    // What was staged of it comes again and takes its own place.
    if (page.restart) this.#reading.progress.add('users', -place.read)
    return this.#add(page, page.restart ? atBeginning(place.list) : place)
  }

  /** All of them from the beginning. */
  async restart(): Promise<void> {
    this.#withoutMail.clear()
    await this.#reading.staging.put((write) => write.unstage('users'))
    this.#reading.progress.restart('users')
  }

  read(by: UsersRead['by']): UsersRead {
    return { counted: this.#counted, withoutMail: this.#withoutMail.size, by }
  }

  async #add({ value, nextLink }: GraphPage<unknown>, before: ListPlace): Promise<ListPlace> {
    const users: User[] = []
    const withoutMail: string[] = []
    for (const item of value) {
      const user = toUser(item)
      if (user === null) withoutMail.push(idOf(item, 'user'))
      else users.push(user)
    }
    for (const id of withoutMail) this.#withoutMail.add(id)
    const place = { ...before, link: nextLink, read: before.read + value.length }
    this.#reading.progress.add('users', value.length)
    await this.#reading.staging.put((write) => write.stageUsers(users, { place, withoutMail }))
    return place
  }
}
