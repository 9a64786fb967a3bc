import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { type SpawnedTenant, spawnTenant } from '../tenant/spawn.ts'
import { type Measured, median } from './measure.ts'
import { type Row, row } from './row.ts'

export interface SyncSize {
  /** As the row names it, `10k`. */
  readonly name: string
  readonly users: number
  readonly groups: number
  readonly memberships: number
  readonly latencyMs: number
  /** How often each side runs; the median counts. */
  readonly runs: number
}

type Side = Measured & { readonly users: number; readonly groups: number; readonly memberships: number }

/** A whole first sync against the bare loop, on one simulated tenant, each run in a process of its own, turn by turn. */
export const benchSync = async (size: SyncSize): Promise<readonly Row[]> => {
  const { users, groups, memberships, latencyMs, runs } = size
  const tenant = await spawnTenant({ users, groups, memberships, latencyMs })
  try {
    const sides: { readonly ours: Side[]; readonly bare: Side[] } = { ours: [], bare: [] }
    for (let run = 0; run < runs; run++) {
      sides.ours.push(await runSide('ours', tenant))
      sides.bare.push(await runSide('bare', tenant))
    }
    check(sides.ours, tenant)
    return rows(size, sides)
  } finally {
    await tenant.stop()
  }
}

/** A run over what one user in a thousand changed, against the whole first sync that it spares. */
export const benchDelta = async (size: SyncSize): Promise<readonly Row[]> => {
  const { name, users, groups, memberships, latencyMs, runs } = size
  const seconds: { readonly delta: number[]; readonly full: number[] } = { delta: [], full: [] }
  for (let run = 0; run < runs; run++) {
    const tenant = await spawnTenant({ users, groups, memberships, latencyMs })
    try {
      seconds.full.push((await runSide('ours', tenant)).seconds)
      seconds.delta.push((await runSide('delta', tenant)).seconds)
    } finally {
      await tenant.stop()
    }
  }
  return [row(`delta/${name}/${latencyMs}ms`, median(seconds.delta), 's', median(seconds.full))]
}

const rows = (
  { name, latencyMs }: SyncSize,
  sides: { readonly ours: readonly Side[]; readonly bare: readonly Side[] },
) => {
  const at = `${name}/${latencyMs}ms`
  const of = (side: 'ours' | 'bare', key: keyof Measured) => median(sides[side].map((run) => run[key]))
  const compared = (what: string, key: keyof Measured, unit: Row['unit']) =>
    row(`${what}/${at}`, of('ours', key), unit, of('bare', key))
  return [compared('sync', 'seconds', 's'), compared('memory', 'peakMb', 'MB'), compared('block', 'blockMs', 'ms')]
}

/** A fast sync of something else would be no result. */
const check = (runs: readonly Side[], { counts }: SpawnedTenant): void => {
  for (const { users, groups, memberships } of runs) {
    const isWhole = users === counts.users && groups === counts.groups && memberships === counts.memberships
    if (!isWhole)
      throw new Error(`The sync read ${users}/${groups}/${memberships}, the tenant has ${JSON.stringify(counts)}`)
  }
}

const runSide = async (side: 'ours' | 'bare' | 'delta', tenant: SpawnedTenant): Promise<Side> => {
  const script = fileURLToPath(new URL('./sync-child.ts', import.meta.url))
  const child = spawn(process.execPath, ['--expose-gc', script], { stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  child.stdin.end(JSON.stringify({ side, tenant }))
  const printed = await text(child.stdout)
  const code = await ended
  if (code !== 0) throw new Error(`The ${side} side ended with code ${code}`)
  return JSON.parse(printed)
}
