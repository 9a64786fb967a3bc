import { describe, expect, it } from 'vitest'
import { formatUsersAddress, parseUsersAddress } from '../../../../renderer/features/users/users-address.ts'
import { userQuery } from '../../../../shared/ipc/directory.ts'

const read = (text: string) => parseUsersAddress(new URLSearchParams(text))

describe('the address of the Users page', () => {
  it('is plain for a plain page', () => {
    expect(formatUsersAddress(read('')).toString()).toBe('')
  })

  it('holds search, filters, order and the open user, and gives them back', () => {
    const address = read('q=m%C3%BCl&filter=department:Finance&filter=city:isNot:&sort=-jobTitle&open=7c1f&tab=groups')
    expect(address).toEqual({
      search: 'mül',
      filters: [
        { column: 'department', operator: 'is', value: 'Finance' },
        { column: 'city', operator: 'isNot', value: null },
      ],
      sort: { column: 'jobTitle', descending: true },
      open: '7c1f',
      tab: 'groups',
    })
    expect(parseUsersAddress(formatUsersAddress(address))).toEqual(address)
  })

  it('leaves out what it does not understand', () => {
    expect(read('filter=salary:9&sort=shoeSize&tab=secrets&open=')).toEqual(read(''))
  })

  it('never asks for more than the contract takes', () => {
    const query = new URLSearchParams({ q: 'x'.repeat(5000), open: 'y'.repeat(5000) })
    for (let i = 0; i < 50; i++) query.append('filter', `city:isNot:${i}`)
    const { search, filters, sort, open } = parseUsersAddress(query)
    expect(userQuery.safeParse({ search, filters, sort }).success).toBe(true)
    expect(open).toBeUndefined()
  })
})
