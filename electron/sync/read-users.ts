import PQueue from 'p-queue'
import type { SyncProof } from '../../shared/domain/sync.ts'
import type { User } from '../../shared/domain/user.ts'
import { isAppError } from '../../shared/ipc/errors.ts'
import { abortError } from '../cloud/deadline.ts'
import type { GraphPage } from '../graph/graph.ts'
import { eventual, licensedUsers, usersNeed, withProperties } from './licensed-users.ts'
import { idOf, toUser } from './mapping.ts'
import { pagesOf } from './pages.ts'
import { type Reading, together } from './reading.ts'
import { type Partition, type PartitionPlan, partitionPath, planPartitions, refuse } from './user-partitions.ts'

/** From so many users on they are read in parts side by side: below, counting the parts takes as long as it saves. */
const partitionedFrom = 5_000
/** As many as the limiter may let through at once; each holds a page in memory. */
const partitionsAtOnce = 8

export interface UsersRead {
  /** What Graph counted with the list's first page; null when it did not. */
  readonly counted: number | null
  /** Those without a mail address, which are not staged. */
  readonly withoutMail: number
  /** How they were read, when there are enough to be read in parts. */
  readonly by?: SyncProof['usersBy']
}

const options = { headers: eventual, needs: usersNeed }

/**
 * Reads all licensed users to the staging: in one list, or many of them in parts side by side.
 * @throws AppError of Graph; answer_unreadable for a user without id or UPN.
 */
export const readUsers = async (reading: Reading, signal: AbortSignal): Promise<UsersRead> => {
  const intake = new Intake(reading)
  const whole = withProperties(licensedUsers)
  let by: UsersRead['by']
  for await (const page of pagesOf(reading, { path: whole, whole, options }, signal)) {
    if (page.count !== null && page.count >= partitionedFrom && by === undefined) {
      intake.count(page)
      const plan = await planPartitions(reading, page.count, signal)
      if (typeof plan !== 'string' && (await readPartitions(reading, intake, plan, signal)))
        return intake.read('partitions')
      if (typeof plan !== 'string') await intake.restart()
      by = typeof plan === 'string' ? plan : 'refused'
    }
    await intake.take(page)
  }
  return intake.read(by)
}

/** After parts that did not come to what Graph counts: all of them once more, in one list. */
export const rereadUsers = async (reading: Reading, signal: AbortSignal): Promise<UsersRead> => {
  const intake = new Intake(reading)
  await intake.restart()
  const whole = withProperties(licensedUsers)
  for await (const page of pagesOf(reading, { path: whole, whole, options }, signal)) await intake.take(page)
  return intake.read('changed')
}

/** False when Graph refuses one of the lists, though it counted them. */
const readPartitions = async (
  reading: Reading,
  intake: Intake,
  plan: PartitionPlan,
  signal: AbortSignal,
): Promise<boolean> => {
  const queue = new PQueue({ concurrency: partitionsAtOnce })
  let isRefused = false
  const isOver = () => isRefused || signal.aborted
  const read = async ({ prefixes }: Partition) => {
    try {
      await readPartition(reading, intake, prefixes, isOver, signal)
    } catch (error) {
      if (!isRefusal(error)) return reading.fail(error)
      refuse(reading.graph)
      isRefused = true
    }
  }
  const begin = (partitions: readonly Partition[]) => {
    for (const partition of partitions) void queue.add(() => read(partition))
  }
  begin(plan.ready)
  try {
    await together(reading, [plan.others().then(begin)], signal)
  } finally {
    await queue.onIdle()
  }
  if (signal.aborted) throw abortError(signal)
  return !isRefused
}

const isRefusal = (error: unknown): boolean =>
  isAppError(error) && error.code === 'graph_refused' && error.params['status'] === '400'

const readPartition = async (
  reading: Reading,
  intake: Intake,
  prefixes: readonly string[],
  isOver: () => boolean,
  signal: AbortSignal,
): Promise<void> => {
  if (isOver()) return
  const whole = withProperties(partitionPath(prefixes))
  let read = 0
  for await (const page of pagesOf(reading, { path: whole, whole, options }, signal)) {
    if (isOver()) return
    if (page.restart) {
      // What was staged of it comes again and takes its own place.
      reading.progress.add('users', -read)
      read = 0
    }
    read += page.value.length
    await intake.add(page)
  }
}

/** Where the pages go, in whatever order they come. */
class Intake {
  readonly #reading: Reading
  readonly #withoutMail = new Set<string>()
  #counted: number | null = null

  constructor(reading: Reading) {
    this.#reading = reading
  }

  count({ count }: GraphPage<unknown>): void {
    if (count === null) return
    this.#counted = count
    this.#reading.progress.total('users', count)
  }

  /** A page of the whole list. */
  async take(page: GraphPage<unknown>): Promise<void> {
    if (page.restart) await this.restart()
    this.count(page)
    await this.add(page)
  }

  async restart(): Promise<void> {
    this.#withoutMail.clear()
    await this.#reading.staging.put((write) => write.unstage('users'))
    this.#reading.progress.restart('users')
  }

  async add({ value }: GraphPage<unknown>): Promise<void> {
    const users: User[] = []
    for (const item of value) {
      const user = toUser(item)
      if (user === null) this.#withoutMail.add(idOf(item, 'user'))
      else users.push(user)
    }
    this.#reading.progress.add('users', value.length)
    if (users.length > 0) await this.#reading.staging.put((write) => write.stageUsers(users))
  }

  read(by: UsersRead['by']): UsersRead {
    return { counted: this.#counted, withoutMail: this.#withoutMail.size, by }
  }
}
