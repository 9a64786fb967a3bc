import { describe, expect, it } from 'vitest'
import { mattersOf, type Situation } from '../../../../renderer/features/overview/attention.ts'
import type { Connection } from '../../../../shared/domain/connection.ts'
import type { Snapshot, SyncRun } from '../../../../shared/domain/sync.ts'

const now = Date.parse('2026-11-23T09:16:00.000Z')
const inDays = (days: number) => new Date(now + days * 86_400_000 + 3_600_000).toISOString()
const proof = {
  complete: true,
  usersCounted: 10,
  usersRead: 10,
  usersWithoutMail: 0,
  groupsCounted: 2,
  groupsRead: 2,
  memberListsRead: 2,
  memberListsFailed: 0,
  memberListsHidden: 0,
  tenantUsers: 12,
}
const snapshot = { runId: 'run-1', publishedAt: inDays(0), users: 10, groups: 2, memberships: 5, proof } as Snapshot
const run: SyncRun = {
  runId: 'run-1',
  trigger: 'manual',
  kind: 'full',
  fullReason: null,
  startedAt: inDays(0),
  finishedAt: inDays(0),
  outcome: 'published',
  requests: 5,
  retries: 0,
  users: 10,
  groups: 2,
  memberships: 5,
  proof,
  error: null,
}
const certificate = (days: number): Connection['credential'] => ({
  kind: 'certificate',
  thumbprint: 'AB',
  subject: 'CN=Tenantry',
  notBefore: inDays(-100),
  notAfter: inDays(days),
  keyType: 'RSA',
  keyBits: 3072,
})
const connection: Connection = {
  id: 'c',
  name: null,
  state: 'connected',
  tenantId: 't',
  tenantName: 'Nordwind',
  defaultDomain: null,
  clientId: 'a',
  cloud: 'global',
  scope: 'https://graph.microsoft.com/.default',
  credential: certificate(300),
  roles: ['User.Read.All', 'GroupMember.Read.All'],
  connectedAt: inDays(-10),
  testedAt: inDays(0),
}
const situation = (part: Partial<Situation> = {}): Situation => ({
  connection,
  snapshot,
  last: run,
  duplicateMail: 0,
  fault: null,
  ...part,
})
const kinds = (part: Partial<Situation>) => mattersOf(situation(part), now).map(({ kind }) => kind)
const withCredential = (credential: Connection['credential']) => ({ connection: { ...connection, credential } })
const ended = (part: Partial<SyncRun>) => ({ last: { ...run, runId: 'run-2', proof: null, ...part } })

describe('what needs attention', () => {
  it('is nothing when everything is well', () => {
    expect(mattersOf(situation(), now)).toEqual([])
  })

  it('leads a refused credential to the connection, a missing role to the permissions, the rest to the run', () => {
    const cure = (code: 'secret_expired' | 'permission_missing' | 'timeout') =>
      mattersOf(situation(ended({ outcome: 'failed', error: { code, params: {} } })), now)[0]?.cure
    expect([cure('secret_expired'), cure('permission_missing'), cure('timeout')]).toEqual([
      'connection',
      'permissions',
      'run',
    ])
  })

  it('tells a partial and an interrupted run, and lets a cancelled one rest', () => {
    expect(kinds(ended({ outcome: 'partial' }))).toEqual(['syncPartial'])
    expect(kinds(ended({ outcome: 'interrupted' }))).toEqual(['syncInterrupted'])
    expect(kinds(ended({ outcome: 'cancelled' }))).toEqual([])
  })

  it('tells a run that the guard holds, and what is kept because of it, and no rehearsal', () => {
    expect(kinds(ended({ outcome: 'held' }))).toEqual(['syncHeld'])
    expect(kinds(ended({ outcome: 'kept' }))).toEqual(['syncKept'])
    expect(kinds(ended({ outcome: 'rehearsed' }))).toEqual([])
  })

  it('tells a run over one object that the guard holds, with the way to it, and nothing twice', () => {
    const none = { usersAdded: 0, usersRemoved: 0, usersChanged: 0, groupsAdded: 0, groupsRemoved: 0, groupsChanged: 0 }
    const counts = { ...none, gained: 0, lost: 60 }
    const pending = { runId: 'run-3', at: '2026-03-01T10:00:00.000Z', held: true, beyondGuard: true, counts } as const
    expect(mattersOf(situation({ pending }), now)).toMatchObject([{ kind: 'oneHeld', cure: 'run', runId: 'run-3' }])
    expect(kinds({ ...ended({ outcome: 'held', runId: 'run-3' }), pending })).toEqual(['syncHeld'])
    expect(kinds({ pending: { ...pending, held: false } })).toEqual([])
  })

  it('warns of a certificate sixty days ahead, urgently two weeks ahead, and names an expired one', () => {
    const of = (days: number) => mattersOf(situation(withCredential(certificate(days))), now)
    expect(of(61)).toEqual([])
    expect(of(60)[0]).toMatchObject({ kind: 'expiring', level: 'warn', days: 60 })
    expect(of(14)[0]).toMatchObject({ kind: 'expiring', level: 'error' })
    expect(of(-2)[0]).toMatchObject({ kind: 'expired', level: 'error', days: -2 })
  })

  it('says nothing of a secret, whose end nobody knows', () => {
    expect(kinds(withCredential({ kind: 'secret', hint: 'q7~' }))).toEqual([])
  })

  it('names missing roles', () => {
    const matters = mattersOf(situation({ connection: { ...connection, roles: ['User.Read.All'] } }), now)
    expect(matters).toMatchObject([{ kind: 'rolesMissing', roles: ['GroupMember.Read.All'] }])
  })

  it('speaks of a file put aside only until it was read anew', () => {
    const fault = { code: 'directory_damaged', params: { file: 'x.damaged' } } as const
    expect(kinds({ fault, snapshot: null, last: null })).toEqual(['setAside'])
    expect(kinds({ fault })).toEqual([])
  })

  it('notices an old snapshot, shared addresses and hidden lists', () => {
    const old = { ...snapshot, publishedAt: inDays(-9), proof: { ...proof, memberListsHidden: 2 } }
    expect(kinds({ snapshot: old, duplicateMail: 3 })).toEqual(['old', 'duplicateMail', 'hiddenMembers'])
  })

  it('puts errors first and the nearest day before what has none', () => {
    const credential = certificate(30)
    const roles = ['User.Read.All']
    expect(kinds({ connection: { ...connection, credential, roles }, duplicateMail: 1 })).toEqual([
      'rolesMissing',
      'expiring',
      'duplicateMail',
    ])
  })
})
