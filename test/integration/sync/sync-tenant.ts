import { FakeClock } from '../../fakes/fake-clock.ts'
import { type NodeFetch, nodeFetch } from '../../fakes/node-fetch.ts'
import { startTenant, type Tenant } from '../../tenant/start.ts'
import { openDesk, type SyncDesk } from './sync-desk.ts'

type Options = Parameters<typeof startTenant>[0]

export interface SyncTenant {
  readonly tenant: Tenant
  readonly line: NodeFetch
  close(): Promise<void>
}

/** A tenant and a line to it, for all tests of a file. */
export const openTenant = async (options: Options): Promise<SyncTenant> => {
  const tenant = await startTenant(options)
  const line = nodeFetch(tenant.caPem)
  const close = async () => {
    await line.close()
    await tenant.close()
  }
  return { tenant, line, close }
}

export interface Mirrored extends SyncTenant {
  readonly clock: FakeClock
  readonly desk: SyncDesk
  /** Reads everything, always: what the desk has to come to. */
  readonly mirror: SyncDesk
}

/** The same with two directories of it, by a clock that does not wait. */
export const openMirrored = async (options: Options): Promise<Mirrored> => {
  const opened = await openTenant(options)
  const { tenant, line } = opened
  const clock = new FakeClock(new Date(), { skip: 25_000 })
  const desk = await openDesk(tenant, line, { clock })
  const mirror = await openDesk(tenant, line, { clock })
  const close = async () => {
    await desk.close()
    await mirror.close()
    await opened.close()
  }
  return { tenant, line, clock, desk, mirror, close }
}
