import { readFileSync } from 'node:fs'
import { platform } from 'node:os'
import { monitorEventLoopDelay } from 'node:perf_hooks'

/** What one run in a process of its own took. Megabytes are of 2^20 bytes. */
export interface Measured {
  readonly seconds: number
  /** Processor time, all threads together: what a busy machine does not change. */
  readonly cpuSeconds: number
  /** Highest resident memory of the process, all its threads included. */
  readonly peakMb: number
  /** Longest time for which the main thread's event loop did not turn. */
  readonly blockMs: number
}

/** Runs the task once and measures it; the process should do nothing else. */
export const measure = async <Value>(task: () => Promise<Value>): Promise<{ value: Value } & Measured> => {
  globalThis.gc?.()
  const delays = monitorEventLoopDelay({ resolution: 1 })
  delays.enable()
  const before = process.cpuUsage()
  const started = performance.now()
  const value = await task()
  const seconds = (performance.now() - started) / 1_000
  const { user, system } = process.cpuUsage(before)
  delays.disable()
  return {
    value,
    seconds,
    cpuSeconds: (user + system) / 1e6,
    peakMb: peakMb(),
    blockMs: delays.max / 1e6,
  }
}

/** What the system calls the highest of a process begins, under Linux, with what its parent had; that of its memory does not. */
const peakMb = (): number => {
  const status = platform() === 'linux' ? readFileSync('/proc/self/status', 'utf8') : ''
  const kibibytes = Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? process.resourceUsage().maxRSS)
  return kibibytes / 1_024
}

export const median = (numbers: readonly number[]): number => {
  const sorted = [...numbers].sort((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
