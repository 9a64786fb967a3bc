import type { certificateCalls } from '../../../shared/ipc/certificates.ts'
import type { Handlers } from '../../../shared/ipc/contract.ts'
import { AppError } from '../../../shared/ipc/errors.ts'
import type { ConnectionService } from '../../connection/connection-service.ts'
import type { TenantSession, TenantSessions } from '../../connection/tenant-session.ts'
import type { CertificateDesk } from '../../smime/certificate-desk.ts'
import type { CertificateSourceSettings } from '../../smime/source-settings.ts'
import type { Jobs } from '../jobs.ts'
import { unlessNone } from '../unless-none.ts'

export interface CertificateHandlerOptions {
  readonly desk: CertificateDesk
  readonly settings: CertificateSourceSettings
  readonly jobs: Jobs
}

/** Base64 of 10 million bytes, with its padding. */
const largest = 10_000_000

export const certificateHandlers = (
  sessions: Pick<TenantSessions, 'current' | 'read'>,
  connections: Pick<ConnectionService, 'usable' | 'active'>,
  { desk, settings, jobs }: CertificateHandlerOptions,
): Handlers<typeof certificateCalls> => {
  /** Refused before anything begins where nothing may be asked of the tenant, also where it was left meanwhile. */
  const usable = async (): Promise<TenantSession> => {
    connections.usable()
    const session = await sessions.current()
    if (connections.usable().id !== session.connectionId) throw new AppError('cancelled')
    return session
  }
  const active = () => connections.active().id
  return {
    'certificates.lookUp': ({ jobId, userId }) =>
      jobs.run(jobId, async (signal) => (await usable()).certificates.lookUp(userId, signal)),
    'certificates.cancel': ({ jobId }) => {
      jobs.cancel(jobId)
      return {}
    },
    'certificates.judge': async ({ content, userId }) => {
      const { certificates } = await (userId === null ? sessions.current() : usable())
      return certificates.judge(bytesOf(content), userId)
    },
    'certificates.save': async (wish) => ({ saved: await desk.save(await sessions.current(), wish) }),
    'certificates.settings': () => settings.shown(active()),
    'certificates.setSettings': (wish) => settings.set(active(), wish),
    'certificates.setLdapPassword': ({ password }) => settings.setPassword(active(), password),
    'certificates.addRoot': () => settings.addRoot(active()),
    'certificates.removeRoot': ({ sha256 }) => settings.removeRoot(active(), sha256),
    'certificates.startBoard': async ({ scope }) => ({ board: await (await usable()).certificates.startBoard(scope) }),
    'certificates.stopBoard': async () => {
      const { certificates } = await sessions.current()
      certificates.stopBoard()
      return {}
    },
    'certificates.board': async () => ({
      board: await unlessNone(sessions.read(async ({ certificates }) => certificates.board())),
    }),
    'certificates.boardRows': async ({ query, offset, limit }) => {
      const rows = await sessions.read(async ({ certificates }) => certificates.boardRows(query))
      return { total: rows.length, rows: rows.slice(offset, offset + limit) }
    },
    'certificates.exportBoard': async ({ query }) => ({
      written: await desk.exportBoard(await sessions.current(), query),
    }),
  }
}

const bytesOf = (content: string): Uint8Array => {
  const bytes = Buffer.from(content, 'base64')
  if (bytes.length > largest) throw new AppError('validation', { field: 'content', problem: '> 10 MB' })
  return bytes
}
