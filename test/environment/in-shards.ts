/**
 * Runs a test command in parts, two at a time, each with a keyring of its own: no two tests may meet in one. There are
 * more parts than run at once, so that the lanes end together. What they print stands behind the part's number; the code
 * is that of the first part that failed. `{part}` in an argument is that number.
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
const lanes = Math.min(2, availableParallelism())
/** Hundreds of threads and processes load the same sources: compiled once, they begin in half the time. */
const env = { NODE_COMPILE_CACHE: join(import.meta.dirname, '../../node_modules/.cache/compiled'), ...process.env }
/** Named files are too few to be divided. */
const parts = args.some((arg) => arg.startsWith('test/')) ? 1 : 5 * lanes

const waiting = Array.from({ length: parts }, (_, part) => part + 1)
const codes: number[] = []
await Promise.all(Array.from({ length: lanes }, lane))
process.exit(codes.find((code) => code !== 0) ?? 0)

async function lane(): Promise<void> {
  for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) codes.push(await run(part))
}

function shardOf(part: number): readonly string[] {
  return parts === 1 ? [] : [`--shard=${part}/${parts}`]
}

async function run(part: number): Promise<number> {
  const shard = [...args.map((arg) => arg.replaceAll('{part}', String(part))), ...shardOf(part)]
  const child = spawn(process.execPath, [withKeyring, command, ...shard], { stdio: ['ignore', 'pipe', 'pipe'], env })
  const end = (signal: NodeJS.Signals) => {
    waiting.length = 0
    child.kill(signal)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end)
  const told = [tell(child.stdout, part), tell(child.stderr, part)]
  const [code] = await once(child, 'exit')
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, end)
  await Promise.all(told)
  return code ?? 1
}

async function tell(output: Readable, part: number): Promise<void> {
  for await (const line of createInterface(output)) process.stdout.write(`${part} ${line}\n`)
}
