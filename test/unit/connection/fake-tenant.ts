import type { Credential } from '../../../electron/cloud/credential.ts'
import type { Access, Registration } from '../../../electron/connection/access.ts'
import type { AppError } from '../../../shared/ipc/errors.ts'

export const fakeTenantId = '0d9c1f7a-3b42-4a0e-b6d1-52e8a7c0f913'

/** A tenant as far as a connection needs it: who it is, what it grants, and which call it refuses. */
export class FakeTenant {
  id = fakeTenantId
  roles: readonly string[] = ['User.Read.All', 'GroupMember.Read.All']
  refuse: { readonly path: RegExp; readonly error: AppError } | null = null
  /** Sign-ins are not answered before. */
  answers: Promise<void> = Promise.resolve()
  readonly used: { readonly registration: Registration; readonly credential: Credential }[] = []

  access = (registration: Registration, credential: Credential): Access => {
    this.used.push({ registration, credential })
    const graph = { get: (path: string) => this.#answer(path) }
    const tokens = {
      acquire: async () => {
        await this.answers
        this.#check('/token')
        return { token: 'planted-token', expiresAt: '', roles: this.roles, tenantId: this.id, applicationId: '' }
      },
    }
    return { tokens, graph, use: () => undefined } as unknown as Access
  }

  async #answer(path: string): Promise<unknown> {
    this.#check(path)
    const verifiedDomains = [{ name: 'nordwind.example', isDefault: true }]
    return {
      value: path.startsWith('/organization') ? [{ id: this.id, displayName: 'Nordwind', verifiedDomains }] : [],
    }
  }

  #check(path: string): void {
    if (this.refuse?.path.test(path)) throw this.refuse.error
  }
}
