import { z } from 'zod'
import type { Credential } from '../mail/authority.ts'
import { type MailFate, mailFates } from '../mail/fates.ts'
import type { MailGate } from '../mail/gate.ts'
import { folders, letterOf } from '../mail/letter.ts'
import type { Mailboxes } from '../mail/mailboxes.ts'
import { makeSpecialMail, specialties } from '../mail/special.ts'
import type { Directory } from '../model/directory.ts'
import type { Ref } from '../model/ids.ts'

const given = z.strictObject({
  user: z.string(),
  /** RFC 5322, base64. */
  mime: z.base64(),
  folder: z.enum(folders).optional(),
  /** When it was sent (ISO 8601); its own Date when left out. */
  at: z.iso.datetime().optional(),
  /** What its content type says when left out. */
  messageClass: z.string().optional(),
})
export type GivenLetter = Omit<z.infer<typeof given>, 'mime'> & { readonly mime: Uint8Array }

const fated = z.strictObject({ user: z.string(), fate: z.enum(mailFates) })
const wanted = z.strictObject({ fate: z.enum(mailFates), count: z.number().int().min(1).max(1_000).default(1) })
const attributes = z.strictObject({
  user: z.string(),
  userCertificate: z.array(z.base64()).default([]),
  userSMIMECertificate: z.array(z.base64()).default([]),
})

/** What tests do to mailboxes. Users are named by their ids; unknown ones throw RangeError. */
export class MailControls {
  readonly #directory: Directory
  readonly #mailboxes: Mailboxes
  readonly #gate: MailGate

  constructor(directory: Directory, mailboxes: Mailboxes, gate: MailGate) {
    this.#directory = directory
    this.#mailboxes = mailboxes
    this.#gate = gate
  }

  /** The most requests at once that each mailbox has seen, by the user's id, and how many were one too many. */
  get traffic(): { readonly highest: Readonly<Record<string, number>>; readonly refused: number } {
    return { highest: this.#gate.highest, refused: this.#gate.refused }
  }

  /** The root under which most people's certificates are, PEM. */
  get rootPem(): string {
    return this.#mailboxes.authority.rootPem
  }

  resetTraffic(): void {
    this.#gate.reset()
  }

  /** Puts a message into Sent Items, or another folder. */
  put({ user, mime, folder, at, messageClass }: GivenLetter): void {
    const letter = letterOf(mime, {
      ...(folder === undefined ? {} : { folder }),
      ...(at === undefined ? {} : { at: new Date(at) }),
      ...(messageClass === undefined ? {} : { messageClass }),
    })
    this.#mailboxes.put(this.#find(user), letter)
  }

  /** Leaves nothing in the mailbox. */
  empty(user: string): void {
    this.#mailboxes.empty(this.#find(user))
  }

  fateOf(user: string): MailFate {
    return this.#mailboxes.fate(this.#find(user))
  }

  setFate(user: string, fate: MailFate): void {
    this.#mailboxes.setFate(this.#find(user), fate)
  }

  /** The first people to whom this happened. */
  find(fate: MailFate, count = 1): readonly { readonly id: string; readonly mail: string }[] {
    return this.#mailboxes.find(fate, count).map(({ id, mail }) => ({ id, mail: mail ?? '' }))
  }

  /** The certificate with which somebody signs. */
  credentialOf(user: string): Pick<Credential, 'certificate' | 'chain'> {
    const { certificate, chain } = this.#mailboxes.credential(this.#find(user))
    return { certificate, chain }
  }

  /** Mail by the openssl command in the Sent Items of the first people who qualify, one specialty each; see special.ts. */
  putSpecial(): readonly { readonly name: string; readonly user: string; readonly mail: string }[] {
    const people = this.#directory.firstLicensed(specialties)
    return makeSpecialMail(this.#mailboxes.authority, people).map(({ name, messages }, at) => {
      const { id = '', mail = null } = people[at] ?? {}
      if (this.fateOf(id) === 'noMailbox') this.setFate(id, 'usable')
      for (const [number, mime] of messages.entries()) {
        const sent = new Date(Date.now() - (messages.length - number) * 60_000)
        this.#mailboxes.put(this.#find(id), letterOf(mime, { at: sent }))
      }
      return { name, user: id, mail: mail ?? '' }
    })
  }

  /** What the directory has of somebody, where the tenant offers it (`offersCertificates`). Base64. */
  setAttributes({ user, ...rest }: z.input<typeof attributes>): void {
    const { userCertificate, userSMIMECertificate } = attributes.parse({ user, ...rest })
    this.#mailboxes.setAttributes(this.#find(user), { userCertificate, userSMIMECertificate })
  }

  #find(id: string): Ref {
    const ref = this.#directory.find(id, 'user')
    if (ref === null) throw new RangeError(`No user ${id}`)
    return ref
  }
}

const one = z.strictObject({ user: z.string() })

/** The same by `/__control/mail…`. */
export const mailActions = (of: () => MailControls): Readonly<Record<string, (input: unknown) => unknown>> => ({
  'POST mail': (input) => {
    const { mime, ...rest } = given.parse(input)
    of().put({ ...rest, mime: Buffer.from(mime, 'base64') })
  },
  'POST mail/empty': (input) => of().empty(one.parse(input).user),
  'POST mail/fate': (input) => {
    const { user, fate } = fated.parse(input)
    of().setFate(user, fate)
  },
  'POST mail/find': (input) => {
    const { fate, count } = wanted.parse(input)
    return { people: of().find(fate, count) }
  },
  'POST mail/certificate': (input) => ({
    certificate: Buffer.from(of().credentialOf(one.parse(input).user).certificate).toString('base64'),
  }),
  'POST mail/attributes': (input) => of().setAttributes(attributes.parse(input)),
  'POST mail/special': () => ({ people: of().putSpecial() }),
  'GET mail/root': () => ({ pem: of().rootPem }),
  'GET mail/traffic': () => of().traffic,
  'DELETE mail/traffic': () => of().resetTraffic(),
})
