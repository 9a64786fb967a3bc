import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { HealthBoard } from '../../../shared/domain/certificates.ts'
import type { MailFate } from '../../tenant/mail/fates.ts'
import type { Tenant } from '../../tenant/start.ts'
import { CertificateDeskDriver, connectedDesk, everyone, roles } from './desk.ts'

let tenant: Tenant
let desk: CertificateDeskDriver
let end: () => Promise<void>

beforeAll(async () => {
  ;({ tenant, desk, end } = await connectedDesk({ users: 260, groups: 10, memberships: 300 }))
}, 60_000)
afterAll(() => end())
beforeEach(() => {
  tenant.log.clear()
  tenant.controls.mail.resetTraffic()
})
afterEach(() => {
  tenant.faults.clear()
  tenant.controls.set({ roles, mailAccess: null })
})

const kindOf: Readonly<Record<MailFate, string>> = {
  usable: 'usable',
  expiring: 'expiring',
  expired: 'unusable',
  notYetValid: 'unusable',
  wrongAddress: 'unusable',
  signingOnly: 'unusable',
  selfSigned: 'unusable',
  strangerIssuer: 'unusable',
  weak: 'usable',
  altered: 'unusable',
  encryptedOnly: 'none',
  withoutCertificate: 'none',
  unsigned: 'none',
  empty: 'none',
  noMailbox: 'none',
}
const total = ({ counts }: Pick<HealthBoard, 'counts'>) => Object.values(counts).reduce((sum, one) => sum + one, 0)
const boards = () =>
  desk.program.told.flatMap(({ event, payload }) => (event === 'certificates.board' ? [payload.board] : []))

describe('the health board of the simulated tenant', () => {
  it('says of everyone what became of their certificate, with no more than four requests at any mailbox', async () => {
    const board = await desk.board()
    expect(board).toMatchObject({ state: 'done', error: null, done: 260, total: 260, scope: { of: 'all' } })
    expect(total(board)).toBe(260)
    const { highest, refused } = tenant.controls.mail.traffic
    expect([refused, Math.max(...Object.values(highest)) <= 4]).toEqual([0, true])
    const wrong = [...(await desk.rows()), ...(await restOfRows())].flatMap(({ userId, kind, reasons }) => {
      const fate = tenant.controls.mail.fateOf(userId)
      const isTold = (kind !== 'unusable' && fate !== 'weak') || reasons.length > 0
      return kindOf[fate] === kind && isTold ? [] : [`${fate}: ${kind} ${reasons}`]
    })
    expect(wrong).toEqual([])
    expect(board.departments.reduce((sum, one) => sum + total(one), 0)).toBe(260)
    expect(board.expiring[30]).toBeLessThanOrEqual(board.expiring[60])
    expect(board.expiring[90]).toBe(board.counts.expiring)
  }, 90_000)

  const restOfRows = async () =>
    (await desk.program.request('certificates.boardRows', { query: everyone, offset: 200, limit: 200 })).rows

  it('tells the pages how far it is, at most ten times a second, and at the end', async () => {
    const before = boards().length
    const began = Date.now()
    const board = await desk.board()
    const told = boards().slice(before)
    expect(told.length).toBeLessThanOrEqual((Date.now() - began) / 100 + 2)
    expect(told.at(-1)).toMatchObject({ boardId: board.boardId, state: 'done', done: 260 })
    expect(told.some((one) => one?.state === 'running')).toBe(true)
  }, 90_000)

  it('is written as CSV as it is filtered, and each of both is one entry of the audit', async () => {
    const board = await desk.board()
    const query = { ...everyone, kinds: ['unusable' as const] }
    const { written } = await desk.program.request('certificates.exportBoard', { query })
    expect(written).toMatchObject({ rows: board.counts.unusable })
    const lines = desk.text().trimEnd().split('\r\n')
    expect(lines[0]).toBe('\ufeffuserId,displayName,mail,department,kind,reasons,notAfter,daysLeft,source,error')
    expect(lines).toHaveLength(board.counts.unusable + 1)
    const settled = (await desk.records()).filter(({ outcome }) => outcome !== 'attempted').slice(-2)
    expect(settled.map(({ action, after }) => ({ action, ...after }))).toMatchObject([
      { action: 'certificateLookedUp', scope: 'all', users: 260, ended: 'done', done: 260, ...board.counts },
      { action: 'exportMade', what: 'certificateBoard', rows: board.counts.unusable },
    ])
  }, 90_000)

  it('is over a group and the groups within it', async () => {
    const sort = { column: 'transitive' as const, descending: true }
    const query = { search: '', kinds: [], sort }
    const { rows } = await desk.program.request('directory.groups', { query, offset: 0, limit: 1 })
    const [group] = rows
    const board = await desk.board({ of: 'group', groupId: group?.id ?? '' })
    expect(board).toMatchObject({ state: 'done', total: group?.transitive, scope: { name: group?.displayName } })
    expect(board.total).toBeGreaterThan(0)
    expect(total(board)).toBe(board.total)
  }, 60_000)

  it('keeps what it has when it is stopped, and a new one takes its place', async () => {
    tenant.controls.set({ latencyMs: 30 })
    await desk.program.request('certificates.startBoard', { scope: { of: 'all' } })
    await expect.poll(async () => (await desk.program.request('certificates.board', {})).board?.done).toBeGreaterThan(5)
    await desk.program.request('certificates.stopBoard', {})
    const board = await desk.ended()
    tenant.controls.set({ latencyMs: 0 })
    expect(board).toMatchObject({ state: 'stopped', error: null })
    expect(board.done).toBeLessThan(260)
    expect(total(board)).toBe(board.done)
    expect((await desk.board()).boardId).not.toBe(board.boardId)
  }, 90_000)

  it('ends with what it has when the permission is taken back', async () => {
    tenant.controls.set({ latencyMs: 30 })
    await desk.program.request('certificates.startBoard', { scope: { of: 'all' } })
    await expect.poll(async () => (await desk.program.request('certificates.board', {})).board?.done).toBeGreaterThan(5)
    tenant.controls.set({ roles: ['User.Read.All', 'GroupMember.Read.All'] })
    tenant.controls.revokeTokens()
    const board = await desk.ended()
    tenant.controls.set({ latencyMs: 0, roles })
    tenant.controls.revokeTokens()
    expect(board).toMatchObject({
      state: 'stopped',
      error: { code: 'permission_missing', params: { roles: 'Mail.Read' } },
    })
    expect(board.done).toBeGreaterThan(5)
  }, 60_000)

  it('ends with what it has when the network is gone', async () => {
    await desk.board({ of: 'all' })
    tenant.faults.add({ match: { path: '/\\$batch' }, fault: { kind: 'reset' } })
    const board = await desk.board()
    expect(board).toMatchObject({ state: 'stopped', error: { code: 'connection_lost' } })
  }, 120_000)

  it('is empty, and says so, before one was started', async () => {
    const other = new CertificateDeskDriver([tenant])
    await other.start()
    expect(await other.program.request('certificates.board', {})).toEqual({ board: null })
    expect(await other.program.code('certificates.startBoard', { scope: { of: 'all' } })).toBe('not_connected')
    await other.connect(tenant)
    expect(await other.program.request('certificates.board', {})).toEqual({ board: null })
    await other.stop()
    other.profile.remove()
  }, 60_000)
})
