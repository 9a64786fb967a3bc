import type { CertificateDescription } from './describe.ts'
import { makePki, type Pki } from './pki.ts'
import type { Issued, Workshop } from './workshop.ts'

/** One certificate or message, with all that is needed to judge it. */
export interface CorpusItem {
  /** Says what is special about it; no two are the same. */
  readonly name: string
  /** `cms`: a container of certificates without a message. */
  readonly kind: 'certificate' | 'cms' | 'message'
  /** The certificate's DER, the container (DER; one of them PEM) or the message as RFC 5322. */
  readonly bytes: Uint8Array
  /** DER of the certificate it is about: itself, or that of the message's first signer; null where there is none. */
  readonly certificate: Uint8Array | null
  /** DER of issuers known beside it. For a message only those that are not in it, which are none for most. */
  readonly companions: readonly Uint8Array[]
  /** DER of the trusted roots. */
  readonly roots: readonly Uint8Array[]
  /** Of the user who is said to hold it. */
  readonly addresses: readonly string[]
  /** When it is to be judged. */
  readonly at: Date
}

export const holder = 'anna.mueller@nordwind.example'

/** Makes the items of the corpus. */
export class Bench {
  readonly workshop: Workshop
  readonly pki: Pki
  readonly items: CorpusItem[] = []
  #issuers = 0

  constructor(workshop: Workshop) {
    this.workshop = workshop
    this.pki = makePki(workshop)
  }

  /** Anna's, by the intermediate, unless it is told otherwise. */
  leaf(description: CertificateDescription = {}, issuer: Issued | null = this.pki.intermediate): Issued {
    return this.workshop.issue({ name: 'Anna Müller', emails: [holder], ...description }, issuer)
  }

  /** With a key of its own. */
  issuer(description: CertificateDescription, above: Issued = this.pki.root): Issued {
    this.#issuers += 1
    const key = this.workshop.key('p256', `issuer-${this.#issuers}`)
    return this.workshop.issue(
      { name: `Issuer ${this.#issuers}`, authority: true, until: 1_000, key, ...description },
      above,
    )
  }

  /** With everything between it and the root beside it. */
  certificate(name: string, issued: Issued, more: Partial<CorpusItem> = {}): void {
    const companions = more.companions ?? between(issued)
    this.#add({ name, kind: 'certificate', bytes: issued.der, certificate: issued.der, companions }, more)
  }

  message(name: string, bytes: Uint8Array, signer: Issued | null, more: Partial<CorpusItem> = {}): void {
    this.#add({ name, kind: 'message', bytes, certificate: signer?.der ?? null, companions: [] }, more)
  }

  cms(name: string, bytes: Uint8Array, about: Issued): void {
    this.#add({ name, kind: 'cms', bytes, certificate: about.der, companions: between(about) }, {})
  }

  #add(item: Omit<CorpusItem, 'roots' | 'addresses' | 'at'>, more: Partial<CorpusItem>): void {
    if (this.items.some(({ name }) => name === item.name)) throw new RangeError(`Two items named ${item.name}`)
    this.items.push({ roots: [this.pki.root.der], addresses: [holder], at: this.workshop.at, ...item, ...more })
  }
}

/** The issuers of a certificate, without the one that signed itself. */
const between = ({ issuer }: Issued): readonly Uint8Array[] =>
  issuer === null || issuer.issuer === null ? [] : [issuer.der, ...between(issuer)]
