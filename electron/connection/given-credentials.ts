import type { CredentialInput } from '../../shared/ipc/connection.ts'
import { type CertificateCredential, type Credential, summaryOf } from '../cloud/credential.ts'
import type { Clock, FilePicker } from '../ports.ts'
import { ChosenFiles } from './chosen-files.ts'
import { readCredential } from './credential-reader.ts'

interface Needs {
  readonly picker: FilePicker
  readonly pickerTitle: () => string
  readonly clock: Clock
  readonly newId: () => string
  /** The one that the active connection signs in with. */
  readonly stored: () => Promise<Credential>
}

/** Credentials on their way in: pasted, chosen as files or made here, before anything has signed in with them. */
export class GivenCredentials {
  readonly #needs: Needs
  readonly #files: ChosenFiles

  constructor(needs: Needs) {
    this.#needs = needs
    this.#files = new ChosenFiles(needs.newId)
  }

  /** Null when the administrator cancels. */
  async choose(): Promise<{ readonly files: readonly { readonly handle: string; readonly name: string }[] } | null> {
    const picked = await this.#needs.picker.pick({ title: this.#needs.pickerTitle() })
    return picked === null ? null : { files: picked.slice(0, 2).map((file) => this.#files.keep(file)) }
  }

  /** A certificate made here waits like a chosen file, until a connection signs in with it. */
  keepMade(certificate: CertificateCredential): string {
    const text = `${certificate.certificatePem}\n${certificate.privateKeyPem}`
    return this.#files.keep({ name: `${certificate.thumbprint}.pem`, bytes: new TextEncoder().encode(text) }).handle
  }

  /** @throws AppError validation, credential_*; not_connected where there is none that is stored */
  async read(input: CredentialInput): Promise<Credential> {
    if (input.from === 'stored') return this.#needs.stored()
    const parts = input.from === 'paste' ? [input.text] : input.handles.map((handle) => this.#files.bytes(handle))
    return readCredential(parts, input.passphrase, this.#needs.clock.now())
  }

  async inspect(input: CredentialInput) {
    return summaryOf(await this.read(input))
  }

  forget(): void {
    this.#files.forget()
  }
}
