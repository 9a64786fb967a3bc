import log from 'electron-log/main'
import type { Logger } from '../ports.ts'
import { redact } from './redact.ts'

const serialise = (value: unknown): unknown =>
  value instanceof Error
    ? { name: value.name, message: value.message, stack: value.stack, cause: serialise(value.cause) }
    : value

/** One line of JSON an event, redacted, in `<folder>/main.log` with one predecessor kept; errors also on stderr. */
export const fileLogger = (folder: string, verbose: boolean): Logger => {
  log.transports.file.resolvePathFn = () => `${folder}/main.log`
  log.transports.file.maxSize = 4 * 1024 * 1024
  log.transports.file.format = '{y}-{m}-{d}T{h}:{i}:{s}.{ms} {level} {text}'
  // Unpackaged, electron-log would send every line to every window besides.
  log.transports.ipc.level = false
  log.transports.console.level = verbose ? 'info' : 'error'
  const line = (event: string, fields: Readonly<Record<string, unknown>> = {}) => {
    const plain = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, serialise(value)]))
    return redact(Object.keys(plain).length === 0 ? event : `${event} ${JSON.stringify(plain)}`)
  }
  return {
    info: (event, fields) => log.info(line(event, fields)),
    warn: (event, fields) => log.warn(line(event, fields)),
    error: (event, fields) => log.error(line(event, fields)),
  }
}
