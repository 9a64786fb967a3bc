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
