import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { request } from 'node:https'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Counts } from './model/counts.ts'
import { type TenantFacts, type TenantOptions, writeCloudFile } from './start.ts'

export interface SpawnedTenant extends TenantFacts {
  /** As of the start; `control('GET', 'counts')` knows later changes. */
  readonly counts: Counts
  readonly pid: number
  /** One request under `/__control/`. Rejects with the tenant's reason when it refuses. */
  control(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<unknown>
  /** Writes the file that TENANTRY_CLOUD names and returns its path. Each tenant in it stands for a cloud of its own. */
  cloudFile(directory: string, others?: readonly SpawnedTenant[]): Promise<string>
  isRunning(): boolean
  /** Ends the process and waits for its end. */
  stop(): Promise<void>
}

const flags: Readonly<Record<string, string>> = { latencyMs: 'latency' }

/** Starts main.ts as a child, so that the tenant does not share the processor time of the program under test. */
export const spawnTenant = async (options: Omit<TenantOptions, 'directory'> = {}): Promise<SpawnedTenant> => {
  const given = Object.entries(options).flatMap(([name, value]) => {
    if (value === undefined || value === false) return []
    return value === true ? [`--${name}`] : [`--${flags[name] ?? name}`, String(value)]
  })
  const main = fileURLToPath(new URL('./main.ts', import.meta.url))
  const child = spawn(process.execPath, [main, ...given], { stdio: ['pipe', 'pipe', 'inherit'] })
  const facts = await firstLine(child)
  return {
    ...facts,
    pid: child.pid ?? 0,
    control: (method, path, body) => control(facts, method, path, body),
    cloudFile: (directory, others) => writeCloudFile(facts, directory, others),
    isRunning: () => isRunning(child),
    stop: () => stop(child),
  }
}

const firstLine = async (child: ChildProcess): Promise<TenantFacts & { readonly counts: Counts }> => {
  if (child.stdout === null) throw new Error('The simulated tenant has no output')
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The simulated tenant ended with code ${code} before it listened`)
  })
  const line = once(createInterface(child.stdout), 'line').then(([text]) => JSON.parse(String(text)))
  const facts = await Promise.race([line, ended])
  ended.catch(() => undefined)
  return facts
}

const isRunning = (child: ChildProcess): boolean => child.exitCode === null && child.signalCode === null

const stop = async (child: ChildProcess): Promise<void> => {
  if (!isRunning(child)) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
}

const control = (facts: TenantFacts, method: string, path: string, body: unknown): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const text = body === undefined ? '' : JSON.stringify(body)
    const sent = request(`${facts.url}/__control/${path}`, {
      method,
      ca: facts.caPem,
      // A tenant started as untrusted can still be controlled.
      rejectUnauthorized: false,
      headers: { 'Content-Length': Buffer.byteLength(text) },
    })
    sent.on('error', reject)
    sent.on('response', (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const answer: unknown = JSON.parse(Buffer.concat(chunks).toString())
        if (response.statusCode === 200) resolve(answer)
        else reject(new Error(`Control ${method} ${path}: ${JSON.stringify(answer)}`))
      })
    })
    sent.end(text)
  })
