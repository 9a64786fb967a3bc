import { describe, expect, it } from 'vitest'
import type { DirectoryReader } from '../../../electron/directory/directory-api.ts'
import { TenantCertificates } from '../../../electron/smime/tenant-certificates.ts'
import type { HealthBoard } from '../../../shared/domain/certificates.ts'
import { AppError } from '../../../shared/ipc/errors.ts'
import { RecordingAudit } from '../../fakes/recording-audit.ts'
import { SilentLogger } from '../../fakes/silent-logger.ts'
import { lookupDesk, withMail } from './lookup-desk.ts'

const never = new AbortController().signal
const someone = {
  id: '7',
  displayName: 'Anna Berg',
  mail: 'anna@nordwind.example',
  department: null,
  userPrincipalName: 'a',
}
const read = {
  user: async (id: string) => {
    if (id !== '7') throw new AppError('not_found', { id })
    return someone
  },
  group: async () => ({ displayName: 'Vertrieb' }),
  exportBatch: async () => ({ generation: 1, total: 1, rows: [someone], next: null }),
} as unknown as DirectoryReader

const tenant = (...mail: readonly string[]) => {
  const desk = lookupDesk(withMail(...mail))
  const audit = new RecordingAudit()
  const boards: (HealthBoard | null)[] = []
  const certificates = new TenantCertificates({
    ...{ connectionId: 'c1', read, lookups: desk.lookups, judge: desk.judge, roots: () => [], clock: desk.clock },
    auditing: { audit, logger: new SilentLogger() },
    newId: () => `board ${boards.length}`,
    onBoard: (board) => boards.push(board),
  })
  return { ...desk, audit, boards, certificates }
}

describe('certificates of a tenant', () => {
  it('can be saved for some minutes after they were shown, and not longer', async () => {
    const { certificates, clock } = tenant('encrypt')
    const { certificates: shown } = await certificates.lookUp('7', never)
    const sha256 = shown[0]?.sha256 ?? ''
    await clock.advance(9 * 60_000)
    expect(certificates.shown(sha256).owner).toEqual({ userId: '7', mail: 'anna@nordwind.example' })
    await clock.advance(61_000)
    expect(() => certificates.shown(sha256)).toThrow('certificate_gone')
  })

  it('are looked up for nobody whom the directory does not know', async () => {
    const { certificates, requests, audit } = tenant('encrypt')
    await expect(certificates.lookUp('8', never)).rejects.toMatchObject({ code: 'not_found' })
    expect([requests, audit.entries]).toEqual([[], []])
  })

  it('are not looked up where that cannot be recorded', async () => {
    const { certificates, requests, audit } = tenant('encrypt')
    audit.faults.push(new AppError('disk_full'), new AppError('disk_full'))
    await expect(certificates.lookUp('7', never)).rejects.toMatchObject({ code: 'audit_unavailable' })
    await expect(certificates.startBoard({ of: 'all' })).rejects.toMatchObject({ code: 'audit_unavailable' })
    expect([requests, certificates.board()]).toEqual([[], null])
  })

  it('go with the session: what runs ends, and the pages hear that the board is gone', async () => {
    const { certificates, judge, boards, audit } = tenant('encrypt')
    const held = Promise.withResolvers<void>()
    const { certificates: shown } = await certificates.lookUp('7', never)
    judge.before = () => held.promise
    const looking = certificates.lookUp('7', never)
    await certificates.startBoard({ of: 'all' })
    await expect.poll(() => judge.asked.length).toBe(3)
    const closed = certificates.close()
    held.resolve()
    await closed
    await expect(looking).rejects.toMatchObject({ code: 'cancelled' })
    expect(boards.at(-1)).toBeNull()
    expect([certificates.board(), judge.isClosed]).toEqual([null, true])
    expect(() => certificates.shown(shown[0]?.sha256 ?? '')).toThrow('certificate_gone')
    expect(audit.entries.at(-1)).toMatchObject({
      action: 'certificateLookedUp',
      after: { ended: 'stopped', scope: 'all' },
    })
    await expect(certificates.startBoard({ of: 'all' })).rejects.toMatchObject({ code: 'cancelled' })
  })
})
