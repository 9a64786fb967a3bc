import { expect, it } from 'vitest'
import { pendingOfRun } from '../../../../renderer/features/sync/pending-view.ts'
import { RequestError } from '../../../../renderer/ipc/client.ts'
import type { PendingChanges } from '../../../../shared/domain/change.ts'

const counts = { usersAdded: 0, usersRemoved: 90, usersChanged: 0, groupsAdded: 0, groupsRemoved: 0, groupsChanged: 0 }
const held: PendingChanges = {
  runId: 'r',
  at: '2026-01-02T03:04:05.000Z',
  held: true,
  beyondGuard: true,
  counts: { ...counts, gained: 0, lost: 0 },
}
const other = { ...held, runId: 'other' }
const error = new RequestError({ code: 'disk_failed', message: 'no', params: {}, reference: 'ref' })

it.each([
  ['is there', held, { data: { pending: held } }],
  ['is there while it is read again', held, { data: { pending: held }, loading: true }],
  ['is there although it could not be read again', held, { data: { pending: held }, error }],
  ['is gone when nothing is kept', null, { data: { pending: null } }],
  ['is gone when another run took its place', null, { data: { pending: other } }],
  ['is not known before it is read', undefined, { loading: true }],
  ['is not known when it could not be read', undefined, { error }],
  ['is not known by an answer of before it was held', undefined, { data: { pending: null }, loading: true }],
  ['is not known by one that could not be read again', undefined, { data: { pending: other }, error }],
])('what a held run would change %s', (_, expected, state) => {
  expect(pendingOfRun({ runId: 'r' }, { data: undefined, error: undefined, loading: false, ...state })).toEqual(
    expected,
  )
})
