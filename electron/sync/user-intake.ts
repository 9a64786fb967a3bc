import type { SyncProof } from '../../shared/domain/sync.ts'
import type { ListPlace } from '../directory/directory-api.ts'
import type { RawPage } from '../graph/graph.ts'
import type { Reading } from './reading.ts'

export interface UsersRead {
  /** What Graph counted with the list's first page; null when it did not. */
  readonly counted: number | null
  /** How they were read, when there are enough to be read in parts. */
  readonly by?: SyncProof['usersBy']
}

/** A list of users at its beginning. */
export const atBeginning = (list: string): ListPlace => ({ stream: 'users', list, link: list, read: 0, aside: 0 })

/** Where the pages of users go, in whatever order they come. */
export class UserIntake {
  readonly #reading: Reading
  #counted: number | null = null

  constructor(reading: Reading) {
    this.#reading = reading
  }

  count(count: number | null): void {
    if (count === null) return
    this.#counted = count
    this.#reading.progress.total('users', count)
  }

  /** A page of the whole list, of which so much was read before; how far it is then. */
  async take(page: RawPage, place: ListPlace, by: UsersRead['by']): Promise<ListPlace> {
    if (page.restart) await this.restart()
    this.count(page.count)
    return this.#add(page, { ...(page.restart ? atBeginning(place.list) : place), by })
  }

  /** The same of a part. */
  async takePart(page: RawPage, place: ListPlace): Promise<ListPlace> {
    // What was staged of it comes again and takes its own place.
    if (page.restart) this.#reading.progress.add('users', -place.read)
    return this.#add(page, page.restart ? atBeginning(place.list) : place)
  }

  /** All of them from the beginning. */
  async restart(): Promise<void> {
    await this.#reading.staging.put((write) => write.unstage('users'))
    this.#reading.progress.restart('users')
  }

  read(by: UsersRead['by']): UsersRead {
    return { counted: this.#counted, by }
  }

  async #add({ value, nextLink }: RawPage, before: ListPlace): Promise<ListPlace> {
    const place = { ...before, link: nextLink, read: before.read + value.length }
    this.#reading.progress.add('users', value.length)
    await this.#reading.staging.put((write) => write.stageUsers(value, place))
    return place
  }
}
