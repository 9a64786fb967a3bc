import { type RawItems, rawList } from '../../electron/graph/raw-list.ts'
import type { User } from '../../shared/domain/user.ts'

/** As Graph lists them. */
const asListed = ({ assignedLicenses, ...user }: User) => ({
  ...user,
  assignedLicenses: assignedLicenses.map((skuId) => ({ skuId })),
})

/** A page of users as it comes, with such as have nothing but an id. */
export const rawUsers = (users: readonly User[], withoutMail: readonly string[] = []): RawItems => {
  const others = withoutMail.map((id) => ({ id, userPrincipalName: id }))
  const body = new TextEncoder().encode(JSON.stringify({ value: [...users.map(asListed), ...others] }))
  const list = rawList(body.buffer)
  if (list === null) throw new Error('No list')
  return list.value
}
