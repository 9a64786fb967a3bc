import type { RawItems } from '../../electron/graph/raw-lists.ts'
import type { User } from '../../shared/domain/user.ts'
import { rawItems } from './raw-items.ts'

/** As Graph lists them. */
const asListed = ({ assignedLicenses, ...user }: User) => ({
  ...user,
  assignedLicenses: assignedLicenses.map((skuId) => ({ skuId })),
})

/** A page of users as it comes, with such as have nothing but an id. */
export const rawUsers = (users: readonly User[], withoutMail: readonly string[] = []): RawItems => {
  const others = withoutMail.map((id) => ({ id, userPrincipalName: id }))
  return rawItems([...users.map(asListed), ...others])
}
