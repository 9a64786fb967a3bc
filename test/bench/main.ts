/**
 * `npm run bench`: ours against a peer, in the same run on the same machine. `--json FILE` writes the rows, `--only PREFIX`
 * measures those alone whose name begins so; the slowest are measured only then.
 */
import { writeFileSync } from 'node:fs'
import { arch, cpus, release, totalmem, type } from 'node:os'
import { parseArgs } from 'node:util'
import { benchAudit, benchAuditPage } from './audit.ts'
import { benchCertificates, certificatesName } from './certificates.ts'
import { benchDiff } from './diff.ts'
import type { Row } from './row.ts'
import { benchSearch } from './search.ts'
import { benchStart } from './start.ts'
import { benchDelta, benchFetch, benchSync, benchUsers, type SyncSize, syncNames } from './sync.ts'

const tenK = { name: '10k', users: 10_000, groups: 1_000, memberships: 50_000 }
const hundredK = { name: '100k', users: 100_000, groups: 5_000, memberships: 250_000 }
const halfMillion = { name: '500k', users: 500_000, groups: 5_000, memberships: 250_000 }

interface Bench {
  /** Of the rows it gives. */
  readonly names: readonly string[]
  readonly run: () => Promise<readonly Row[]>
  /** Takes many minutes: measured only when asked for by name. */
  readonly slow?: boolean
}

const sync = (size: Omit<SyncSize, 'latencyMs' | 'runs'>, latencyMs: number, runs: number, slow = false): Bench => ({
  names: syncNames({ ...size, latencyMs }),
  run: () => benchSync({ ...size, latencyMs, runs }),
  slow,
})

const benches: readonly Bench[] = [
  sync(tenK, 0, 3),
  sync(tenK, 50, 1),
  sync(tenK, 150, 1, true),
  sync(hundredK, 0, 1),
  sync(hundredK, 50, 1, true),
  sync(hundredK, 150, 1, true),
  sync(halfMillion, 0, 1, true),
  ...[tenK, hundredK].map((size) => ({
    names: [`fetch/${size.name}/0ms`],
    run: () => benchFetch({ ...size, latencyMs: 0, runs: 3 }),
  })),
  {
    names: ['users/100k/150ms'],
    run: () => benchUsers({ ...hundredK, groups: 10, memberships: 10, latencyMs: 150, runs: 1 }),
  },
  { names: ['diff/100k/first', 'diff/100k'], run: () => benchDiff('100k', 100_000) },
  { names: ['delta/100k/0ms'], run: () => benchDelta({ ...hundredK, latencyMs: 0, runs: 1 }) },
  { names: ['search/100k', 'window/100k'], run: () => benchSearch('100k', 100_000) },
  { names: ['search/500k', 'window/500k'], run: () => benchSearch('500k', 500_000), slow: true },
  { names: ['start/100k'], run: () => benchStart('100k', 100_000) },
  { names: ['audit/100k'], run: () => benchAudit('100k', 100_000) },
  { names: ['audit-page/100k'], run: () => benchAuditPage('100k', 100_000) },
  { names: [certificatesName(0)], run: () => benchCertificates(1_000, 0, 3) },
  { names: [certificatesName(50)], run: () => benchCertificates(1_000, 50, 1), slow: true },
]

const { values } = parseArgs({ options: { json: { type: 'string' }, only: { type: 'string', default: '' } } })
const chosen = benches.filter(
  ({ names, slow }) => !(slow === true && values.only === '') && names.some((name) => name.startsWith(values.only)),
)
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
process.stdout.write('search, window: a scan of everyone held in memory.\n')
process.stdout.write(
  'audit: the stand-alone verifier over an export of the same records. A ratio above 1 is in favour of Tenantry.\n',
)
process.stdout.write('fetch: the same requests, each answer parsed and dropped. users: their chain of pages.\n')
process.stdout.write('diff: everyone in a JSON file, compared and written again.\n')
process.stdout.write('start, audit-page: the same with a hundred users, or with a hundred records.\n')
process.stdout.write('certificates: the same lookups, one user after another.\n')
process.stdout.write('delta: a whole first sync, whose changes alone are read.\n')
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(rows, null, 2)}\n`)
