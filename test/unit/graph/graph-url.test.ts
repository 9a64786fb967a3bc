import { describe, expect, it } from 'vitest'
import { claimsChallenge } from '../../../electron/graph/authorization.ts'
import { countPath, graphUrl, hasOwnTop } from '../../../electron/graph/graph-url.ts'
import { ledgerPath } from '../../../electron/graph/ledger.ts'

const graph = 'https://graph.microsoft.com'

describe('graphUrl', () => {
  it.each([
    ['/users', `${graph}/v1.0/users`],
    ['users?$top=1', `${graph}/v1.0/users?$top=1`],
    ['/users?$filter=a ne 0', `${graph}/v1.0/users?$filter=a%20ne%200`],
    ["/x?$filter=y eq 'https://other.example/z'", `${graph}/v1.0/x?$filter=y%20eq%20%27https://other.example/z%27`],
    [`${graph}/beta/users?$skiptoken=b%2Ba&$x=1`, `${graph}/beta/users?$skiptoken=b%2Ba&$x=1`],
    [`${graph}:443/v1.0/users`, `${graph}:443/v1.0/users`],
  ])('makes of %s the address %s', (path, url) => {
    expect(graphUrl(path, graph)).toBe(url)
  })

  it.each([
    'https://evil.example/v1.0/users',
    'http://graph.microsoft.com/v1.0/users',
    'https://graph.microsoft.com.evil.example/users',
    'https://graph.microsoft.com:8443/users',
    'https://graph.microsoft.com@evil.example/users',
    'https://',
    'file:///etc/passwd',
    'data:text/plain,x',
  ])('refuses the link %s', (path) => {
    expect(() => graphUrl(path, graph)).toThrow(expect.objectContaining({ code: 'answer_unreadable' }))
  })

  it('stays on the host whatever the path', () => {
    for (const path of ['//evil.example/users', '/\\evil.example', '@evil.example', ':8443/x', '../../x']) {
      expect(new URL(graphUrl(path, graph)).origin).toBe(graph)
    }
  })
})

describe('page size and count', () => {
  it('knows addresses that say themselves how much they want', () => {
    for (const path of ['/users?$top=1', '/users?$select=id&%24top=5', `${graph}/v1.0/users`]) {
      expect(hasOwnTop(path)).toBe(true)
    }
    for (const path of ['/users', '/users?$select=id', '/users?$stop=1']) expect(hasOwnTop(path)).toBe(false)
  })

  it.each([
    ['/users', '/users/$count'],
    ['/users/$count', '/users/$count'],
    ["/users?$filter=a eq '?'", "/users/$count?$filter=a eq '?'"],
  ])('counts %s by %s', (path, counted) => {
    expect(countPath(path)).toBe(counted)
  })
})

describe('ledgerPath', () => {
  it.each([
    ['/v1.0/users?$select=id,mail&$top=999&$count=true', '/v1.0/users?$select=id,mail&$top=999&$count=true'],
    ['/v1.0/users?%24filter=mail%20eq%20%27a@b%27&$skiptoken=XYZ', '/v1.0/users?$filter=…&$skiptoken=…'],
    ['/v1.0/groups/0a/members?$deltatoken=XYZ', '/v1.0/groups/0a/members?$deltatoken=…'],
    ['/v1.0/users/anna@contoso.example', '/v1.0/users/…'],
    ['/v1.0/users/anna%40contoso.example/manager', '/v1.0/users/…/manager'],
    ['/v1.0/users?%E0%A4%A=1', '/v1.0/users?…=…'],
  ])('writes %s down as %s', (path, written) => {
    expect(ledgerPath(`https://graph.microsoft.com${path}`)).toBe(written)
  })
})

describe('claimsChallenge', () => {
  const claims = '{"access_token":{"nbf":{"essential":true}}}'
  const encoded = Buffer.from(claims).toString('base64')

  it('reads the claims', () => {
    expect(
      claimsChallenge(`Bearer realm="", authorization_uri="x", error="insufficient_claims", claims="${encoded}"`),
    ).toBe(claims)
  })

  it.each([null, '', 'Bearer error="invalid_token"', 'Bearer claims="%%%"', 'Bearer claims="AAAA"'])(
    'finds none in %j',
    (header) => {
      expect(claimsChallenge(header)).toBeNull()
    },
  )
})
