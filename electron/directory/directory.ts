import { AppError, isAppError } from '../../shared/ipc/errors.ts'
import { threadEnded } from '../sqlite/disk-error.ts'
import { ThreadClient } from '../thread/thread-client.ts'
import type { Directory, DirectoryReader, DirectoryWriter, ListsPart } from './directory-api.ts'
import type { Opened, Opening } from './rpc.ts'

export type { Directory } from './directory-api.ts'

type Side = Opening['side']

const readerMethods: Readonly<Record<keyof DirectoryReader, true>> = {
  overview: true,
  users: true,
  userIndex: true,
  user: true,
  userGroups: true,
  userValues: true,
  groups: true,
  groupIndex: true,
  group: true,
  members: true,
  exportBatch: true,
  changes: true,
  changeRuns: true,
  changeRun: true,
  changeRunBefore: true,
  changesOf: true,
  pending: true,
  usersAsOf: true,
  groupsAsOf: true,
  userAsOf: true,
  groupAsOf: true,
  membersAsOf: true,
  lastRun: true,
  runs: true,
  run: true,
  ledger: true,
}
const writerMethods: Readonly<Record<keyof DirectoryWriter, true>> = {
  beginRun: true,
  turnFull: true,
  links: true,
  keptReadAt: true,
  stageLinks: true,
  known: true,
  stageChanges: true,
  nameless: true,
  outlook: true,
  leftReading: true,
  stagedReading: true,
  catchUp: true,
  stagePlaces: true,
  stageUsers: true,
  stageListed: true,
  stageLists: true,
  usersStaged: true,
  unstage: true,
  unstageMembers: true,
  addLedger: true,
  staged: true,
  publish: true,
  applyHeld: true,
  keepHeld: true,
  rehearse: true,
  endRun: true,
  markInterrupted: true,
}

interface DirectoryFile {
  /** The bundle (or source) of thread.ts. */
  readonly script: URL
  readonly file: string
  /** 256 bits. */
  readonly key: Uint8Array
}

/**
 * Opens or begins a tenant's directory.
 * @throws AppError directory_newer, disk_full, disk_failed
 */
export const openDirectory = async (of: DirectoryFile): Promise<Directory> => {
  const threads = new Threads(of)
  try {
    await threads.open()
  } catch (error) {
    await threads.close()
    throw error
  }
  return {
    read: remote<DirectoryReader>(readerMethods, (method, args) => threads.call('reader', method, args)),
    write: {
      ...remote<DirectoryWriter>(writerMethods, (method, args) => threads.call('writer', method, args)),
      stageUsers: (page, place) => threads.put('stageUsers', [page, place], [page.bytes]),
      stageLists: (part) => threads.put('stageLists', [part], bytesOf(part)),
    },
    get setAside() {
      return threads.setAside
    },
    close: () => threads.close(),
  }
}

/** Memory handed over instead of copied. */
type Transfer = readonly ArrayBuffer[]

/** Lists out of one batch share theirs. */
const bytesOf = ({ pages }: ListsPart): Transfer => [...new Set(pages.map(({ members }) => members.bytes))]

type Call = (method: string, args: readonly unknown[]) => Promise<unknown>

const remote = <Api>(methods: Readonly<Record<keyof Api, true>>, call: Call): Api =>
  Object.fromEntries(
    Object.keys(methods).map((method) => [method, (...args: readonly unknown[]) => call(method, args)]),
  ) as Api

const isDamage = (error: unknown): boolean => isAppError(error) && error.code === 'directory_damaged'

/**
 * The two threads of one file. One that died is started anew by the next call. Where a page of the file turns out torn
 * while it is in use, the file is put aside and a new one begun, as at opening.
 */
class Threads {
  readonly #of: DirectoryFile
  readonly #lives = new Map<Side, Promise<ThreadClient>>()
  readonly #calls = new Set<Promise<unknown>>()
  #recovery: Promise<void> | null = null
  #isClosed = false
  #setAside: string | null = null

  constructor(of: DirectoryFile) {
    this.#of = of
  }

  get setAside(): string | null {
    return this.#setAside
  }

  /** The writer first: it may put the file aside. */
  async open(damaged = false): Promise<void> {
    const reader = this.#thread()
    try {
      await this.#begin('writer', this.#thread(), damaged)
    } catch (error) {
      await reader.close()
      throw error
    }
    await this.#begin('reader', reader)
  }

  call(side: Side, method: string, args: readonly unknown[], transfer?: Transfer): Promise<unknown> {
    if (this.#isClosed) return Promise.reject(new AppError('disk_failed', { problem: 'CLOSED' }))
    const call = this.#call(side, method, args, transfer).finally(() => this.#calls.delete(call))
    this.#calls.add(call)
    return call
  }

  /** A call to the writer that has nothing to answer. */
  async put(method: keyof DirectoryWriter, args: readonly unknown[], transfer?: Transfer): Promise<void> {
    await this.call('writer', method, args, transfer)
  }

  /** Waits for the calls under way. */
  async close(): Promise<void> {
    this.#isClosed = true
    await Promise.allSettled(this.#calls)
    await this.#end()
  }

  async #call(side: Side, method: string, args: readonly unknown[], transfer: Transfer = []): Promise<unknown> {
    await this.#recovery
    const thread = await this.#alive(side)
    try {
      return await thread.call(method, args, { transfer })
    } catch (error) {
      if (!isDamage(error)) throw error
      throw await this.#afterDamage(side, thread)
    }
  }

  /** The reader first: the last to close a file writes its log back. */
  async #end(): Promise<void> {
    for (const side of ['reader', 'writer'] as const) {
      const thread = await this.#lives.get(side)?.catch(() => undefined)
      this.#lives.delete(side)
      await thread?.close()
    }
  }

  async #alive(side: Side): Promise<ThreadClient> {
    const known = this.#lives.get(side)
    if (known === undefined) return this.#begin(side, this.#thread())
    const thread = await known
    if (thread.alive) return thread
    if (this.#lives.get(side) === known) this.#lives.delete(side)
    return this.#alive(side)
  }

  /** A thread that makes many short-lived rows would let its garbage grow to tens of megabytes before it looks at it. */
  #thread(): ThreadClient {
    return new ThreadClient(this.#of.script, threadEnded, { maxYoungGenerationSizeMb: 8 })
  }

  #begin(side: Side, thread: ThreadClient, damaged = false): Promise<ThreadClient> {
    const life = this.#opened(side, thread, damaged)
    this.#lives.set(side, life)
    life.catch(() => {
      if (this.#lives.get(side) === life) this.#lives.delete(side)
    })
    return life
  }

  async #opened(side: Side, thread: ThreadClient, damaged: boolean): Promise<ThreadClient> {
    const { file, key } = this.#of
    const open = async (opening: Pick<Opening, 'damaged'>): Promise<Opened> =>
      (await thread.call('open', [{ side, file, key: Buffer.from(key).toString('hex'), ...opening }])) as Opened
    try {
      const { setAside } = await open({ damaged }).catch((error: unknown) => {
        if (side === 'reader' || !isDamage(error)) throw error
        return open({ damaged: true })
      })
      this.#setAside = setAside ?? this.#setAside
      return thread
    } catch (error) {
      await thread.close()
      throw error
    }
  }

  /** Several calls may meet the same damage; the file is put aside once. */
  async #afterDamage(side: Side, thread: ThreadClient): Promise<AppError> {
    const current = await this.#lives.get(side)?.catch(() => undefined)
    if (current === thread) {
      this.#recovery ??= this.#recover().finally(() => {
        this.#recovery = null
      })
    }
    await this.#recovery
    return new AppError('directory_damaged', { file: this.#setAside ?? this.#of.file })
  }

  async #recover(): Promise<void> {
    await this.#end()
    await this.open(true)
  }
}
