import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startTenant, type Tenant } from '../../tenant/start.ts'
import { Client } from './client.ts'

let tenant: Tenant
let client: Client

beforeEach(async () => {
  tenant = await startTenant({ users: 900, groups: 150, memberships: 5000 })
  client = new Client(tenant)
  await client.signIn()
})
afterEach(async () => {
  await client.close()
  await tenant.close()
})

interface Entry {
  readonly id: string
  readonly '@removed'?: { readonly reason: string }
  readonly 'members@delta'?: readonly { readonly id: string; readonly '@removed'?: object }[]
  readonly [property: string]: unknown
}

const round = async (
  start: string,
  headers = {},
): Promise<{ entries: readonly Entry[]; link: string; pages: number }> => {
  const pages = await client.pages(start, headers)
  return { entries: pages.flatMap((page) => page.value), link: pages.at(-1)['@odata.deltaLink'], pages: pages.length }
}

const groupsDelta = '/groups/delta?$select=displayName,securityEnabled,groupTypes,members'

describe('groups/delta', () => {
  it('gives every group and membership over several pages, large groups in parts', async () => {
    const { entries, pages } = await round(groupsDelta)
    const members = new Map<string, string[]>()
    for (const entry of entries) {
      members.set(entry.id, [...(members.get(entry.id) ?? []), ...(entry['members@delta'] ?? []).map(({ id }) => id)])
    }
    expect(pages).toBeGreaterThan(5)
    expect(members.size).toBe(tenant.counts.allGroups)
    expect(entries.length).toBeGreaterThan(members.size)
    for (const [id, list] of members) {
      expect(new Set(list).size).toBe(list.length)
      if (list.length < 50) continue
      const direct = await client.pages(`/groups/${id}/members?$select=id&$top=999`)
      expect(direct.flatMap((page) => page.value)).toHaveLength(list.length)
    }
  })

  it('reports afterwards only what changed, members with their removal', async () => {
    const { entries, link } = await round(groupsDelta)
    expect(await round(link)).toMatchObject({ entries: [] })
    const { editor } = tenant.controls
    const target = entries.find(
      (entry) => (entry['members@delta']?.length ?? 0) > 1 && entry['members@delta']!.length < 100,
    )!
    const [gone] = target['members@delta']!
    const user = editor.addUser()
    editor.addMember(target.id, user)
    editor.removeMember(target.id, gone!.id)
    const added = editor.addGroup({ displayName: 'Fresh' })
    const removed = entries.find((entry) => entry.id !== target.id)!.id
    editor.remove(removed)
    const second = await round(link)
    const changed = second.entries.find(({ id }) => id === target.id)
    expect(changed?.['members@delta']).toEqual([
      { '@odata.type': '#microsoft.graph.user', id: user },
      { '@odata.type': expect.any(String), id: gone!.id, '@removed': { reason: 'deleted' } },
    ])
    expect(second.entries.find(({ id }) => id === added)).toMatchObject({ displayName: 'Fresh' })
    expect(second.entries.find(({ id }) => id === removed)).toEqual({ id: removed, '@removed': { reason: 'changed' } })
    expect((await round(second.link)).entries).toEqual([])
  })

  it('repeats later what happens while the first round is read', async () => {
    const first = await client.graph(groupsDelta)
    const id = tenant.controls.editor.addGroup({ displayName: 'Meanwhile' })
    const { link } = await round(first.body['@odata.nextLink'])
    expect((await round(link)).entries.map((entry) => entry.id)).toEqual([id])
  })

  it('starts from now on request', async () => {
    const { entries, link } = await round(`${groupsDelta}&$deltatoken=latest`)
    expect(entries).toEqual([])
    const id = tenant.controls.editor.addGroup()
    expect((await round(link)).entries.map((entry) => entry.id)).toEqual([id])
  })

  it.each([
    ['syncStateNotFound', 400, 'syncStateNotFound'],
    ['gone', 410, 'resyncRequired'],
  ] as const)('refuses expired tokens as %s', async (form, status, code) => {
    const { link } = await round(groupsDelta)
    tenant.controls.expireDeltaTokens(form)
    const reply = await client.graph(link)
    expect([reply.status, reply.body.error.code]).toEqual([status, code])
    const location = reply.headers.get('location')
    if (form === 'gone') expect((await client.graph(location ?? '')).status).toBe(200)
    else expect(location).toBeNull()
  })

  it('lets tokens live for seven days', async () => {
    const { link } = await round(groupsDelta)
    const day = 24 * 3600
    tenant.controls.set({ clockSkewSeconds: 6.9 * day })
    await client.signIn()
    expect((await client.graph(link)).status).toBe(200)
    tenant.controls.set({ clockSkewSeconds: 7.1 * day })
    await client.signIn()
    expect((await client.graph(link)).body.error.code).toBe('syncStateNotFound')
  })

  it('refuses what delta does not know', async () => {
    const code = async (path: string) => (await client.graph(path)).body.error.code
    expect(await code('/groups/delta?$top=5')).toBe('Request_UnsupportedQuery')
    expect(await code("/groups/delta?$filter=displayName eq 'x'")).toBe('Request_UnsupportedQuery')
    expect(await code('/groups/delta?$deltatoken=nonsense')).toBe('BadRequest')
    expect(await code('/groups/delta?$select=colour')).toBe('BadRequest')
  })
})

describe('users/delta', () => {
  const usersDelta = '/users/delta?$select=displayName,department,assignedLicenses,mail'

  it('gives every user once over several pages and leaves out what was never set', async () => {
    const { entries, pages } = await round(usersDelta)
    expect(pages).toBe(Math.ceil(tenant.counts.allUsers / 200))
    expect(new Set(entries.map(({ id }) => id)).size).toBe(tenant.counts.allUsers)
    expect(entries.filter((entry) => !('department' in entry)).length).toBeGreaterThan(0)
    expect(entries.some((entry) => entry['department'] === null)).toBe(false)
  })

  it('reports changes of selected properties, whole or minimal', async () => {
    const { entries, link } = await round(usersDelta)
    const [first, second, third, fourth] = entries.map(({ id }) => id) as [string, string, string, string]
    const { editor } = tenant.controls
    editor.changeUser(first, { department: null })
    editor.changeUser(second, { city: 'Kiel' })
    editor.revokeLicenses(third)
    editor.remove(fourth)
    const whole = new Map((await round(link)).entries.map((entry) => [entry.id, entry]))
    expect([...whole.keys()].sort()).toEqual([first, third, fourth].sort())
    expect(whole.get(first)).toMatchObject({ department: null, displayName: expect.any(String) })
    expect(whole.get(third)).toMatchObject({ assignedLicenses: [] })
    expect(whole.get(fourth)).toEqual({ id: fourth, '@removed': { reason: 'changed' } })
    const minimal = new Map((await round(link, { Prefer: 'return=minimal' })).entries.map((entry) => [entry.id, entry]))
    expect(minimal.get(first)).toEqual({ id: first, department: null })
  })

  it('follows single users only when asked for by id', async () => {
    const { entries } = await round(usersDelta)
    const [first, second] = entries.map(({ id }) => id) as [string, string]
    const { link } = await round(`${usersDelta}&$filter=id eq '${first}'`)
    tenant.controls.editor.changeUser(second, { department: 'IT' })
    tenant.controls.editor.changeUser(first, { department: 'Sales' })
    expect((await round(link)).entries.map(({ id }) => id)).toEqual([first])
  })
})
