/** The application's beginning and end, in Electron's order of events. */
import { EventEmitter } from 'node:events'
import { records } from './records.ts'
import { SingleInstance } from './single-instance.ts'
import { isReady, preventable, quietly, state, windows } from './state.ts'

/** Chromium gets this long to write its profile before it is killed. */
const patience = 3000
/** Of a run that used an Electron member that is missing here. */
const missingCode = 70

export abstract class Lifecycle extends EventEmitter {
  readonly #ready = Promise.withResolvers<void>()
  #instance: SingleInstance | undefined

  abstract getPath(name: string): string

  _becomeReady(): void {
    state.isReady = true
    this.emit('will-finish-launching')
    this.#ready.resolve()
    this.emit('ready', preventable({}), {})
  }

  isReady(): boolean {
    return isReady()
  }

  whenReady(): Promise<void> {
    return this.#ready.promise
  }

  requestSingleInstanceLock(data: unknown = {}): boolean {
    this.#instance ??= new SingleInstance(this.getPath('userData'))
    const self = { argv: process.argv, workingDirectory: process.cwd(), data }
    return this.#instance.acquire(self, (second) =>
      this.emit('second-instance', preventable({}), second.argv, second.workingDirectory, second.data),
    )
  }

  hasSingleInstanceLock(): boolean {
    return this.#instance?.isHeld ?? false
  }

  releaseSingleInstanceLock(): void {
    this.#instance?.release()
  }

  quit(): void {
    void this.#quit()
  }

  exit(code = 0): void {
    void this.#exit(code)
  }

  async #quit(): Promise<void> {
    if (state.phase === 'quitting' || state.phase === 'exiting') return
    state.phase = 'quitting'
    if (await this.#mayQuit()) await this.#exit(0)
    else state.phase = 'running'
  }

  async #mayQuit(): Promise<boolean> {
    if (this.#isPrevented('before-quit')) return false
    for (const window of [...windows.values()]) if (!(await window._close(true))) return false
    return !this.#isPrevented('will-quit')
  }

  #isPrevented(name: string): boolean {
    const event = preventable({})
    this.emit(name, event)
    return event.defaultPrevented
  }

  async #exit(code: number): Promise<void> {
    if ((state.phase as string) === 'exiting') return
    state.phase = 'exiting'
    this.emit('quit', preventable({}), code)
    await this.#instance?.handedOver
    await endChromium()
    this.releaseSingleInstanceLock()
    process.exit(code || (records.missing.length > 0 ? missingCode : 0))
  }
}

const endChromium = async (): Promise<void> => {
  const { process: child, browser } = state.chromium ?? {}
  if (!child || !browser || child.exitCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  quietly(browser.send('Browser.close'))
  await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, patience))])
  if (child.exitCode === null) child.kill('SIGKILL')
}
