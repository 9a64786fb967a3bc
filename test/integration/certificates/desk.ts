import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Machine } from '../../../electron/composition.ts'
import type { ChainedRecord } from '../../../shared/domain/audit.ts'
import type { CertificateLookup, HealthBoard, HealthRow } from '../../../shared/domain/certificates.ts'
import { everything } from '../../fakes/audit-filter.ts'
import type { MailFate } from '../../tenant/mail/fates.ts'
import { startTenant, type Tenant, type TenantFacts, type TenantOptions } from '../../tenant/start.ts'
import { newProfile, type Profile, type RunningProgram, startProgram } from '../connection/program.ts'

export const everyone = { search: '', kinds: [], reasons: [], department: null }
let jobs = 0

/** The tests' own time limit ends it. */
const until = async (isSo: () => Promise<boolean>): Promise<void> => {
  while (!(await isSo())) await sleep(20)
}

/** With which everything works. */
export const roles = ['User.Read.All', 'GroupMember.Read.All', 'Mail.Read']

/** A tenant whose people sign, and the program connected to it; `end` takes both away. */
export const connectedDesk = async (options: Pick<TenantOptions, 'users' | 'groups' | 'memberships'>) => {
  const tenant = await startTenant({ ...options, roles, cloud: 'global', realNames: true })
  const desk = new CertificateDeskDriver([tenant])
  await desk.start()
  await desk.connect(tenant)
  const end = async () => {
    await desk.stop()
    desk.profile.remove()
    await tenant.close()
  }
  return { tenant, desk, end }
}

/** The whole program, connected to a simulated tenant and synchronised, with the tenant's root trusted. */
export class CertificateDeskDriver {
  readonly profile: Profile
  readonly #tenants: readonly TenantFacts[]
  program!: RunningProgram
  /** What the system's dialogs answer. */
  picked: { readonly name: string; readonly bytes: Uint8Array }[] = []
  /** Where the last file was saved. */
  saved: string | null = null

  constructor(tenants: readonly TenantFacts[], profile = newProfile()) {
    this.#tenants = tenants
    this.profile = profile
  }

  async start(machine: Partial<Machine> = {}): Promise<void> {
    this.program = await startProgram(this.profile, this.#tenants, {
      picker: { pick: async () => this.picked },
      fileTarget: {
        choose: async ({ name }) => {
          this.saved = join(this.profile.folder, name)
          return this.saved
        },
      },
      ...machine,
    })
  }

  async connect({ tenantId, clientId, clientSecret, cloud, mailRootPem }: TenantFacts): Promise<string> {
    const credential = { from: 'paste', text: clientSecret } as const
    const { id } = await this.program.request('connection.testAndSave', { tenantId, clientId, cloud, credential })
    await until(async () => (await this.program.request('sync.status', {})).progress === null)
    this.picked = [{ name: 'root.pem', bytes: Buffer.from(mailRootPem) }]
    await this.program.request('certificates.addRoot', {})
    return id
  }

  lookUp(userId: string): Promise<CertificateLookup> {
    return this.program.request('certificates.lookUp', { jobId: `lookup-${++jobs}`, userId })
  }

  refusal(userId: string): Promise<string> {
    return this.program.code('certificates.lookUp', { jobId: `lookup-${++jobs}`, userId })
  }

  async board(scope: { of: 'all' } | { of: 'group'; groupId: string } = { of: 'all' }): Promise<HealthBoard> {
    await this.program.request('certificates.startBoard', { scope })
    return this.ended()
  }

  /** The board, once it does not run any more. */
  async ended(): Promise<HealthBoard> {
    const shown = async () => (await this.program.request('certificates.board', {})).board
    await until(async () => (await shown())?.state !== 'running')
    const board = await shown()
    if (board === null) throw new Error('There is no board')
    return board
  }

  async rows(query: Partial<typeof everyone> & { kinds?: HealthRow['kind'][] } = {}): Promise<readonly HealthRow[]> {
    const asked = { query: { ...everyone, ...query }, offset: 0, limit: 200 }
    return (await this.program.request('certificates.boardRows', asked)).rows
  }

  /** Oldest first, attempts included, of what has to do with certificates. */
  async records(): Promise<readonly ChainedRecord[]> {
    const filter = { ...everything, attempts: 'all' as const }
    const { rows } = await this.program.request('audit.list', { filter, offset: 0, limit: 200 })
    return rows.toReversed()
  }

  text(): string {
    return this.saved === null ? '' : readFileSync(this.saved, 'utf8')
  }

  async stop(): Promise<void> {
    await this.program.stop()
  }
}

export const somebody = (tenant: Tenant, fate: MailFate): { readonly id: string; readonly mail: string } => {
  const [found] = tenant.controls.mail.find(fate)
  if (found === undefined) throw new Error(`Nobody is ${fate}`)
  return found
}

/** Requests to Graph since the log was cleared that were answered: neither those of signing in, nor those within a batch. */
export const asked = ({ log }: Tenant): string[] =>
  log.records
    .filter(({ path, inBatch }) => path.startsWith('/v1.0/') && !inBatch)
    .map(({ method, path }) => `${method} ${path}`)
