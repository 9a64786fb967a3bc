import { readFileSync } from 'node:fs'
import { parseCertificate } from '../../../../electron/smime/certificate.ts'
import type { Material } from '../../../../electron/smime/material.ts'
import { readMaterial } from '../../../../electron/smime/read/read-material.ts'
import { mutant, randomOf, type Seed } from './mutate.ts'

/**
 * Reads so many mutated inputs in a process with a small heap: that it comes to its end is what is shown. Seeds are JSON
 * on its standard input, what it found is JSON on its standard output.
 */
export interface Found {
  inputs: number
  certificates: number
  signatures: number
  /** Certificates that are whole in spite of what was done to them, of those that were tried. */
  parsed: number
  readonly unread: Record<string, number>
  /** Milliseconds of processor time for one input. */
  slowest: number
  megabytes: number
}

const kinds = ['any', 'message', 'cms', 'certificate'] as const
const sources = ['file', 'signedMail', 'profile'] as const
const found: Found = { inputs: 0, certificates: 0, signatures: 0, parsed: 0, unread: {}, slowest: 0, megabytes: 0 }

const readSeeds = (): readonly Seed[] => {
  const given = JSON.parse(readFileSync(0, 'utf8')) as { name: string; bytes: string; inside: string | null }[]
  return given.map(({ name, bytes, inside }) => ({
    name,
    bytes: Buffer.from(bytes, 'base64'),
    inside: inside === null ? null : Buffer.from(inside, 'base64'),
  }))
}

const read = (material: Material): void => {
  const { certificates, unread } = readMaterial([material])
  if (certificates.length === 0 && unread.length === 0) throw new Error('Neither read nor reported')
  found.certificates += certificates.length
  found.signatures += certificates.filter(({ signature }) => signature !== null).length
  for (const { problem } of unread) found.unread[problem] = (found.unread[problem] ?? 0) + 1
}

/** It may refuse, but not by an exhausted stack. */
const parse = (bytes: Uint8Array): void => {
  try {
    parseCertificate(bytes)
    found.parsed++
  } catch (error) {
    if (!(error instanceof Error) || error.message.includes('call stack')) throw error
  }
}

const milliseconds = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

const [count = 0, start = 1] = process.argv.slice(2).map(Number)
const seeds = readSeeds()
const random = randomOf(start)
for (let index = 0; index < count; index++) {
  const bytes = mutant(seeds, random)
  const kind = kinds[random(8)] ?? 'any'
  const before = milliseconds()
  try {
    read({ source: sources[random(3)] ?? 'file', kind, bytes, messageAt: null })
    if (bytes[0] === 0x30 && random(8) === 0) parse(bytes)
  } catch (error) {
    process.stderr.write(
      `${index} ${kind} ${bytes.toString('base64')}\n${error instanceof Error ? error.stack : error}\n`,
    )
    process.exit(1)
  }
  // Before that the program is still being compiled, which takes longer than any input.
  if (index > 1_000) found.slowest = Math.max(found.slowest, milliseconds() - before)
  found.inputs++
}
found.megabytes = Math.round(process.resourceUsage().maxRSS / 1_024)
process.stdout.write(JSON.stringify(found))
