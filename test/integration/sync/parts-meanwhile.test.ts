import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { refOf } from '../../tenant/model/ids.ts'
import type { UserRecord } from '../../tenant/model/records.ts'
import { EventfulLine } from './eventful-line.ts'
import { openDesk, type SyncDesk } from './sync-desk.ts'
import { openTenant, type SyncTenant } from './sync-tenant.ts'
import { truthOf } from './truth.ts'

/** A page of a part, not a count of one. */
const partPage = /\/users\?.*startswith.*displayName/

let opened: SyncTenant
let tenant: SyncTenant['tenant']
let line: EventfulLine
let desk: SyncDesk

beforeAll(async () => {
  opened = await openTenant({ users: 5_200, groups: 10, memberships: 100 })
  tenant = opened.tenant
})
afterAll(() => opened.close())
beforeEach(async () => {
  line = new EventfulLine(opened.line)
  desk = await openDesk(tenant, line)
  expect(await desk.run()).toMatchObject({ outcome: 'published', proof: { usersBy: 'partitions' } })
  return () => desk.close()
})

const edit = () => tenant.controls.editor

/** Users with mail of a part that is still to be read when all the others have been, and users of those. */
interface Parts {
  readonly open: readonly UserRecord[]
  readonly read: readonly UserRecord[]
  /** A name that is not taken, in the part that is still to be read or in one of the others. */
  readonly nameIn: (part: 'open' | 'read') => string
}

const licensed = (): readonly UserRecord[] => {
  const { model } = tenant
  return Array.from({ length: model.end('user') }, (_, index) => index)
    .filter((index) => model.exists(refOf('user', index)))
    .map((index) => model.user(index))
    .filter(({ assignedLicenses }) => assignedLicenses.length > 0)
}

/** Whether the part that the address asks for holds a user. */
const heldBy = (url: string) => {
  const prefixes = [...url.matchAll(/startswith\(userPrincipalName,'((?:[^']|'')+)'\)/g)].map(([, prefix]) => prefix!)
  return ({ userPrincipalName: name }: UserRecord) => prefixes.some((prefix) => name.toLowerCase().startsWith(prefix))
}

let names = 0
const partsAt = (url: string): Parts => {
  const isOpen = heldBy(url)
  const users = licensed().filter(({ mail }) => mail !== null)
  const [open, read] = [users.filter(isOpen), users.filter((user) => !isOpen(user))]
  const nameIn = (part: 'open' | 'read') => {
    const [like] = { open, read }[part]
    return `${like!.userPrincipalName.split('@')[0]}${++names}@nordwind.example`
  }
  return { open, read, nameIn }
}

const changes: readonly (readonly [name: string, change: (parts: Parts) => void])[] = [
  [
    'a user is renamed into a part that has been read',
    ({ open, nameIn }) => edit().changeUser(open[3]!.id, { userPrincipalName: nameIn('read') }),
  ],
  [
    'a user is renamed out of a part that has been read',
    ({ read, nameIn }) => edit().changeUser(read[3]!.id, { userPrincipalName: nameIn('open') }),
  ],
  [
    'two users change their parts',
    ({ open, read, nameIn }) => {
      edit().changeUser(open[5]!.id, { userPrincipalName: nameIn('read') })
      edit().changeUser(read[5]!.id, { userPrincipalName: nameIn('open') })
    },
  ],
  [
    'two users change their names',
    ({ open, read }) => {
      const [one, other] = [open[7]!, read[7]!]
      edit().changeUser(one.id, { userPrincipalName: other.userPrincipalName })
      edit().changeUser(other.id, { userPrincipalName: one.userPrincipalName })
    },
  ],
  [
    'a mail address becomes another user’s',
    ({ open, read }) => edit().changeUser(read[9]!.id, { mail: open[9]!.mail }),
  ],
  [
    'two users change their mail addresses',
    ({ open, read }) => {
      const [one, other] = [open[11]!, read[11]!]
      edit().changeUser(one.id, { mail: other.mail })
      edit().changeUser(other.id, { mail: one.mail })
    },
  ],
  ['a user who has been read loses the licence', ({ read }) => edit().revokeLicenses(read[13]!.id)],
  ['a user who is still to be read loses the licence', ({ open }) => edit().revokeLicenses(open[13]!.id)],
  [
    'one loses the licence and another is renamed, so that the count fits',
    ({ open, read, nameIn }) => {
      edit().revokeLicenses(read[15]!.id)
      edit().changeUser(open[15]!.id, { userPrincipalName: nameIn('read') })
    },
  ],
  [
    'one loses the licence and another comes, so that the count fits',
    ({ read, nameIn }) => {
      edit().revokeLicenses(read[17]!.id)
      edit().addUser({ userPrincipalName: nameIn('read') })
    },
  ],
]

it.each(changes)('while parts are read, %s: this run has the truth, and so has the next', async (_name, change) => {
  let done = 0
  desk.onProgress = ({ streams }) => {
    done = streams.users.done
  }
  line.before(partPage, async (url) => {
    const isOpen = heldBy(url)
    await expect.poll(() => done).toBe(licensed().filter((user) => !isOpen(user)).length)
    change(partsAt(url))
  })
  const run = await desk.run()
  expect(run).toMatchObject({ outcome: 'published', error: null, proof: { complete: true } })
  expect(line.isDue).toBe(false)
  expect(await desk.content()).toEqual(truthOf(tenant))
  expect(await desk.update()).toMatchObject({ outcome: 'published', error: null })
  expect(await desk.content()).toEqual(truthOf(tenant))
})
