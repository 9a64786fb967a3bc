import { describe, expect, it } from 'vitest'
import type { DirectoryWriter, ListsPart } from '../../../electron/directory/directory-api.ts'
import { MemberBundle } from '../../../electron/sync/member-bundle.ts'
import type { Group } from '../../../shared/domain/group.ts'
import { FakeClock } from '../../fakes/fake-clock.ts'
import { rawMembers } from '../../fakes/raw-members.ts'

type Written = Record<keyof ListsPart, readonly string[]> | { readonly unstaged: string }

const setUp = () => {
  const written: Written[] = []
  const write: Pick<DirectoryWriter, 'stageLists' | 'unstageMembers'> = {
    stageLists: async ({ pages, ended, refused, hidden }) => {
      const ids = (groups: readonly Group[]) => groups.map(({ id }) => id)
      written.push({
        pages: pages.map(({ groupId }) => groupId),
        ended: ids(ended),
        refused: ids(refused),
        hidden: ids(hidden),
      })
    },
    unstageMembers: async (groupId) => {
      written.push({ unstaged: groupId })
    },
  }
  let memberships = 0
  const clock = new FakeClock()
  const bundle = new MemberBundle({
    clock,
    staging: { put: (task) => task(write as DirectoryWriter) },
    progress: {
      addMemberships: (count) => {
        memberships += count
      },
    },
  })
  return { bundle, clock, written, memberships: () => memberships }
}

const group = (id: string) => ({ id }) as Group
const page = (groupId: string, length: number) => ({
  groupId,
  members: rawMembers(Array.from({ length }, (_, at) => ({ id: `${groupId}-${at}`, type: 'user', displayName: null }))),
})

describe('member lists on their way to the writer', () => {
  it('wait for others until they are many, and go with the groups that end with them', async () => {
    const { bundle, written, memberships } = setUp()
    await bundle.next()
    bundle.page(page('a', 3_000))
    bundle.end(group('a'))
    await bundle.next()
    expect(written).toEqual([])
    bundle.page(page('b', 999))
    bundle.refuse(group('c'))
    bundle.page(page('d', 1))
    await bundle.next()
    expect(written).toEqual([{ pages: ['a', 'b', 'd'], ended: ['a'], refused: ['c'], hidden: [] }])
    expect(memberships()).toBe(4_000)
  })

  it('do not wait for long where nothing more comes', async () => {
    const { bundle, clock, written } = setUp()
    bundle.page(page('first', 1))
    await bundle.next()
    expect(written).toHaveLength(1)
    bundle.page(page('second', 1))
    await bundle.next()
    await clock.advance(199)
    expect(written).toHaveLength(1)
    await clock.advance(1)
    expect(written[1]).toEqual({ pages: ['second'], ended: [], refused: [], hidden: [] })
  })

  it('go once, the last of them at the end, and none afterwards', async () => {
    const { bundle, clock, written } = setUp()
    await bundle.next()
    bundle.end(group('empty'))
    await bundle.next()
    await bundle.close()
    await bundle.close()
    await clock.advance(1_000)
    expect(written).toEqual([{ pages: [], ended: ['empty'], refused: [], hidden: [] }])
  })

  it('are there before a list is dropped, so that nothing of it comes afterwards', async () => {
    const { bundle, written } = setUp()
    bundle.page(page('a', 2))
    await bundle.drop('a')
    bundle.page(page('a', 1))
    await bundle.close()
    expect(written).toEqual([
      { pages: ['a'], ended: [], refused: [], hidden: [] },
      { unstaged: 'a' },
      { pages: ['a'], ended: [], refused: [], hidden: [] },
    ])
  })
})
