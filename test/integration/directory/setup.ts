import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Directory } from '../../../electron/directory/directory.ts'
import type { Group } from '../../../shared/domain/group.ts'
import type { User } from '../../../shared/domain/user.ts'
import type { GroupQuery, UserQuery } from '../../../shared/ipc/directory.ts'
import { key, openAt } from './world.ts'

export const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-directory-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export const open = async (file = join(newFolder(), 'directory.db'), withKey: Uint8Array = key): Promise<Directory> => {
  const directory = await openAt(file, withKey)
  onTestFinished(() => directory.close())
  return directory
}

export const user = (id: string, values: Partial<User> = {}): User => ({
  id,
  displayName: `User ${id}`,
  mail: `${id}@example.com`,
  userPrincipalName: `${id}@example.com`,
  mobilePhone: null,
  jobTitle: null,
  department: null,
  officeLocation: null,
  companyName: null,
  city: null,
  country: null,
  postalCode: null,
  streetAddress: null,
  businessPhones: [],
  accountEnabled: true,
  userType: 'Member',
  assignedLicenses: ['e5'],
  ...values,
})

export const group = (id: string, values: Partial<Group> = {}): Group => ({
  id,
  displayName: `Group ${id}`,
  description: null,
  mail: null,
  kind: 'security',
  dynamic: false,
  membershipRule: null,
  visibility: null,
  ...values,
})

export const userQuery = (values: Partial<UserQuery> = {}): UserQuery => ({
  search: '',
  filters: [],
  sort: { column: 'displayName', descending: false },
  ...values,
})

export const groupQuery = (values: Partial<GroupQuery> = {}): GroupQuery => ({
  search: '',
  kinds: [],
  sort: { column: 'displayName', descending: false },
  ...values,
})

/** Every row of a list, window by window. */
export const everyRow = async <Row>(
  read: (offset: number, limit: number) => Promise<{ readonly total: number; readonly rows: readonly Row[] }>,
): Promise<readonly Row[]> => {
  const rows: Row[] = []
  for (;;) {
    const window = await read(rows.length, 200)
    rows.push(...window.rows)
    if (window.rows.length === 0) return rows
  }
}

export const ids = (rows: readonly { readonly id: string }[]): readonly string[] => rows.map(({ id }) => id)
