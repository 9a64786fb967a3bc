import type { UnreadMaterial } from '../../../shared/domain/certificates.ts'
import { type ParsedCertificate, parseCertificate } from '../certificate.ts'
import type { Material, ReadCertificate, ReadMaterial } from '../material.ts'
import { readBer, walkThrough } from './ber.ts'
import { attempt, Budget, limits, ReadProblem } from './budget.ts'
import { readSignedData } from './cms.ts'
import { type Role, type Roles, rolesOfBundle, rolesOfSigned, signedContent } from './container.ts'
import { type Piece, piecesOf } from './content.ts'
import { type SignedPart, signedParts } from './message.ts'
import { readSigner } from './signer.ts'

/** What one piece of material gave; problems beside it concern parts of it alone. */
interface Gathered {
  readonly certificates: readonly ReadCertificate[]
  readonly problems: readonly ReadProblem[]
}

/** One material's reading: its budget, and the problems met on the way. */
class Reading {
  readonly #material: Material
  readonly #budget = new Budget()
  readonly #problems: ReadProblem[] = []

  constructor(material: Material) {
    this.#material = material
  }

  gather(): Gathered {
    const found = attempt(() => this.#readAll(), this.#problems)
    return { certificates: found.flat(), problems: this.#problems }
  }

  #readAll(): readonly ReadCertificate[] {
    const { kind, bytes } = this.#material
    if (bytes.length > limits.bytes) throw new ReadProblem('tooLarge')
    if (kind === 'message') return this.#message(bytes)
    const pieces = piecesOf(bytes, this.#budget)
    const single = pieces.filter((piece) => piece.kind === 'certificate').map((piece) => piece.bytes)
    return [...this.#bundle(single, null), ...pieces.flatMap((piece) => this.#piece(piece))]
  }

  #piece({ kind, bytes }: Piece): readonly ReadCertificate[] {
    if (kind === 'message') return attempt(() => this.#message(bytes), this.#problems).flat()
    if (kind === 'certificate') return []
    const part = { container: bytes, content: null, from: [], date: null }
    return attempt(() => this.#container(part, false), this.#problems).flat()
  }

  #message(bytes: Uint8Array): readonly ReadCertificate[] {
    // Messages that somebody forwarded are other people's: for a file it is asked what is in it, for a user it is not.
    const parts = signedParts(bytes, this.#material.source === 'file', this.#budget, this.#problems)
    return parts.flatMap((part) => attempt(() => this.#container(part, true), this.#problems).flat())
  }

  #container(part: SignedPart, message: boolean): readonly ReadCertificate[] {
    const signed = readSignedData(part.container, this.#budget)
    if (signed.signers.length === 0) {
      // A message that only carries certificates proves nothing of its sender.
      if (message && this.#material.source !== 'file') throw new ReadProblem('unsigned')
      if (signed.certificates.length === 0) throw new ReadProblem('noCertificates')
      return this.#bundle(signed.certificates, part.date)
    }
    const before = this.#problems.length
    const certificates = this.#parse(signed.certificates)
    const allRead = this.#problems.length === before
    const signers = signed.signers.flatMap((each) => attempt(() => readSigner(each, this.#budget), this.#problems))
    const content = signedContent(signed.contentType, part.content ?? signed.content, this.#budget)
    const held = { content, message: message || this.#material.source === 'signedMail', from: part.from }
    const { roles, signerMissing }: Roles = rolesOfSigned(signers, certificates, held)
    // The signer's may be among those that could not be read, which is said already.
    if (signerMissing && allRead) this.#problems.push(new ReadProblem('noCertificates'))
    return roles.map((role) => this.#read(role, part.date))
  }

  #bundle(ders: readonly Uint8Array[], date: string | null): readonly ReadCertificate[] {
    return rolesOfBundle(this.#parse(ders)).map((role) => this.#read(role, date))
  }

  /** Each once. One that cannot be read is reported, and the others stay. */
  #parse(ders: readonly Uint8Array[]): readonly ParsedCertificate[] {
    const parsed = ders.flatMap((der) => attempt(() => this.#certificate(der), this.#problems))
    return [...new Map(parsed.map((certificate) => [certificate.sha256, certificate])).values()]
  }

  #certificate(der: Uint8Array): ParsedCertificate {
    // OpenSSL's trusted certificates have remarks behind them.
    const element = readBer(der, this.#budget)
    this.#budget.spend('certificateBytes', element.bytes.length)
    this.#budget.spend('certificateElements', walkThrough(element, this.#budget))
    return parseCertificate(element.bytes)
  }

  #read({ certificate, ...role }: Role, date: string | null): ReadCertificate {
    const { source, messageAt } = this.#material
    return { der: certificate.der, source, messageAt: messageAt ?? date, ...role }
  }
}

/** The same problem is said once for each material, however many parts of it have it. */
const unreadOf = (source: Material['source'], problems: readonly ReadProblem[]): readonly UnreadMaterial[] => {
  const different = new Map(problems.map((each) => [JSON.stringify([each.problem, each.params]), each]))
  return [...different.values()].map(({ problem, params }) => ({ source, problem, params }))
}

/**
 * Certificates of whatever a source or a file delivered, and what could not be read of it. It never throws, whatever
 * the bytes are, and what it costs is bounded by `limits`.
 */
export const readMaterial = (materials: readonly Material[]): ReadMaterial => {
  const all = materials.map((material) => ({ source: material.source, ...new Reading(material).gather() }))
  return {
    certificates: all.flatMap(({ certificates }) => certificates),
    unread: all.flatMap(({ source, problems }) => unreadOf(source, problems)),
  }
}
