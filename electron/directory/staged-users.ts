import type { User } from '../../shared/domain/user.ts'
import { idOf, toUser } from '../graph/mapping.ts'
import { itemsOf, type RawItems } from '../graph/raw-lists.ts'

interface UsersRead {
  readonly users: readonly User[]
  /** Ids of those without a mail address. */
  readonly withoutMail: readonly string[]
}

/** Who stands in one part of a page. @throws AppError answer_unreadable for a user without id or UPN */
export const usersIn = (bytes: RawItems['bytes'], part: RawItems['parts'][number]): UsersRead => {
  const users: User[] = []
  const withoutMail: string[] = []
  for (const item of itemsOf(bytes, part)) {
    const user = toUser(item)
    if (user === null) withoutMail.push(idOf(item, 'user'))
    else users.push(user)
  }
  return { users, withoutMail }
}
