import type { User } from '../../shared/domain/user.ts'
import { idOf, toUser, userProperties } from './mapping.ts'
import { pagesOf } from './pages.ts'
import type { Reading } from './reading.ts'

/**
 * Who is licensed. `$count` within a filter is an advanced query: it needs the header, and `$count=true` where a list is
 * asked for. Source: Microsoft Graph, advanced query capabilities.
 */
export const licensedUsers = '/users?$filter=assignedLicenses/$count ne 0'
export const eventual = { ConsistencyLevel: 'eventual' }
export const usersNeed = ['User.Read.All']

export interface UsersRead {
  /** What Graph counted with the list's first page; null when it did not. */
  readonly counted: number | null
  /** Those without a mail address, which are not staged. */
  readonly withoutMail: number
}

/** Reads all licensed users to the staging. @throws AppError of Graph; answer_unreadable for a user without id or UPN. */
export const readUsers = async (reading: Reading, signal: AbortSignal): Promise<UsersRead> => {
  const { progress, staging } = reading
  const whole = `${licensedUsers}&$count=true&$select=${userProperties.join(',')}`
  const withoutMail = new Set<string>()
  let counted: number | null = null
  const options = { headers: eventual, needs: usersNeed }
  for await (const page of pagesOf(reading, { path: whole, whole, options }, signal)) {
    if (page.restart) {
      withoutMail.clear()
      await staging.put((write) => write.unstage('users'))
      progress.restart('users')
    }
    if (page.count !== null) {
      counted = page.count
      progress.total('users', counted)
    }
    const users: User[] = []
    for (const item of page.value) {
      const user = toUser(item)
      if (user === null) withoutMail.add(idOf(item, 'user'))
      else users.push(user)
    }
    progress.add('users', page.value.length)
    if (users.length > 0) await staging.put((write) => write.stageUsers(users))
  }
  return { counted, withoutMail: withoutMail.size }
}
