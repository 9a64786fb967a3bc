import { expect, it } from 'vitest'
import { hrefOf, parseRoute } from '../../../../renderer/lib/navigation.ts'

it.each([
  ['', '', ''],
  ['#', '', ''],
  ['#/users', 'users', ''],
  ['#/users?q=a%26b&open=1', 'users', 'q=a%26b&open=1'],
  ['#/sync?run=what%3F&x=1?2', 'sync', 'run=what%3F&x=1%3F2'],
])('%s is a page and what it shows', (hash, page, query) => {
  const route = parseRoute(hash)
  expect(route.page).toBe(page)
  expect(route.query.toString()).toBe(query)
})

it('an address made of any text reads back as that text', () => {
  const search = 'Zoë & O’Brien? #1 =100 %'
  expect(parseRoute(hrefOf('users', { q: search })).query.get('q')).toBe(search)
  expect(hrefOf('groups')).toBe('#/groups')
})
