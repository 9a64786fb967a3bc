import { describe, expect, it } from 'vitest'
import { extraRoots, overridden, parseCloudOverride, reachableClouds } from '../../../electron/cloud/cloud-override.ts'
import { clouds, isMicrosoftAuthority, scopeOf } from '../../../electron/cloud/clouds.ts'
import { cloudIds } from '../../../shared/domain/connection.ts'

const valid = { authority: 'https://localhost:8443', graph: 'https://localhost:8443/', ca: null }
const refusal = (value: unknown) => {
  try {
    return parseCloudOverride(typeof value === 'string' ? value : JSON.stringify(value))
  } catch (error) {
    return (error as { code: string; params: object }).code
  }
}

describe('clouds', () => {
  it('has each cloud under its own id, with https origins and a scope of its own Graph', () => {
    for (const id of cloudIds) {
      const cloud = clouds[id]
      expect(cloud.id).toBe(id)
      for (const address of [cloud.authority, cloud.graph, cloud.portal]) {
        expect(new URL(address).origin).toBe(address)
        expect(address).toMatch(/^https:/)
      }
      expect(scopeOf(cloud)).toBe(`${cloud.graph}/.default`)
      expect(isMicrosoftAuthority(cloud.authority)).toBe(true)
    }
    expect(scopeOf(clouds.global)).toBe('https://graph.microsoft.com/.default')
    expect(isMicrosoftAuthority('https://login.microsoftonline.com.evil.example')).toBe(false)
  })
})

describe('parseCloudOverride', () => {
  it('takes addresses and a certificate authority, and makes origins of them', () => {
    const ca = '-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n'
    expect(parseCloudOverride(JSON.stringify({ ...valid, ca }))).toEqual({
      ...valid,
      graph: 'https://localhost:8443',
      ca,
    })
    expect(parseCloudOverride(JSON.stringify({ authority: valid.authority, graph: valid.graph }))).toMatchObject({
      ca: null,
    })
  })

  it.each([
    ['no JSON', '{'],
    ['no object', '[]'],
    ['a missing address', { authority: valid.authority }],
    ['plain http', { ...valid, graph: 'http://localhost' }],
    ['a path', { ...valid, graph: 'https://localhost/v1.0' }],
    ['a query', { ...valid, graph: 'https://localhost/?x' }],
    ['a user', { ...valid, authority: 'https://me:pw@localhost' }],
    ['no address', { ...valid, authority: 'localhost' }],
    ['something else as certificate', { ...valid, ca: 'x' }],
    ['an unknown cloud', { ...valid, cloud: 'moon' }],
    ['another cloud without its name', { ...valid, others: [valid] }],
    ['an unknown field', { ...valid, portal: 'https://localhost' }],
  ])('refuses %s', (_, value) => {
    expect(refusal(value)).toBe('validation')
  })

  it('moves token and Graph addresses, so that the scope follows', () => {
    const cloud = overridden(clouds.china, parseCloudOverride(JSON.stringify(valid)))
    expect(cloud).toEqual({ ...clouds.china, authority: 'https://localhost:8443', graph: 'https://localhost:8443' })
    expect(scopeOf(cloud)).toBe('https://localhost:8443/.default')
  })
})

describe('reachableClouds', () => {
  it('are Microsoft’s own, but for the one that the override names, or the global one', () => {
    const moved = { authority: valid.authority, graph: 'https://localhost:8443' }
    const there = (value: object) => reachableClouds(parseCloudOverride(JSON.stringify({ ...valid, ...value })))
    expect(reachableClouds(null)).toEqual(clouds)
    expect(there({})).toEqual({ ...clouds, global: { ...clouds.global, ...moved } })
    expect(there({ cloud: 'china' })).toEqual({ ...clouds, china: { ...clouds.china, ...moved } })
  })

  it('can be found elsewhere one by one, each under a certificate authority of its own', () => {
    const ca = (text: string) => `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----\n`
    const second = { authority: 'https://localhost:9443', graph: 'https://localhost:9443' }
    const others = [{ ...second, cloud: 'usGovL4', ca: ca('two') }]
    const override = parseCloudOverride(JSON.stringify({ ...valid, ca: ca('one'), others }))
    const { global, usGovL4, china } = reachableClouds(override)
    expect([global.graph, usGovL4.graph, china]).toEqual(['https://localhost:8443', second.graph, clouds.china])
    expect(extraRoots(override)).toEqual([ca('one'), ca('two')])
    expect(extraRoots(null)).toEqual([])
  })
})
