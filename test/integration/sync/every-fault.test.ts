import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SyncRun } from '../../../shared/domain/sync.ts'
import { explain } from '../../../shared/text/explain.ts'
import { FakeClock } from '../../fakes/fake-clock.ts'
import type { Fault } from '../../tenant/server/faults.ts'
import { outlast } from './outlast.ts'
import { openDesk, type SyncDesk } from './sync-desk.ts'
import { openTenant, type SyncTenant } from './sync-tenant.ts'
import { truthOf } from './truth.ts'

/** The smallest page that the program asks for: users come in three, groups and the members of one group in two. */
const pageSize = 100

let tenant: SyncTenant['tenant']
let line: SyncTenant['line']
let close: SyncTenant['close']
let large: string

beforeAll(async () => {
  ;({ tenant, line, close } = await openTenant({ users: 230, groups: 104, memberships: 300 }))
  tenant.controls.set({ maxPageSize: pageSize })
  large = tenant.controls.editor.addGroup({ displayName: 'Groß' })
  for (const { id } of truthOf(tenant).users.slice(0, 150)) tenant.controls.editor.addMember(large, id)
})
afterAll(() => close())

/** A user less, a user more, both of them in the large group, and a user who moved. */
const change = (times: number) => {
  const { editor } = tenant.controls
  const { members } = truthOf(tenant)
  const [gone, moved] = members[large]!.map((member) => member.split(' ')[1]!)
  editor.remove(gone!)
  editor.changeUser(moved!, { city: `Ort ${times}` })
  editor.addMember(large, editor.addUser())
}

const statuses = [400, 401, 403, 404, 408, 409, 410, 429, 500, 501, 502, 503, 504] as const
type Status = (typeof statuses)[number]
type Wire = 'reset' | 'truncate' | 'invalidJson' | 'hang'
type Kind = Status | Wire

const faultOf = (kind: Kind): Fault =>
  typeof kind === 'string' ? { kind } : { kind: 'status', status: kind, ...(kind === 429 ? { retryAfter: 1 } : {}) }

/** Where it goes wrong, from the given request of that kind to the last. */
const places = {
  'page 1 of the users': ['^/v1.0/users\\?(?!.*skiptoken)', 1],
  'page 2 of the users': ['^/v1.0/users\\?.*skiptoken', 1],
  'page 3 of the users': ['^/v1.0/users\\?.*skiptoken', 2],
  'page 1 of the groups': ['^/v1.0/groups\\?(?!.*skiptoken)', 1],
  'page 2 of the groups': ['^/v1.0/groups\\?.*skiptoken', 1],
  'a batch of member lists': ['^/v1.0/\\$batch', 1],
  'page 1 of a member list': ['LARGE/members\\?(?!.*skiptoken)', 1],
  'page 2 of a member list': ['LARGE/members\\?.*skiptoken', 1],
} as const
type Place = keyof typeof places

/** What is said of a list or batch that does not come, and of a member list that is refused while the others come. */
const words = {
  unreadable: 'An answer of Microsoft Graph was cut short or not JSON.',
  unavailable: (status: number) => `Microsoft Graph is not available at the moment (HTTP ${status}).`,
  refused: (status: number, code: string) => `Microsoft Graph refused a request (HTTP ${status}, ${code}).`,
  missing: (role: string) => `The permission ${role} is missing.`,
  incomplete: (status: number) =>
    `The tenant could not be read completely: members 1 × ${status}. Nothing was removed; the last snapshot stays.`,
} as const

const failures: Readonly<Record<Kind, readonly [code: string, message: string]>> = {
  400: ['graph_refused', words.refused(400, 'BadRequest')],
  401: ['token_refused', 'Graph did not accept the access token (InvalidAuthenticationToken).'],
  403: ['permission_missing', words.missing('GroupMember.Read.All')],
  404: ['graph_refused', words.refused(404, 'Request_ResourceNotFound')],
  408: ['graph_refused', words.refused(408, 'UnknownError')],
  409: ['graph_refused', words.refused(409, 'UnknownError')],
  410: ['graph_refused', words.refused(410, 'resyncRequired')],
  429: ['throttled', 'Microsoft Graph asked to slow down and kept doing so (TooManyRequests).'],
  500: ['graph_unavailable', words.unavailable(500)],
  501: ['graph_refused', words.refused(501, 'UnknownError')],
  502: ['graph_unavailable', words.unavailable(502)],
  503: ['graph_unavailable', words.unavailable(503)],
  504: ['graph_unavailable', words.unavailable(504)],
  reset: ['connection_lost', 'The connection to HOST broke off.'],
  truncate: ['answer_unreadable', words.unreadable],
  invalidJson: ['answer_unreadable', words.unreadable],
  hang: ['timeout', 'HOST did not answer in time.'],
}
/** Refusals of one list, which say nothing of the others. 410 is no refusal but a server that has forgotten. */
const ofOneList: ReadonlySet<Kind> = new Set([400, 403, 404, 408, 409, 501] as const)

const expected = (kind: Kind, place: Place) => {
  const isOne = place.includes('a member list') && ofOneList.has(kind)
  if (isOne) return { outcome: 'partial', code: 'sync_incomplete', message: words.incomplete(Number(kind)) }
  const [code, message] = failures[kind]
  const isUsers = place.endsWith('users') && kind === 403
  const said = isUsers ? words.missing('User.Read.All') : message.replace('HOST', new URL(tenant.url).host)
  return { outcome: 'failed', code, message: said }
}

/** The run's end in one line of the table above. */
const endOf = ({ outcome, error }: SyncRun) => ({
  outcome,
  code: error?.code,
  message: error === null ? null : explain(error, 'en').message,
})

/** Page 1 of a member list comes within a batch, and breaks off with it. */
const placesOf = (kind: Kind): Place[] =>
  (Object.keys(places) as Place[]).filter((place) => typeof kind === 'number' || place !== 'page 1 of a member list')

describe.each<Kind>([...statuses, 'reset', 'truncate', 'invalidJson', 'hang'])('a lasting %s', (kind) => {
  let desk: SyncDesk
  let clock: FakeClock
  beforeAll(async () => {
    clock = new FakeClock(new Date(), { skip: 25_000 })
    desk = await openDesk(tenant, line, { clock })
    expect(await desk.run()).toMatchObject({ outcome: 'published' })
  })
  afterAll(() => desk.close())

  it.each(placesOf(kind))('on %s leaves the snapshot whole, says why, and is over with its cause', async (place) => {
    const before = await desk.content()
    change(placesOf(kind).indexOf(place))
    const [path, nth] = places[place]
    const match = { path: path.replace('LARGE', large), nth, times: 10_000 }
    tenant.faults.add({ match, fault: faultOf(kind) })
    const running = desk.run()
    const run = await (kind === 'hang' ? outlast(running, tenant, clock) : running)
    expect(tenant.faults.list()[0]!.hits).toBeGreaterThan(0)
    tenant.faults.clear()
    expect(endOf(run)).toEqual(expected(kind, place))
    expect(`${explain(run.error!, 'en').remedy}${explain(run.error!, 'de').message}`).not.toMatch(/–|undefined|\{/)
    expect(await desk.content()).toEqual(before)
    expect(await desk.update()).toMatchObject({ outcome: 'published', error: null })
    expect(await desk.content()).toEqual(truthOf(tenant))
  })
})
