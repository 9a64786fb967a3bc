import { diskError } from '../sqlite/disk-error.ts'
import { putAside } from '../sqlite/fault.ts'
import { serve } from '../thread/thread-server.ts'
import type { DirectoryReader, DirectoryWriter } from './directory-api.ts'
import { openForReading, openForWriting } from './open-file.ts'
import { Reader } from './reader.ts'
import type { Opened, Opening } from './rpc.ts'
import { Writer } from './writer.ts'

/** One of the directory's two threads. The first call is `open`, the last `close`; between them those of its side. */
let file = ''
let side: Reader | Writer | null = null

const open = (opening: Opening): Opened => {
  file = opening.file
  if (opening.side === 'reader') {
    side = new Reader(openForReading(file, opening.key))
    return { setAside: null }
  }
  const forced = opening.damaged ? putAside(file, 'damaged') : null
  const { database, setAside } = openForWriting(file, opening.key)
  side = new Writer(database)
  return { setAside: forced ?? setAside }
}

/** What the writer has begun of its rest. */
let resting: Iterator<void> | null = null

/** Does a piece of it; whether more is left. Nobody waits for it, and it is begun anew: an error has nobody to go to. */
const rested = (): boolean => {
  try {
    if (resting?.next().done === false) return true
  } catch {}
  resting = null
  return false
}

/** Piece by piece, so that neither whoever opens the file nor whoever closes it waits for all of it. */
const restOn = (): void => {
  if (rested()) setImmediate(restOn)
}

const answer = (method: string, args: readonly unknown[]): unknown => {
  if (method === 'open') return open(args[0] as Opening)
  if (method === 'close') resting = null
  // Called at the opening, when nobody waits for what an earlier program has left.
  if (method !== 'markInterrupted') while (rested());
  if (side === null) throw new TypeError('not open')
  const methods = side as unknown as Record<keyof DirectoryReader | keyof DirectoryWriter | 'close', Method>
  return methods[method as keyof typeof methods](...args)
}
type Method = (...args: readonly unknown[]) => unknown

const restAfter = ['open', 'publish', 'applyHeld', 'keepHeld', 'rehearse', 'endRun']

serve({
  answer,
  named: (error) => diskError(error, file, 'directory_damaged', { file }),
  afterwards: (method) => {
    if (!(side instanceof Writer && restAfter.includes(method))) return
    resting = side.rest()
    setImmediate(restOn)
  },
})
