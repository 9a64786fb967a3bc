import { z } from 'zod'
import type { Connection, ConnectionList } from '../../shared/domain/connection.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import { connection } from '../../shared/ipc/schemas.ts'
import type { SettingsFile } from '../ports.ts'

const stored = z.object({ active: z.string().nullable(), list: z.array(connection) })
type Stored = z.infer<typeof stored>
const none: Stored = { active: null, list: [] }

/** Hears of every change, in the order in which they are kept. */
export interface ConnectionListener {
  /** The active connection, where it is another one now or is changed itself. */
  readonly onChanged: (active: Connection | null) => void
  readonly onListChanged: (list: ConnectionList) => void
}

/**
 * The connections of this profile, of which one is active. A connection keeps its id, and with it its synchronised data,
 * for as long as it is in the list. Holds no secret: those are in the vault under the connection's id.
 */
export class ConnectionSettings {
  readonly #file: SettingsFile
  readonly #listener: ConnectionListener

  constructor(file: SettingsFile, listener: ConnectionListener) {
    this.#file = file
    this.#listener = listener
  }

  list(): ConnectionList {
    const { active, list } = this.#read()
    return { connections: list, activeId: activeOf({ active, list })?.id ?? null }
  }

  /** False where something is kept that this version cannot read: then it is not known what belongs to no connection. */
  isReadable(): boolean {
    return stored.nullish().safeParse(this.#file.read('connections')).success
  }

  active(): Connection | null {
    return activeOf(this.#read())
  }

  /** @throws AppError connection_absent */
  get(id: string): Connection {
    const found = this.#read().list.find((known) => known.id === id)
    if (found === undefined) throw new AppError('connection_absent')
    return found
  }

  /** A connection to the same tenant in the same cloud, active or not. */
  find(tenantId: string, cloud: string): Connection | null {
    return this.#read().list.find((known) => known.tenantId === tenantId && known.cloud === cloud) ?? null
  }

  /** Adds or replaces by id, and makes it the active one. */
  save(changed: Connection): void {
    this.#write({ active: changed.id, list: replaced(this.#read().list, changed) })
  }

  /** Replaces by id; the active one stays. @throws AppError connection_absent for one that was removed meanwhile */
  change(changed: Connection): void {
    this.get(changed.id)
    const { active, list } = this.#read()
    this.#write({ active, list: replaced(list, changed) })
  }

  /** @throws AppError connection_absent */
  activate(id: string): Connection {
    const next = this.get(id)
    this.#write({ ...this.#read(), active: id })
    return next
  }

  /** Where it was the active one, the next in the list that can be used takes its place, or any, or none. */
  remove(id: string): void {
    const { active, list } = this.#read()
    const others = list.filter((known) => known.id !== id)
    const next = others.find(({ state }) => state === 'connected') ?? others[0]
    this.#write({ active: active === id ? (next?.id ?? null) : active, list: others })
  }

  #read(): Stored {
    const parsed = stored.safeParse(this.#file.read('connections'))
    return parsed.success ? parsed.data : none
  }

  #write(changed: Stored): void {
    const former = activeOf(this.#read())
    this.#file.write('connections', changed)
    const active = activeOf(changed)
    if (JSON.stringify(former) !== JSON.stringify(active)) this.#listener.onChanged(active)
    this.#listener.onListChanged({ connections: changed.list, activeId: active?.id ?? null })
  }
}

const activeOf = ({ active, list }: Stored): Connection | null => list.find(({ id }) => id === active) ?? null

/** In its place, so that the list a page shows does not jump. */
const replaced = (list: readonly Connection[], changed: Connection): Connection[] =>
  list.some(({ id }) => id === changed.id)
    ? list.map((known) => (known.id === changed.id ? changed : known))
    : [...list, changed]
