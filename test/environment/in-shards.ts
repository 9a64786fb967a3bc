/**
 * Runs a test command in parts side by side, each with a keyring of its own, since no two tests may meet in one. What
 * they print stands behind the part's number; the code is that of the first part that failed.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'

const withKeyring = join(import.meta.dirname, 'with-keyring.ts')
const [command = '', ...args] = process.argv.slice(2)
/** More would wait for each other: each runs a tenant and an application. */
const count = Math.min(2, availableParallelism())

const parts = Array.from({ length: count }, (_, part) => part + 1)
const codes = await Promise.all(parts.map(run))
process.exit(codes.find((code) => code !== 0) ?? 0)

async function run(part: number): Promise<number> {
  const shard = [...args.map((arg) => arg.replaceAll('{part}', String(part))), `--shard=${part}/${count}`]
  const child = spawn(process.execPath, [withKeyring, command, ...shard], { stdio: ['ignore', 'pipe', 'pipe'] })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  const told = [tell(child.stdout, part), tell(child.stderr, part)]
  const [code] = await once(child, 'exit')
  await Promise.all(told)
  return code ?? 1
}

async function tell(output: Readable, part: number): Promise<void> {
  for await (const line of createInterface(output)) process.stdout.write(`${part} ${line}\n`)
}
