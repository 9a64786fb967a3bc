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

type By = UsersRead['by']

/** A list of users at its beginning. */
export const atBeginning = (list: string): ListPlace => ({ stream: 'users', list, link: list, read: 0, aside: 0 })

/** One list of users, from wherever it goes on. */
interface Tally {
  place: ListPlace
  /** Without a mail address, of those that came in this run; the place knows how many came before. */
  readonly withoutMail: Set<string>
  before: number
}

const reset = (tally: Tally): void => {
  tally.place = atBeginning(tally.place.list)
  tally.withoutMail.clear()
  tally.before = 0
}

/** Where the pages of users go, in whatever order they come. */
export class UserIntake {
  readonly #reading: Reading
  readonly #lists = new Map<string, Tally>()
  #counted: number | null = null

  constructor(reading: Reading) {
    this.#reading = reading
  }

  count(count: number | null): void {
    if (count === null) return
    this.#counted = count
    this.#reading.progress.total('users', count)
  }

  /** A list from its place on, even if nothing more comes of it. */
  goOn(place: ListPlace): void {
    this.#tally(place)
  }

  /** A page of the whole list. */
  async take(page: GraphPage<unknown>, place: ListPlace, by: By): Promise<void> {
    if (page.restart) await this.restart()
    this.count(page.count)
    await this.#add(page, place, by)
  }

  /** A page of a part. */
  async addPart(page: GraphPage<unknown>, place: ListPlace): Promise<void> {
    if (page.restart) {
      const tally = this.#tally(place)
      // What was staged of it comes again and takes its own place.
      this.#reading.progress.add('users', -tally.place.read)
      reset(tally)
    }
    await this.#add(page, place)
  }

  /** All of them from the beginning. */
  async restart(): Promise<void> {
    this.#lists.forEach(reset)
    await this.#reading.staging.put((write) => write.unstage('users'))
    this.#reading.progress.restart('users')
  }

  read(by: By): UsersRead {
    const withoutMail = [...this.#lists.values()].reduce((sum, { place }) => sum + place.aside, 0)
    return { counted: this.#counted, withoutMail, by }
  }

  async #add({ value, nextLink }: GraphPage<unknown>, at: ListPlace, by?: By): Promise<void> {
    const tally = this.#tally(at)
    const users: User[] = []
    for (const item of value) {
      const user = toUser(item)
      if (user === null) tally.withoutMail.add(idOf(item, 'user'))
      else users.push(user)
    }
    const aside = tally.before + tally.withoutMail.size
    const place = { ...tally.place, link: nextLink, read: tally.place.read + value.length, aside, by }
    tally.place = place
    this.#reading.progress.add('users', value.length)
    await this.#reading.staging.put((write) => write.stageUsers(users, place))
  }

  #tally(place: ListPlace): Tally {
    const tally = this.#lists.get(place.list) ?? { place, withoutMail: new Set(), before: place.aside }
    this.#lists.set(place.list, tally)
    return tally
  }
}
