import type { Logger } from '../../electron/ports.ts'

interface Line {
  readonly level: 'info' | 'warn' | 'error'
  readonly event: string
  readonly fields?: Readonly<Record<string, unknown>> | undefined
}

/** Keeps what was logged, so that a test can look for what must, or must never, be there. */
export class RecordingLogger implements Logger {
  readonly lines: Line[] = []

  info(event: string, fields?: Readonly<Record<string, unknown>>): void {
    this.lines.push({ level: 'info', event, fields })
  }

  warn(event: string, fields?: Readonly<Record<string, unknown>>): void {
    this.lines.push({ level: 'warn', event, fields })
  }

  error(event: string, fields?: Readonly<Record<string, unknown>>): void {
    this.lines.push({ level: 'error', event, fields })
  }
}
