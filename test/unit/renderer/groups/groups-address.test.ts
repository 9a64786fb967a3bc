import { describe, expect, it } from 'vitest'
import { formatGroupsAddress, parseGroupsAddress } from '../../../../renderer/features/groups/groups-address.ts'
import { groupColumns, groupQuery } from '../../../../shared/ipc/directory.ts'

const read = (text: string) => parseGroupsAddress(new URLSearchParams(text))

describe('the address of the Groups page', () => {
  it('is plain for a plain page', () => {
    expect(formatGroupsAddress(read('')).toString()).toBe('')
  })

  it('holds search, kinds, order and the open group, and gives them back', () => {
    const address = read('q=dach&kind=microsoft365&kind=security&sort=-transitive&open=42&tab=about')
    expect(address).toEqual({
      search: 'dach',
      kinds: ['security', 'microsoft365'],
      sort: { column: 'transitive', descending: true },
      open: '42',
      tab: 'about',
    })
    expect(parseGroupsAddress(formatGroupsAddress(address))).toEqual(address)
  })

  it('can be sorted by every column', () => {
    for (const column of groupColumns) expect(read(`sort=${column}`).sort.column).toBe(column)
  })

  it('leaves out what it does not understand and stays within the contract', () => {
    const { search, kinds, sort } = read(`kind=list&kind=security&kind=security&sort=x&q=${'q'.repeat(999)}`)
    expect(kinds).toEqual(['security'])
    expect(groupQuery.safeParse({ search, kinds, sort }).success).toBe(true)
  })
})
