import { randomUUID } from 'node:crypto'
import { getCACertificates } from 'node:tls'
import type { Connection } from '../shared/domain/connection.ts'
import { menuText } from '../shared/text/menu.ts'
import type { Auditing } from './audit/audited.ts'
import { extraRoots } from './cloud/cloud-override.ts'
import type { Machine } from './composition.ts'
import type { ConnectionService } from './connection/connection-service.ts'
import type { DirectoryReader } from './directory/directory-api.ts'
import type { CertificateHandlerOptions } from './ipc/handlers/certificates.ts'
import { Jobs } from './ipc/jobs.ts'
import { CertificateDesk } from './smime/certificate-desk.ts'
import { ThreadJudge } from './smime/judge.ts'
import { Lookups } from './smime/lookups.ts'
import { MailboxGate } from './smime/mailbox-gate.ts'
import { Revocation } from './smime/revocation/revocation.ts'
import { RevocationJudge } from './smime/revocation/revocation-judge.ts'
import { CertificateSettingsFile } from './smime/settings-file.ts'
import { CertificateSourceSettings } from './smime/source-settings.ts'
import { LdapSource } from './smime/sources/ldap.ts'
import { ProfileSource } from './smime/sources/profile.ts'
import { SignedMailSource } from './smime/sources/signed-mail.ts'
import { TenantCertificates } from './smime/tenant-certificates.ts'
import type { Vault } from './vault/vault.ts'

interface CertificateParts {
  readonly vault: Vault
  readonly connections: Pick<ConnectionService, 'graph'>
  readonly auditing: Auditing
}

/** Where certificates of people are looked for, and what of them is in memory while a tenant is open. */
export const composeCertificates = (
  machine: Machine,
  { vault, connections, auditing }: CertificateParts,
): {
  readonly handlers: CertificateHandlerOptions
  readonly settings: CertificateSourceSettings
  /** What belongs to the session of one connection. */
  readonly of: (connection: Connection, read: DirectoryReader) => TenantCertificates
} => {
  const { clock, picker, preferences, fileTarget } = machine
  const titles = () => menuText(preferences.language())
  const settings = new CertificateSourceSettings({
    file: new CertificateSettingsFile(machine.settings),
    vault,
    picker,
    pickerTitle: () => titles().chooseRoot,
    auditing,
  })
  return {
    settings,
    handlers: {
      settings,
      desk: new CertificateDesk({ auditing, target: fileTarget, titles, clock }),
      jobs: new Jobs(),
    },
    of: ({ id }, read) => {
      const kept = () => settings.kept(id)
      const roots = () => kept().roots.map(({ der }) => Buffer.from(der, 'base64'))
      const judge = new RevocationJudge({
        judge: new ThreadJudge({ script: machine.judgeScript }),
        revocation: new Revocation({ fetch: machine.revocationFetch, clock }),
        on: () => kept().revocation,
      })
      const gate = new MailboxGate()
      const sources = {
        profile: new ProfileSource(),
        signedMail: new SignedMailSource({ gate, scan: () => kept().scan }),
        ldap: new LdapSource({
          access: () => settings.ldap(id),
          authorities: () => [...getCACertificates('system'), ...extraRoots(machine.cloudOverride)],
        }),
      }
      const graph = () => connections.graph(id)
      const lookups = new Lookups({ graph, judge, gate, sources, order: () => kept().sources, roots, clock })
      return new TenantCertificates({
        ...{ connectionId: id, read, lookups, judge, roots, clock, auditing },
        newId: randomUUID,
        onBoard: (board) => machine.emit('certificates.board', { board }),
      })
    },
  }
}
