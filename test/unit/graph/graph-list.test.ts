import { describe, expect, it } from 'vitest'
import { type Asked, desk, fault, ok, text } from './graph-desk.ts'

const never = new AbortController().signal
const base = 'https://graph.microsoft.com/v1.0'
const page = (value: unknown[], rest: object = {}) => ok({ value, ...rest })
const next = (link: string) => ({ '@odata.nextLink': link })
const all = async <Item>(pages: AsyncIterable<Item>) => Array.fromAsync(pages)

describe('Graph.list', () => {
  it('follows the links to the letter, with the same headers, to the end', async () => {
    const link = `${base}/users?$skiptoken=b%2Ba&$top=999&x=https://other.example/y`
    const { graph, asked, ledger, watch } = desk([
      page([{ id: 1 }, { id: 2 }], { '@odata.count': 3, ...next(link) }),
      page([], next(`${link}2`)),
      page([{ id: 3 }], { '@odata.deltaLink': `${base}/users/delta?$deltatoken=d` }),
    ])
    const pages = await all(
      graph.list<{ id: number }>('/users?$select=id', { headers: { ConsistencyLevel: 'eventual' }, ...watch }, never),
    )
    expect(asked.map(({ url }) => url)).toEqual([`${base}/users?$select=id&$top=999`, link, `${link}2`])
    expect(asked.map(({ headers }) => headers.get('consistencylevel'))).toEqual(['eventual', 'eventual', 'eventual'])
    expect(pages).toEqual([
      { value: [{ id: 1 }, { id: 2 }], count: 3, nextLink: link, deltaLink: null, requestId: 'r1', restart: false },
      { value: [], count: null, nextLink: `${link}2`, deltaLink: null, requestId: 'r1', restart: false },
      {
        value: [{ id: 3 }],
        count: null,
        nextLink: null,
        deltaLink: `${base}/users/delta?$deltatoken=d`,
        requestId: 'r1',
        restart: false,
      },
    ])
    expect(ledger.map(({ items }) => items)).toEqual([2, 0, 1])
  })

  it('asks for the next page only when the consumer wants it', async () => {
    const { graph, asked } = desk([page([1], next(`${base}/users?$skiptoken=a`)), page([2])])
    for await (const { value } of graph.list('/users', {}, never)) {
      expect(value).toEqual([1])
      break
    }
    expect(asked).toHaveLength(1)
  })

  it.each([
    ['/users', {}, `${base}/users?$top=999`],
    ['/users', { top: 100 }, `${base}/users?$top=100`],
    ['/users/delta?$select=id', { top: null }, `${base}/users/delta?$select=id`],
    ['/users?$top=5', {}, `${base}/users?$top=5`],
    [`${base}/users/delta?$deltatoken=d`, {}, `${base}/users/delta?$deltatoken=d`],
  ])('begins %s with %j at %s', async (path, options, url) => {
    const { graph, asked } = desk([page([])])
    await all(graph.list(path, options, never))
    expect(asked[0]?.url).toBe(url)
  })

  it('halves a page size that is refused and begins anew, saying so', async () => {
    const limit = (max: number) => (request: Asked) => {
      const url = new URL(request.url)
      const top = Number(url.searchParams.get('$top'))
      if (top > max) return fault(400, 'Request_BadRequest', `Invalid page size specified: '${top}'.`)()
      return url.searchParams.has('$skiptoken')
        ? page(['b'])()
        : page(['a'], next(`${base}/users?$top=${top}&$skiptoken=1`))()
    }
    const { graph, asked } = desk([limit(300)])
    const pages = await all(graph.list('/users', {}, never))
    expect(asked.map(({ url }) => new URL(url).searchParams.get('$top'))).toEqual(['999', '499', '249', '249'])
    expect(pages.map(({ value, restart }) => [value, restart])).toEqual([
      [['a'], true],
      [['b'], false],
    ])
  })

  it('begins anew in the middle when a later page is refused for its size', async () => {
    const { graph } = desk([
      page(['a'], next(`${base}/users?$skiptoken=1`)),
      fault(400, 'Request_BadRequest', 'Invalid page size specified'),
      page(['a'], next(`${base}/users?$skiptoken=1`)),
      page(['b']),
    ])
    const pages = await all(graph.list('/users', {}, never))
    expect(pages.map(({ value, restart }) => [value, restart])).toEqual([
      [['a'], false],
      [['a'], true],
      [['b'], false],
    ])
  })

  it('gives up at a hundred a page, and at once where the 400 is about something else', async () => {
    const small = desk([fault(400, 'Request_BadRequest', 'Invalid page size specified')])
    await expect(all(small.graph.list('/users', {}, never))).rejects.toMatchObject({ code: 'graph_refused' })
    expect(small.asked.map(({ url }) => new URL(url).searchParams.get('$top'))).toEqual([
      '999',
      '499',
      '249',
      '124',
      '100',
    ])
    const other = desk([fault(400, 'Request_UnsupportedQuery', 'Unsupported query')])
    await expect(all(other.graph.list('/users', {}, never))).rejects.toMatchObject({ code: 'graph_refused' })
    expect(other.asked).toHaveLength(1)
  })

  it('refuses a link to another host without sending the token there', async () => {
    for (const link of ['https://evil.example/v1.0/users', 'http://graph.microsoft.com/v1.0/users', 'javascript:1']) {
      const { graph, asked } = desk([page([1], next(link))])
      await expect(all(graph.list('/users', {}, never))).rejects.toMatchObject({ code: 'answer_unreadable' })
      expect(asked).toHaveLength(1)
    }
  })

  it('does not go in a circle', async () => {
    const { graph, asked } = desk([
      (request) => page([1], next(`${base}/users?$skiptoken=${request.url.endsWith('=a') ? 'b' : 'a'}`))(),
    ])
    await expect(all(graph.list('/users', {}, never))).rejects.toMatchObject({
      code: 'answer_unreadable',
      params: { problem: 'nextLink repeats' },
    })
    expect(asked).toHaveLength(3)
  })

  it('takes only a list for a page', async () => {
    for (const answer of [ok({}), ok({ value: {} }), ok([]), ok(null), text('5')]) {
      await expect(all(desk([answer]).graph.list('/users', {}, never))).rejects.toMatchObject({
        code: 'answer_unreadable',
      })
    }
  })

  it('says when a delta link is forgotten', async () => {
    const { graph } = desk([fault(410, 'resyncRequired')])
    await expect(all(graph.list(`${base}/users/delta?$deltatoken=d`, {}, never))).rejects.toMatchObject({
      code: 'delta_expired',
    })
  })
})
