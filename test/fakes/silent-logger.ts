import type { Logger } from '../../electron/ports.ts'

export interface LogLine {
  readonly level: 'info' | 'warn' | 'error'
  readonly event: string
  readonly fields: Readonly<Record<string, unknown>>
}

/** Prints nothing and remembers everything, so that a test can prove what never reaches a log. */
export class SilentLogger implements Logger {
  readonly lines: LogLine[] = []

  info(event: string, fields: Readonly<Record<string, unknown>> = {}): void {
    this.lines.push({ level: 'info', event, fields })
  }

  warn(event: string, fields: Readonly<Record<string, unknown>> = {}): void {
    this.lines.push({ level: 'warn', event, fields })
  }

  error(event: string, fields: Readonly<Record<string, unknown>> = {}): void {
    this.lines.push({ level: 'error', event, fields })
  }
}
