import { type Bench, holder } from './item.ts'
import { clearSigned, heading, type MimeOptions, opaque, textEntity } from './mime.ts'
import { type CmsOptions, signCms } from './signing.ts'
import type { Issued } from './workshop.ts'

const text = 'Guten Tag,\nanbei die Zahlen für März.\n.\n-- \nAnna Müller'
export const entity = textEntity(text)
export const from = `"Anna Müller" <${holder}>`

/** Whoever signs, where nothing about that is special. */
export interface Usual {
  readonly signer: Issued
  readonly along: readonly Issued[]
}

export const makeUsual = (bench: Bench): Usual => ({ signer: bench.leaf(), along: [bench.pki.intermediate] })

export const clear = (
  bench: Bench,
  signers: readonly Issued[],
  cms: CmsOptions = {},
  mime: MimeOptions = {},
  part = entity,
) => clearSigned(part, signCms(bench.workshop, part, signers, { ...cms, detached: true }), mime)

export const sealed = (
  bench: Bench,
  signers: readonly Issued[],
  cms: CmsOptions = {},
  mime: MimeOptions = {},
  part = entity,
) => opaque(signCms(bench.workshop, part, signers, cms), 'signed-data', mime)

export const mail = (part: Uint8Array, sender = from): Buffer => Buffer.concat([heading({ from: sender }), part])
