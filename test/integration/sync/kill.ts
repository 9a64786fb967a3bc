import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import type { TenantFacts } from '../../tenant/start.ts'

interface Place {
  readonly file: string
  readonly key: Buffer
  /** Everything, or what is left to read or has changed. */
  readonly full: boolean
}

const script = fileURLToPath(new URL('./sync-child.ts', import.meta.url))

/** A process of its own that syncs and tells of it. */
const startChild = (tenant: TenantFacts, { file, key, full }: Place) => {
  const child = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'inherit'] })
  const { authority, graph, caPem, tenantId, clientId, clientSecret } = tenant
  const facts = { authority, graph, caPem, tenantId, clientId, clientSecret }
  child.stdin.end(JSON.stringify({ tenant: facts, file, key: key.toString('hex'), full }))
  return child
}

/** Runs the child until it has printed a line that fits and `settled` resolves, then kills it. */
export const killAt = async (
  tenant: TenantFacts,
  fits: RegExp,
  place: Place,
  settled: () => Promise<void> = async () => undefined,
): Promise<void> => {
  const child = startChild(tenant, place)
  const ended = once(child, 'close')
  for await (const printed of createInterface(child.stdout)) {
    if (!fits.test(printed)) continue
    await settled()
    child.kill('SIGKILL')
    break
  }
  expect((await ended)[1]).toBe('SIGKILL')
}
