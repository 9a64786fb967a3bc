import type { Tenant } from '../../tenant/start.ts'
import { truthOf } from './truth.ts'

let days = 0

/** What happens in a tenant on any day: somebody goes, somebody comes, somebody moves, a group is left and joined. */
export const liveOn = (tenant: Tenant): void => {
  const { editor } = tenant.controls
  const { users, groups, members } = truthOf(tenant)
  const [gone, moved, leaving] = groups.map(({ id }) => membersOf(members[id]!)).find((list) => list.length > 2)!
  const left = groups.find(({ id }) => membersOf(members[id]!).includes(leaving!))!
  const others = users.filter(({ id }) => id !== gone && !membersOf(members[left.id]!).includes(id))
  const joining = others[days % others.length]
  editor.changeUser(moved!, { city: `Ort ${++days}` })
  editor.removeMember(left.id, leaving!)
  editor.remove(gone!)
  editor.addMember(left.id, editor.addUser())
  editor.addMember(left.id, joining!.id)
  editor.changeUser(joining!.id, { displayName: `Name ${days}` })
}

/** Those who are users. */
const membersOf = (list: readonly string[]): readonly string[] =>
  list.filter((one) => one.startsWith('user ')).map((one) => one.split(' ')[1]!)
