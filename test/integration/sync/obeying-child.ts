/** A sync in a process of its own that does what it is told, a line each, and can be killed at any moment. */
import { createInterface } from 'node:readline'
import { type NodeFetch, nodeFetch } from '../../fakes/node-fetch.ts'
import type { TenantFacts } from '../../tenant/start.ts'
import { openDesk, type SyncDesk } from './sync-desk.ts'

interface Opening {
  readonly do: 'open'
  readonly tenant: TenantFacts
  readonly file: string
  /** Hex. */
  readonly key: string
}
type Task = Opening | { readonly do: 'run' | 'update' }

const say = (word: object): void => void process.stdout.write(`${JSON.stringify(word)}\n`)

let line: NodeFetch | undefined
let desk: SyncDesk | undefined

const open = async ({ tenant, file, key }: Opening): Promise<void> => {
  line = nodeFetch(tenant.caPem)
  desk = await openDesk(tenant, line, { file, key: Buffer.from(key, 'hex') })
  const { write, read, setAside } = desk.directory
  await write.markInterrupted(new Date().toISOString())
  const isLeft = (await write.leftReading()) !== null
  say({ setAside, isLeft, last: await read.lastRun(), content: await desk.content() })
}

for await (const told of createInterface(process.stdin)) {
  const task = JSON.parse(told) as Task
  if (task.do === 'open') await open(task)
  else {
    say({ begun: task.do })
    say({ ended: await desk?.[task.do]() })
  }
}
await desk?.close()
await line?.close()
