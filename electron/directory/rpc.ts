import { AppError, type ErrorCode, type ErrorParams } from '../../shared/ipc/errors.ts'

/** What a thread is asked and answers. An error crosses as its code and params: no stack, and no text of SQLite's. */
export interface Request {
  readonly id: number
  readonly method: string
  readonly args: readonly unknown[]
}

export type Reply =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly code: ErrorCode; readonly params: ErrorParams }

/** Either side of the directory as its thread implements it: the same methods, answering at once. */
export type Answering<Api> = {
  [Method in keyof Api]: Api[Method] extends (...args: infer Args) => Promise<infer Value>
    ? (...args: Args) => Value
    : never
}

/** How a thread opens its file. `key`: 64 hex digits. `damaged`: put the file aside without looking at it. */
export interface Opening {
  readonly side: 'reader' | 'writer'
  readonly file: string
  readonly key: string
  readonly damaged: boolean
}

export interface Opened {
  readonly setAside: string | null
}

export const errorOf = ({ code, params }: Extract<Reply, { ok: false }>): AppError => new AppError(code, params)
