import { describe, expect, it } from 'vitest'
import type { DirectoryWriter, ListsPart } from '../../../electron/directory/directory-api.ts'
import { MemberBundle } from '../../../electron/sync/member-bundle.ts'
import type { Group } from '../../../shared/domain/group.ts'
import { rawMembers } from '../../fakes/raw-members.ts'

type Written = Record<keyof ListsPart, readonly string[]> | { readonly unstaged: string }

const setUp = () => {
  const written: Written[] = []
  const write: Pick<DirectoryWriter, 'stageLists' | 'unstageMembers'> = {
    stageLists: async ({ pages, ended, refused }) => {
      const ids = (groups: readonly Group[]) => groups.map(({ id }) => id)
      written.push({ pages: pages.map(({ groupId }) => groupId), ended: ids(ended), refused: ids(refused) })
    },
    unstageMembers: async (groupId) => {
      written.push({ unstaged: groupId })
    },
  }
  let memberships = 0
  const bundle = new MemberBundle({
    staging: { put: (task) => task(write as DirectoryWriter) },
    progress: {
      addMemberships: (count) => {
        memberships += count
      },
    },
  })
  return { bundle, written, memberships: () => memberships }
}

const group = (id: string) => ({ id }) as Group
const page = (groupId: string, length: number) => ({
  groupId,
  members: rawMembers(Array.from({ length }, (_, at) => ({ id: `${groupId}-${at}`, type: 'user', displayName: null }))),
})

describe('member lists on their way to the writer', () => {
  it('wait for others until they are many, and go with the groups that end with them', async () => {
    const { bundle, written, memberships } = setUp()
    bundle.page(page('a', 3_000))
    bundle.end(group('a'))
    await bundle.full()
    expect(written).toEqual([])
    bundle.page(page('b', 999))
    bundle.refuse(group('c'))
    bundle.page(page('d', 1))
    await bundle.full()
    expect(written).toEqual([{ pages: ['a', 'b', 'd'], ended: ['a'], refused: ['c'] }])
    expect(memberships()).toBe(4_000)
  })

  it('go once, the last of them when asked to', async () => {
    const { bundle, written } = setUp()
    bundle.end(group('empty'))
    await bundle.flush()
    await bundle.flush()
    expect(written).toEqual([{ pages: [], ended: ['empty'], refused: [] }])
  })

  it('are there before a list is dropped, so that nothing of it comes afterwards', async () => {
    const { bundle, written } = setUp()
    bundle.page(page('a', 2))
    await bundle.drop('a')
    bundle.page(page('a', 1))
    await bundle.flush()
    expect(written).toEqual([
      { pages: ['a'], ended: [], refused: [] },
      { unstaged: 'a' },
      { pages: ['a'], ended: [], refused: [] },
    ])
  })
})
