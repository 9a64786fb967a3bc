import { basename } from 'node:path'
import { Readable } from 'node:stream'
import type { Flat } from '../../shared/domain/audit.ts'
import type { HealthQuery } from '../../shared/ipc/certificates.ts'
import type { Input, Output } from '../../shared/ipc/contract.ts'
import { type Auditing, audited } from '../audit/audited.ts'
import { csvText } from '../export/texts.ts'
import { writeWhole } from '../export/write-file.ts'
import type { Clock, FileTarget } from '../ports.ts'
import { boardTable } from './board/board-table.ts'
import { type CertificateFormat, certificateFile } from './certificate-file.ts'
import type { TenantCertificates } from './tenant-certificates.ts'

interface Needs {
  readonly auditing: Auditing
  readonly target: FileTarget
  readonly titles: () => { readonly saveSmime: string; readonly saveBoard: string }
  readonly clock: Clock
}

type Tenant = { readonly connectionId: string; readonly certificates: TenantCertificates }

/** What leaves memory, because an administrator chose so: a certificate, or the list of a board. */
export class CertificateDesk {
  readonly #needs: Needs

  constructor(needs: Needs) {
    this.#needs = needs
  }

  /** @throws AppError certificate_gone; disk_full, file_unwritable; audit_unavailable */
  async save(
    { connectionId, certificates }: Tenant,
    { sha256, format }: Input<'certificates.save'>,
  ): Promise<Output<'certificates.save'>['saved']> {
    const { owner } = certificates.shown(sha256)
    // Named after the user, not after what the certificate says: the name goes into the audit.
    const name = `${fileName(owner?.mail ?? 'certificate')}.${format}`
    const title = this.#needs.titles().saveSmime
    const file = await this.#needs.target.choose({ title, name, extension: format })
    if (file === null) return null
    const after = { what: 'smimeCertificate', format, name: basename(file), ...ownerFacts(owner) }
    await this.#recorded(connectionId, after, async () => {
      // The dialog may have stood open for longer than it is kept.
      await writeWhole(file, contentOf(certificates, sha256, format), new AbortController().signal)
    })
    return { name: basename(file) }
  }

  /** @throws AppError disk_full, file_unwritable; audit_unavailable */
  async exportBoard(
    { connectionId, certificates }: Tenant,
    query: HealthQuery,
  ): Promise<Output<'certificates.exportBoard'>['written']> {
    const { titles, target, clock } = this.#needs
    const name = `tenantry-certificates-${clock.now().toISOString().slice(0, 10)}.csv`
    const file = await target.choose({ title: titles().saveBoard, name, extension: 'csv' })
    if (file === null) return null
    const rows = certificates.boardRows(query)
    const after = { what: 'certificateBoard', format: 'csv', name: basename(file), rows: rows.length }
    await this.#recorded(connectionId, after, async () => {
      await writeWhole(file, Readable.from(csvText(boardTable(rows))), new AbortController().signal)
    })
    return { name: basename(file), rows: rows.length }
  }

  async #recorded(connectionId: string, after: Flat, work: () => Promise<void>): Promise<void> {
    const planned = { action: 'exportMade', connectionId, before: null, after } as const
    await audited(this.#needs.auditing, planned, async () => ({ value: await work() }))
  }
}

const ownerFacts = (owner: { readonly userId: string; readonly mail: string } | null): Flat =>
  owner === null ? {} : { userId: owner.userId, mail: owner.mail }

const contentOf = (certificates: TenantCertificates, sha256: string, format: CertificateFormat): Readable =>
  Readable.from([certificateFile(certificates.shown(sha256), format)])

/** Of what every system takes in a file's name. */
const fileName = (text: string): string => text.replaceAll(/[^\p{L}\p{N}@._+-]/gu, '_').slice(0, 100)
