import PQueue from 'p-queue'
import { isAppError } from '../../shared/ipc/errors.ts'
import { abortError } from '../cloud/deadline.ts'
import type { ListPlace, StagedReading } from '../directory/directory-api.ts'
import { eventual, licensedUsers, usersNeed, withProperties } from './licensed-users.ts'
import { rawPagesOf } from './pages.ts'
import { type Reading, together } from './reading.ts'
import { atBeginning, UserIntake, type UsersRead } from './user-intake.ts'
import { type Partition, type PartitionPlan, partitionPath, planPartitions, refuse } from './user-partitions.ts'

/** From so many users on they are read in parts side by side: below, counting the parts takes as long as it saves. */
const partitionedFrom = 5_000
/** As many as the limiter may let through at once; each holds a page in memory. */
const partitionsAtOnce = 8

const options = { headers: eventual, needs: usersNeed }
const whole = withProperties(licensedUsers)

/** The parts: those that are known, and the others. */
interface Parts {
  readonly ready: readonly ListPlace[]
  /** @throws AppError of Graph */
  readonly others: () => Promise<readonly ListPlace[]>
}

interface Told {
  /** Whether Graph will tell who has changed meanwhile. */
  readonly isTold: boolean
}

/**
 * Reads all licensed users to the staging: in one list, or many of them in parts side by side. Not in parts where nobody
 * would tell of a user who moved from one to another.
 * @throws AppError of Graph; answer_unreadable for a user without id or UPN.
 */
export const readUsers = async (reading: Reading, { isTold }: Told, signal: AbortSignal): Promise<UsersRead> => {
  const intake = new UserIntake(reading)
  let place = atBeginning(whole)
  let by: UsersRead['by']
  for await (const page of rawPagesOf(reading, { path: whole, whole, options }, signal)) {
    if (page.count !== null && page.count >= partitionedFrom && by === undefined) {
      intake.count(page.count)
      const plan = isTold ? await planPartitions(reading, page.count, signal) : 'untold'
      const parts = typeof plan === 'string' ? null : await partsOf(reading, plan)
      if (parts !== null && (await readParts(reading, intake, parts, signal))) return intake.read('partitions')
      if (parts !== null) await intake.restart()
      by = typeof plan === 'string' ? plan : 'refused'
    }
    place = await intake.take(page, place, by)
  }
  return intake.read(by)
}

/**
 * Reads what is left of them after another run. How many there are is counted anew, which its pages cannot tell.
 * @throws as readUsers
 */
export const readUsersOn = async (
  reading: Reading,
  { places }: Pick<StagedReading, 'places'>,
  signal: AbortSignal,
): Promise<UsersRead> => {
  const intake = new UserIntake(reading)
  const start = places.find(({ list }) => list === whole)
  if (start === undefined) {
    // It ended while the parts were planned, or asked for something else.
    await intake.restart()
    return readUsers(reading, { isTold: true }, signal)
  }
  intake.count(await reading.graph.count(licensedUsers, { needs: usersNeed, ...reading.watch }, signal))
  if (start.by !== 'partitions') return readList(reading, { intake, place: start, by: start.by }, signal)
  const ready = places.filter(({ stream, list }) => stream === 'users' && list !== whole)
  if (await readParts(reading, intake, { ready, others: async () => [] }, signal)) return intake.read('partitions')
  await intake.restart()
  return readList(reading, { intake, place: atBeginning(whole), by: 'refused' }, signal)
}

/** After parts that are not proven to be everyone: all of them once more, in one list. */
export const rereadUsers = async (reading: Reading, signal: AbortSignal): Promise<UsersRead> => {
  const intake = new UserIntake(reading)
  await intake.restart()
  return readList(reading, { intake, place: atBeginning(whole), by: 'changed' }, signal)
}

interface List {
  readonly intake: UserIntake
  readonly place: ListPlace
  readonly by: UsersRead['by']
}

const readList = async (reading: Reading, { intake, by, ...from }: List, signal: AbortSignal): Promise<UsersRead> => {
  let { place } = from
  for await (const page of restOf(reading, place, signal)) place = await intake.take(page, place, by)
  return intake.read(by)
}

/** The pages of a list from its place on. */
const restOf = async function* (reading: Reading, { list, link }: ListPlace, signal: AbortSignal) {
  if (link !== null) yield* rawPagesOf(reading, { path: link, whole: list, options, old: link !== list }, signal)
}

const placesOf = (partitions: readonly Partition[]): readonly ListPlace[] =>
  partitions.map(({ prefixes }) => atBeginning(withProperties(partitionPath(prefixes))))

/** Each is noted before it is read, and when all are, that they are all: what is not noted another run would not read. */
const partsOf = async ({ staging }: Reading, plan: PartitionPlan): Promise<Parts> => {
  const ready = placesOf(plan.ready)
  await staging.put((write) => write.stagePlaces(ready))
  return {
    ready,
    others: async () => {
      const others = placesOf(await plan.others())
      const all = { ...atBeginning(whole), link: null, by: 'partitions' } as const
      await staging.put((write) => write.stagePlaces([...others, all]))
      return others
    },
  }
}

/** False when Graph refuses one of the lists, though it counted them. */
const readParts = async (reading: Reading, intake: UserIntake, parts: Parts, signal: AbortSignal): Promise<boolean> => {
  const queue = new PQueue({ concurrency: partitionsAtOnce })
  let isRefused = false
  const isOver = () => isRefused || signal.aborted
  const read = async (place: ListPlace) => {
    try {
      await readPart(reading, { intake, place, isOver }, signal)
    } catch (error) {
      if (!isRefusal(error)) return reading.fail(error)
      refuse(reading.graph)
      isRefused = true
    }
  }
  const begin = (places: readonly ListPlace[]) => {
    for (const place of places) void queue.add(() => read(place))
  }
  begin(parts.ready)
  try {
    await together(reading, [parts.others().then(begin)], signal)
  } finally {
    await queue.onIdle()
  }
  if (signal.aborted) throw abortError(signal)
  return !isRefused
}

const isRefusal = (error: unknown): boolean =>
  isAppError(error) && error.code === 'graph_refused' && error.params['status'] === '400'

interface Part {
  readonly intake: UserIntake
  readonly place: ListPlace
  readonly isOver: () => boolean
}

const readPart = async (reading: Reading, { intake, isOver, ...from }: Part, signal: AbortSignal): Promise<void> => {
  let { place } = from
  if (isOver()) return
  for await (const page of restOf(reading, place, signal)) {
    if (isOver()) return
    place = await intake.takePart(page, place)
  }
}
