/** A sync in a process of its own, to be killed: reads its task from standard input, prints a line for each status. */
import { text } from 'node:stream/consumers'
import { nodeFetch } from '../../fakes/node-fetch.ts'
import type { TenantFacts } from '../../tenant/start.ts'
import { openDesk } from './sync-desk.ts'

interface Task {
  readonly tenant: TenantFacts
  readonly file: string
  /** Hex. */
  readonly key: string
  /** Everything, or what changed. */
  readonly full: boolean
}

const { tenant, file, key, full } = JSON.parse(await text(process.stdin)) as Task
const line = nodeFetch(tenant.caPem)
const desk = await openDesk(tenant, line, { file, key: Buffer.from(key, 'hex') })
desk.onProgress = ({ phase, streams }) =>
  process.stdout.write(`${phase} ${streams.users.done} ${streams.groups.done} ${streams.members.done}\n`)
const { outcome } = await (full ? desk.run() : desk.update())
process.stdout.write(`${outcome}\n`)
await desk.close()
await line.close()
