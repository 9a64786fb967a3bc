import { toUser } from '../../electron/graph/mapping.ts'
import type { User } from '../../shared/domain/user.ts'
import { Directory } from '../tenant/model/directory.ts'

/** So many users of the simulated tenant, as a sync keeps them. */
export const people = (count: number): readonly User[] => {
  const model = new Directory({ seed: 1, users: count, groups: 10, memberships: 10, domain: 'nordwind.example' })
  const users: User[] = []
  for (let index = 0; users.length < count && index < model.end('user'); index++) {
    const user = toUser(model.user(index))
    if (user !== null) users.push(user)
  }
  return users
}
