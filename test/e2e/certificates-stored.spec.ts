/** A planted certificate, and the message that brings it, are found nowhere on the disk: not in the profile, not in a log, not in the audit. */
import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { clearSigned, heading, textEntity } from '../certificates/mime.ts'
import { signCms } from '../certificates/signing.ts'
import { Workshop } from '../certificates/workshop.ts'
import { connectAndSync, request } from '../environment/application.ts'
import { everything } from '../fakes/audit-filter.ts'
import { filesWith, formsOf } from './needles.ts'
import { answerSaveDialog } from './steps.ts'
import { expect, test } from './tenant-fixture.ts'

const roles = ['User.Read.All', 'GroupMember.Read.All', 'Mail.Read']
test.use({ tenantOptions: { users: 60, groups: 5, roles } })

const subject = 'Vuqajilo Planted'
const words = 'Zyxofemu Quartalszahlen'
const query = { search: '', filters: [], sort: { column: 'displayName', descending: false } } as const

/** A message that somebody sent, signed with a certificate that is like no other. */
const plant = (workshop: Workshop, mail: string) => {
  const root = workshop.issue({ name: 'Planting Root', authority: true }, null)
  const leaf = workshop.issue({ name: subject, emails: [mail], key: workshop.key('rsa2048', 'planted') }, root)
  const entity = textEntity(words)
  const cms = signCms(workshop, entity, [leaf], { detached: true, along: [root] })
  return { leaf, message: Buffer.concat([heading({ from: mail }), clearSigned(entity, cms)]) }
}

/** Pieces of bytes as they are, in base64 from any beginning, and as hexadecimal digits. */
const piecesOf = (bytes: Buffer): Buffer[] =>
  [40, Math.floor(bytes.length / 2), bytes.length - 80].flatMap((from) => {
    const piece = bytes.subarray(from, from + 48)
    const base64 = [0, 1, 2].map((shift) => piece.subarray(shift).toString('base64').slice(4, -4))
    return [piece, ...[...base64, piece.toString('hex')].map((text) => Buffer.from(text))]
  })

const look = async (page: Page, userId: string) => {
  const lookup = await request(page, 'certificates.lookUp', { jobId: crypto.randomUUID(), userId })
  expect(lookup.certificates[0]?.subject).toContain(subject)
  await request(page, 'certificates.startBoard', { scope: { of: 'all' } })
  await expect
    .poll(async () => (await request(page, 'certificates.board', {})).board?.state, { timeout: 30_000 })
    .toBe('done')
  return lookup
}

test('after lookups, a board, a crash and a restart', async ({ launch, tenant, userData }) => {
  test.setTimeout(120_000)
  const first = await launch()
  await connectAndSync(first.page, tenant)
  const { rows } = await request(first.page, 'directory.users', { query, offset: 0, limit: 1 })
  const [user] = rows
  if (user === undefined) throw new Error('Nobody was synchronised')
  using workshop = disposable(new Workshop())
  const { leaf, message } = plant(workshop.value, user.mail)
  await tenant.control('POST', 'mail/fate', { user: user.id, fate: 'usable' })
  const at = new Date(Date.now() - 60_000).toISOString()
  await tenant.control('POST', 'mail', { user: user.id, mime: message.toString('base64'), at })
  const der = Buffer.from(leaf.der)
  const fingerprints = ['sha256', 'sha1'].map((name) => createHash(name).update(der).digest('hex'))
  const texts = [subject, words, ...fingerprints, ...fingerprints.map((text) => text.toUpperCase())]
  const needles = [...piecesOf(der), ...texts.flatMap(formsOf)]

  const lookup = await look(first.page, user.id)
  const content = der.toString('base64')
  await request(first.page, 'certificates.judge', { name: 'planted.cer', content, userId: user.id })
  await first.kill()
  expect(filesWith(userData, needles)).toEqual([])

  const second = await launch()
  expect((await request(second.page, 'certificates.board', {})).board).toBeNull()
  await look(second.page, user.id)
  const file = join(userData, 'saved.cer')
  await answerSaveDialog(second.app, file)
  const sha256 = lookup.certificates[0]?.sha256 ?? ''
  await request(second.page, 'certificates.save', { sha256, format: 'cer' })
  // The files of directory and audit are encrypted: what they hold is read through the program.
  const filter = { ...everything, attempts: 'all' as const }
  const audit = JSON.stringify(await request(second.page, 'audit.list', { filter, offset: 0, limit: 200 }))
  expect(audit).toContain('certificateLookedUp')
  expect(audit).toContain(user.id)
  const told = Buffer.from(audit.toLowerCase())
  expect(needles.filter((needle) => told.includes(needle.toString('latin1').toLowerCase()))).toEqual([])
  await second.stop()
  expect(filesWith(userData, needles), 'the search finds what was saved, and nothing else').toEqual([file])
  rmSync(file)
})

const disposable = (value: Workshop) => ({ value, [Symbol.dispose]: () => value.close() })
