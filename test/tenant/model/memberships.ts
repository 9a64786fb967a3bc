import type { Groups } from './groups.ts'
import { type Ref, refOf } from './ids.ts'
import type { People } from './people.ts'
import { fullStep, hash, Random } from './random.ts'

/** How many objects of the kinds that are neither user nor group there are. */
interface OtherCounts {
  readonly device: number
  readonly orgContact: number
  readonly servicePrincipal: number
}

export interface MembershipPlan {
  readonly seed: number
  readonly people: People
  readonly groups: Groups
  readonly others: OtherCounts
  /** Groups that qualify. */
  readonly qualifying: number
  /** Direct memberships of the qualifying groups together; those of hidden groups and distribution lists come on top. */
  readonly total: number
}

/** Direct members of every group by index. Each list is free of duplicates. */
export const makeMemberships = (plan: MembershipPlan): Ref[][] => {
  const lists: Ref[][] = Array.from({ length: plan.groups.count }, () => [])
  const counted = Array.from({ length: plan.qualifying }, (_, rank) => plan.groups.qualifyingAt(rank)).filter(
    (index) => !['hidden', 'empty'].includes(plan.groups.role(index)),
  )
  const sizes = sizesOf(plan, counted)
  for (const [at, index] of counted.entries()) lists[index] = fill(plan, index, sizes[at] ?? 0)
  for (let index = 0; index < plan.groups.count; index++) {
    const onTop = plan.groups.role(index) === 'hidden' || plan.groups.sort(index) === 'distribution'
    if (onTop) lists[index] = fill(plan, index, Math.min(plan.people.count, 3 + (hash(plan.seed, index) % 15)))
  }
  return lists
}

/** A few large groups and many small ones, as companies have; together exactly the wanted total. */
const sizesOf = (plan: MembershipPlan, counted: readonly number[]): number[] => {
  const room = plan.people.count
  if (plan.total > room * counted.length) {
    throw new RangeError(`${plan.total} memberships do not fit into ${counted.length} groups of at most ${room} users`)
  }
  const weights = counted.map((index) => {
    const role = plan.groups.role(index)
    if (role === 'everyone') return 0
    if (role !== 'ordinary') return 8
    const draw = (hash(plan.seed, 0x512e, index) + 1) / 0x1_0000_0000
    return Math.min(200, 2 / draw ** 0.7)
  })
  const everyone = counted.map((index) => plan.groups.role(index) === 'everyone')
  const large = counted.length === 1 ? plan.total : Math.min(room, Math.floor(plan.total * 0.12))
  const weightSum = weights.reduce((sum, weight) => sum + weight, 0)
  const rest = plan.total - (everyone.includes(true) ? large : 0)
  const sizes = weights.map((weight, at) =>
    everyone[at] ? large : Math.min(room, Math.floor((rest * weight) / Math.max(1, weightSum))),
  )
  let missing = plan.total - sizes.reduce((sum, size) => sum + size, 0)
  while (missing > 0) {
    for (let at = sizes.length - 1; at >= 0 && missing > 0; at--) {
      const size = sizes[at] ?? 0
      if (size < room) {
        sizes[at] = size + 1
        missing--
      }
    }
  }
  return sizes
}

const fill = (plan: MembershipPlan, index: number, size: number): Ref[] => {
  const special = specialMembers(plan, index).slice(0, size)
  const users = plan.people.count
  const r = new Random(plan.seed, 0xf111, index)
  const start = users === 0 ? 0 : r.int(users)
  const step = fullStep(users, 1 + r.int(Math.max(1, users - 1)))
  const list = special
  for (let k = 0; list.length < size && k < users; k++) list.push(refOf('user', (start + k * step) % users))
  return list
}

const circle: Readonly<Record<string, number>> = { nestA: 2, nestB: 3, nestC: 4, nestD: 1 }

/** Members that are no users: only security groups may hold groups, devices and service principals. */
const specialMembers = (plan: MembershipPlan, index: number): Ref[] => {
  const role = plan.groups.role(index)
  const next = circle[role]
  if (next !== undefined) return next < plan.qualifying ? [refOf('group', plan.groups.qualifyingAt(next))] : []
  if (role === 'mixed') {
    return [
      refOf('device', 0),
      refOf('device', 1),
      refOf('orgContact', 0),
      refOf('servicePrincipal', 0),
      refOf('servicePrincipal', 1),
      refOf('group', plan.groups.qualifyingAt(1)),
    ]
  }
  const draw = hash(plan.seed, 0x3e57, index)
  const sort = plan.groups.sort(index)
  if (role !== 'ordinary' || (sort !== 'security' && sort !== 'mailSecurity')) return []
  if (draw % 9 === 0 && index + 1 < plan.groups.count)
    return [refOf('group', index + 1 + (draw % (plan.groups.count - index - 1)))]
  if (draw % 9 === 1) return [refOf('orgContact', draw % plan.others.orgContact)]
  if (draw % 9 === 2 && sort === 'security') return [refOf('device', draw % plan.others.device)]
  return []
}
