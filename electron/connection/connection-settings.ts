import { z } from 'zod'
import type { Connection } from '../../shared/domain/connection.ts'
import { connection } from '../../shared/ipc/schemas.ts'
import type { SettingsFile } from '../ports.ts'

const stored = z.object({ active: z.string().nullable(), list: z.array(connection) })
const none = { active: null, list: [] }

/**
 * The connections of this profile, of which one is active. A list, because a tenant that was connected before keeps its id,
 * and with it its synchronised data. Holds no secret: those are in the vault under the connection's id.
 */
export class ConnectionSettings {
  readonly #file: SettingsFile

  constructor(file: SettingsFile) {
    this.#file = file
  }

  active(): Connection | null {
    const { active, list } = this.#read()
    return list.find(({ id }) => id === active) ?? null
  }

  /** A connection to the same tenant in the same cloud, active or not. */
  find(tenantId: string, cloud: string): Connection | null {
    return this.#read().list.find((known) => known.tenantId === tenantId && known.cloud === cloud) ?? null
  }

  /** Adds or replaces by id, and makes it the active one. */
  save(changed: Connection): void {
    const others = this.#read().list.filter(({ id }) => id !== changed.id)
    this.#file.write('connections', { active: changed.id, list: [...others, changed] })
  }

  #read(): z.infer<typeof stored> {
    const parsed = stored.safeParse(this.#file.read('connections'))
    return parsed.success ? parsed.data : none
  }
}
