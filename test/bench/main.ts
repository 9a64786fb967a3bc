/**
 * `npm run bench`: ours against a peer, in the same run on the same machine. `--json FILE` writes the rows, `--only PREFIX`
 * measures those alone whose name begins so.
 */
import { writeFileSync } from 'node:fs'
import { arch, cpus, release, totalmem, type } from 'node:os'
import { parseArgs } from 'node:util'
import type { Row } from './row.ts'
import { benchSearch } from './search.ts'
import { benchDelta, benchSync } from './sync.ts'

const tenK = { name: '10k', users: 10_000, groups: 1_000, memberships: 50_000 }

const hundredK = { name: '100k', users: 100_000, groups: 5_000, memberships: 250_000 }

/** Each with the names of the rows it gives. */
const benches: readonly { readonly names: readonly string[]; readonly run: () => Promise<readonly Row[]> }[] = [
  ...[0, 50].map((latencyMs) => ({
    names: ['sync', 'memory', 'block'].map((what) => `${what}/10k/${latencyMs}ms`),
    run: () => benchSync({ ...tenK, latencyMs, runs: latencyMs === 0 ? 3 : 1 }),
  })),
  { names: ['delta/100k/0ms'], run: () => benchDelta({ ...hundredK, latencyMs: 0, runs: 1 }) },
  { names: ['search/100k', 'window/100k'], run: () => benchSearch('100k', 100_000) },
]

const { values } = parseArgs({ options: { json: { type: 'string' }, only: { type: 'string', default: '' } } })
const chosen = benches.filter(({ names }) => names.some((name) => name.startsWith(values.only)))
if (chosen.length === 0) {
  process.stderr.write(
    `No bench begins with ${values.only}. There are: ${benches.flatMap(({ names }) => names).join(', ')}\n`,
  )
  process.exit(2)
}

const processor = cpus()[0]?.model.trim() ?? 'unknown processor'
const memory = Math.round(totalmem() / 2 ** 30)
process.stdout.write(
  `${cpus().length} × ${processor}, ${memory} GiB, ${type()} ${release()} ${arch()}, Node ${process.versions.node}\n\n`,
)
const cells = (name: string, ours: string, peer: string, ratio: string) =>
  `${name.padEnd(20)}${ours.padStart(14)}${peer.padStart(14)}${ratio.padStart(10)}\n`
process.stdout.write(cells('', 'Tenantry', 'peer', 'ratio'))

const rows: Row[] = []
for (const { run } of chosen) {
  for (const one of await run()) {
    if (!one.name.startsWith(values.only)) continue
    rows.push(one)
    process.stdout.write(cells(one.name, `${one.value} ${one.unit}`, `${one.peer} ${one.unit}`, `${one.ratio}×`))
  }
}
process.stdout.write(
  '\nPeers: sync, memory, block: a loop with PageIterator, one request after another, into arrays.\n',
)
process.stdout.write('delta: a whole first sync, whose changes alone are read.\n')
process.stdout.write('search, window: a scan of everyone held in memory. A ratio above 1 is in favour of Tenantry.\n')
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(rows, null, 2)}\n`)
