import { isDeepStrictEqual } from 'node:util'
import type { Flat } from '../../shared/domain/audit.ts'
import type { CertificateSettings } from '../../shared/ipc/certificates.ts'
import type { Input } from '../../shared/ipc/contract.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import { type Auditing, audited } from '../audit/audited.ts'
import type { FilePicker } from '../ports.ts'
import type { Vault } from '../vault/vault.ts'
import { readRoots } from './roots.ts'
import { type CertificateSettingsFile, isWhole, type KeptSettings } from './settings-file.ts'
import type { LdapAccess } from './sources/ldap.ts'

interface Needs {
  readonly file: CertificateSettingsFile
  readonly vault: Vault
  readonly picker: FilePicker
  readonly pickerTitle: () => string
  readonly auditing: Auditing
}

const passwordName = (connectionId: string): string => `ldap-${connectionId}`

/** What an administrator says about where certificates are looked for, for one connection. Every change is recorded. */
export class CertificateSourceSettings {
  readonly #needs: Needs

  constructor(needs: Needs) {
    this.#needs = needs
  }

  shown(connectionId: string): CertificateSettings {
    const kept = this.#needs.file.get(connectionId)
    return { ...kept, roots: kept.roots.map(({ der, ...root }) => root) }
  }

  kept(connectionId: string): KeptSettings {
    return this.#needs.file.get(connectionId)
  }

  /** Null while no server is entered. @throws AppError of the keychain */
  async ldap(connectionId: string): Promise<LdapAccess | null> {
    const { url, baseDn, bindDn, hasPassword } = this.kept(connectionId).ldap
    if (url === null) return null
    const password = hasPassword ? await this.#needs.vault.get(passwordName(connectionId)) : null
    return { url, baseDn, bindDn, password: password ?? '' }
  }

  /** @throws AppError validation, audit_unavailable */
  async set(connectionId: string, wish: Input<'certificates.setSettings'>): Promise<CertificateSettings> {
    const former = this.kept(connectionId)
    if (!isWhole(wish.sources)) throw new AppError('validation', { field: 'sources', problem: 'each of them once' })
    const url = wish.ldap.url === null ? null : ldapUrl(wish.ldap.url)
    const changed = {
      ...wish,
      sources: [...wish.sources],
      ldap: { ...wish.ldap, url, hasPassword: former.ldap.hasPassword },
    }
    const next: KeptSettings = { ...former, ...changed }
    if (isDeepStrictEqual(next, former)) return this.shown(connectionId)
    return this.#changed(connectionId, factsOf(former), async () => {
      this.#needs.file.change(connectionId, changed)
      return factsOf(next)
    })
  }

  /** Listed before it is kept, and until it is gone: so none is ever in the keychain that nothing lists. */
  async setPassword(connectionId: string, password: string | null): Promise<CertificateSettings> {
    const { vault } = this.#needs
    const before = { ldapPassword: this.kept(connectionId).ldap.hasPassword }
    if (password === null && !before.ldapPassword) return this.shown(connectionId)
    return this.#changed(connectionId, before, async () => {
      if (password === null) await this.#forgetPassword(connectionId)
      else {
        this.#notePassword(connectionId, true)
        await vault.set(passwordName(connectionId), password)
      }
      return { ldapPassword: password !== null }
    })
  }

  /** @throws AppError root_unfit, file_unreadable, audit_unavailable */
  async addRoot(connectionId: string): Promise<CertificateSettings> {
    const { picker, pickerTitle, file } = this.#needs
    const chosen = await picker.pick({ title: pickerTitle() })
    const roots = (chosen ?? []).flatMap(readRoots)
    const known = this.kept(connectionId).roots
    const added = roots.filter(
      ({ sha256 }, index) => ![...known, ...roots.slice(0, index)].some((one) => one.sha256 === sha256),
    )
    if (added.length === 0) return this.shown(connectionId)
    return this.#changed(connectionId, rootFacts(known), async () => {
      const { roots: changed } = file.change(connectionId, { roots: [...this.kept(connectionId).roots, ...added] })
      return rootFacts(changed)
    })
  }

  async removeRoot(connectionId: string, sha256: string): Promise<CertificateSettings> {
    const known = this.kept(connectionId).roots
    const roots = known.filter((root) => root.sha256 !== sha256)
    if (roots.length === known.length) return this.shown(connectionId)
    return this.#changed(connectionId, rootFacts(known), async () => {
      this.#needs.file.change(connectionId, { roots })
      return rootFacts(roots)
    })
  }

  /** The connection keeps no secret from now on. */
  async leave(connectionId: string): Promise<void> {
    if (this.kept(connectionId).ldap.hasPassword) await this.#forgetPassword(connectionId)
  }

  /** The connection is removed. */
  async forget(connectionId: string): Promise<void> {
    await this.leave(connectionId)
    this.#needs.file.forget(connectionId)
  }

  async #forgetPassword(connectionId: string): Promise<void> {
    await this.#needs.vault.delete(passwordName(connectionId))
    this.#notePassword(connectionId, false)
  }

  #notePassword(connectionId: string, hasPassword: boolean): void {
    const { ldap } = this.kept(connectionId)
    this.#needs.file.change(connectionId, { ldap: { ...ldap, hasPassword } })
  }

  #changed(connectionId: string, before: Flat, change: () => Promise<Flat>): Promise<CertificateSettings> {
    const planned = { action: 'settingsChanged', connectionId, before } as const
    return audited(this.#needs.auditing, planned, async () => {
      const after = await change()
      return { value: this.shown(connectionId), after }
    })
  }
}

/** Over TLS and nothing else. */
const ldapUrl = (text: string): string => {
  const url = URL.canParse(text) ? new URL(text) : null
  const isPlain = url !== null && url.username === '' && url.password === '' && ['', '/'].includes(url.pathname)
  if (url?.protocol !== 'ldaps:' || url.hostname === '' || !isPlain)
    throw new AppError('validation', { field: 'ldap.url', problem: 'ldaps://host[:port]' })
  return `ldaps://${url.host}`
}

const factsOf = ({ sources, scan, ldap, revocation }: KeptSettings): Flat => ({
  certificateSources: sources.filter(({ on }) => on).map(({ source }) => source),
  mailScan: scan,
  ldapUrl: ldap.url,
  ldapBaseDn: ldap.baseDn,
  ldapBindDn: ldap.bindDn,
  revocation,
})

const rootFacts = (roots: KeptSettings['roots']): Flat => ({
  trustedRoots: roots.map(({ subject, sha256 }) => `${subject} (${sha256})`),
})
