import { describe, expect, it } from 'vitest'
import { BoardRun } from '../../../electron/smime/board/board-run.ts'
import { type BoardUser, healthRow } from '../../../electron/smime/board/health-row.ts'
import type { HealthBoard } from '../../../shared/domain/certificates.ts'
import { judgedCertificate } from '../../fakes/fake-judge.ts'
import { type Answers, lookupDesk, withMail } from './lookup-desk.ts'

const everyone = { search: '', kinds: [], reasons: [], department: null }
const person = (id: number, department: string | null = null): BoardUser => ({
  id: String(id),
  displayName: `User ${id}`,
  mail: `user${id}@nordwind.example`,
  department,
})
const people = (count: number) =>
  Array.from({ length: count }, (_, id) => person(id, id % 20 === 0 ? null : `D${id % 20}`))

const boardOver = (answers: Answers, users = people(40)) => {
  const desk = lookupDesk(answers)
  const boards: HealthBoard[] = []
  const run = new BoardRun({
    boardId: 'b',
    scope: { of: 'all' },
    users,
    lookups: desk.lookups,
    clock: desk.clock,
    onChange: (board) => boards.push(board),
  })
  return { ...desk, run, boards }
}

/** The mail of each user says what the user's number calls for. */
const byUser =
  (contentOf: (id: number) => string | null): Answers =>
  (path) => {
    const id = Number(/^\/users\/(\d+)/.exec(path)?.[1])
    const content = contentOf(id)
    return withMail(...(content === null ? [] : [content]))(path)
  }

describe('a board', () => {
  it('asks about everyone and counts each in one kind', async () => {
    const contents = ['encrypt', 'none', 'verify', 'damaged', null]
    const { run, boards, requests } = boardOver(byUser((id) => contents[id % 5] ?? null))
    const board = await run.run()
    expect(board).toMatchObject({ state: 'done', error: null, done: 40, total: 40 })
    expect(board.counts).toEqual({ usable: 8, expiring: 0, unusable: 24, none: 8, unknown: 0 })
    expect(board.reasons).toMatchObject({ expired: 8, unread: 8 })
    expect(boards.at(-1)).toEqual(board)
    expect(requests.filter((path) => path === '/$batch').length).toBeLessThanOrEqual(8)
  })

  it('shows the twelve largest departments, and the others as one', async () => {
    const users = [...people(60), person(60, 'D7'), person(61, 'D7')]
    const { departments } = await boardOver(withMail(), users).run.run()
    expect(departments).toHaveLength(13)
    expect(departments[0]?.name).toBe('D7')
    expect(departments.some(({ name }) => name === '')).toBe(true)
    expect(departments.at(-1)?.name).toBeNull()
    expect(departments.reduce((sum, { counts }) => sum + counts.none, 0)).toBe(62)
  })

  it('goes on where one user fails, and says why that one is not known', async () => {
    const { run } = boardOver((path) => (path.startsWith('/users/3?$select=id') ? { status: 404 } : withMail()(path)))
    const board = await run.run()
    expect(board).toMatchObject({ state: 'done', counts: { unknown: 1, none: 39 } })
    expect(run.rows.matching({ ...everyone, kinds: ['unknown'] })).toMatchObject([
      { userId: '3', error: { code: 'not_found' } },
    ])
  })

  it('keeps what it has when it is stopped', async () => {
    const { run, judge } = boardOver(withMail('encrypt'))
    judge.before = async () => {
      if (judge.asked.length === 20) run.stop()
    }
    const board = await run.run()
    expect(board).toMatchObject({ state: 'stopped', error: null, total: 40 })
    expect(board.done).toBeGreaterThan(0)
    expect(board.done).toBeLessThan(40)
    expect(run.rows.matching(everyone)).toHaveLength(board.done)
  })

  it('ends with what it has when mail may no longer be read, and says so', async () => {
    const desk = boardOver((path) => {
      const isDenied = desk.judge.asked.length > 12 && path.includes('/mailFolders/')
      return isDenied ? { status: 403, code: 'ErrorAccessDenied' } : withMail('encrypt')(path)
    })
    desk.judge.before = async () => {
      if (desk.judge.asked.length > 12) desk.tokens.roles = ['User.Read.All']
    }
    const board = await desk.run.run()
    expect(board).toMatchObject({
      state: 'stopped',
      error: { code: 'permission_missing', params: { roles: 'Mail.Read' } },
    })
    expect(board.done).toBeGreaterThan(0)
    expect(board.counts.unknown).toBe(0)
  })

  it('shows what the other sources know where mail could never be read', async () => {
    const desk = boardOver((path) =>
      path.includes('/mailFolders/') ? { status: 403, code: 'ErrorAccessDenied' } : withMail()(path),
    )
    desk.tokens.roles = ['User.Read.All']
    const board = await desk.run.run()
    expect(board).toMatchObject({ state: 'done', counts: { unknown: 40 } })
    expect(desk.run.rows.matching(everyone)[0]?.error?.code).toBe('permission_missing')
  })

  it('ends when the right to read users is gone', async () => {
    const { run } = boardOver(() => ({ status: 403, code: 'Authorization_RequestDenied' }))
    expect(await run.run()).toMatchObject({ state: 'stopped', done: 0, error: { code: 'permission_missing' } })
  })

  it('finds rows by kind, reason, department and any words of a name, whatever its case', async () => {
    const { run } = boardOver(byUser((id) => (id < 10 ? 'none' : 'encrypt')))
    await run.run()
    const ids = (query: object) => run.rows.matching({ ...everyone, ...query }).map(({ userId }) => userId)
    expect(ids({ kinds: ['unusable'] })).toHaveLength(10)
    expect(ids({ reasons: ['expired', 'weak'] })).toHaveLength(10)
    expect(ids({ department: 'D3' })).toEqual(['3', '23'])
    expect(ids({ department: '' })).toEqual(['0', '20'])
    expect(ids({ search: 'NORDWIND user12' })).toEqual(['12'])
    expect(ids({ search: 'nobody' })).toEqual([])
  })
})

describe('a row of the board', () => {
  const at = '2026-11-29T12:00:00.000Z'
  const row = (notAfter: string, more: object = {}) =>
    healthRow(person(1), {
      user: { id: '1', displayName: null, addresses: [] },
      at,
      milliseconds: 1,
      roundTrips: 2,
      sources: [],
      certificates: [judgedCertificate({ notAfter, ...more })],
      unread: [],
      verdict: 'encrypt',
    })

  it.each([
    ['2026-11-30T11:00:00.000Z', 'expiring', 0],
    ['2027-02-27T11:59:59.000Z', 'expiring', 89],
    ['2027-02-27T12:00:00.000Z', 'usable', 90],
  ])('ends %s: %s', (notAfter, kind, daysLeft) => {
    expect(row(notAfter)).toMatchObject({ kind, daysLeft, notAfter, source: 'signedMail', reasons: [] })
  })

  it('tells all that is wrong, each once', () => {
    const because = ['expired', 'addressOther', 'chainExpired', 'rootUntrusted', 'keyShort', 'contentAltered'] as const
    expect(row('2026-01-01T00:00:00.000Z', { use: 'none', because }).reasons).toEqual([
      'expired',
      'address',
      'issuer',
      'weak',
      'signature',
    ])
  })
})
