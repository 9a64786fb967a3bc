/** The lock of one profile: a file that names its holder, and a socket by which a second instance hands over its arguments. */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

export interface SecondInstance {
  readonly argv: string[]
  readonly workingDirectory: string
  readonly data: unknown
}

/** A process by number and start, since numbers come again. Field 22 of /proc/pid/stat, counted behind the name. */
const identity = (pid: number): string => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return `${pid} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`
  } catch {
    return ''
  }
}

export class SingleInstance {
  readonly #file: string
  readonly #socket: string
  #server: Server | undefined
  /** Settles when a first instance has taken our arguments, or cannot. */
  handedOver: Promise<void> = Promise.resolve()

  constructor(profile: string) {
    mkdirSync(profile, { recursive: true })
    this.#file = join(profile, 'electron-host.lock')
    // Not in the profile: a socket's path is at most 107 bytes long.
    this.#socket = join(tmpdir(), `electron-host-${createHash('sha256').update(profile).digest('hex').slice(0, 24)}`)
  }

  get isHeld(): boolean {
    return this.#server !== undefined
  }

  /** False when another lives; it is then told. */
  acquire(second: SecondInstance, onSecond: (second: SecondInstance) => void): boolean {
    if (this.isHeld) return true
    if (!this.#write() && this.#isHeldByOther()) {
      this.handedOver = this.#handOver(second)
      return false
    }
    writeFileSync(this.#file, identity(process.pid))
    rmSync(this.#socket, { force: true })
    this.#server = createServer(async (client) => {
      const chunks: Buffer[] = []
      for await (const chunk of client) chunks.push(chunk)
      onSecond(JSON.parse(Buffer.concat(chunks).toString()))
    }).listen(this.#socket)
    this.#server.unref()
    return true
  }

  release(): void {
    if (!this.#server) return
    this.#server.close()
    this.#server = undefined
    rmSync(this.#socket, { force: true })
    rmSync(this.#file, { force: true })
  }

  #write(): boolean {
    try {
      writeFileSync(this.#file, identity(process.pid), { flag: 'wx' })
      return true
    } catch {
      return false
    }
  }

  #isHeldByOther(): boolean {
    const holder = readFileSync(this.#file, 'utf8')
    return holder !== '' && holder === identity(Number.parseInt(holder, 10))
  }

  /** The first may not listen yet: it is tried for two seconds. */
  async #handOver(second: SecondInstance): Promise<void> {
    for (let attempt = 0; attempt < 40; attempt++) {
      const isTaken = await new Promise<boolean>((resolve) => {
        const client = connect(this.#socket, () => client.end(JSON.stringify(second)))
        client.on('error', () => resolve(false)).on('close', (failed) => resolve(!failed))
      })
      if (isTaken) return
      await wait(50)
    }
  }
}
