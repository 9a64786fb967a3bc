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

const answer = (method: string, args: readonly unknown[]): unknown => {
  if (method === 'open') return open(args[0] as Opening)
  if (side === null) throw new TypeError('not open')
  const methods = side as unknown as Record<keyof DirectoryReader | keyof DirectoryWriter | 'close', Method>
  return methods[method as keyof typeof methods](...args)
}
type Method = (...args: readonly unknown[]) => unknown

const restAfter = ['open', 'publish', 'applyHeld', 'keepHeld', 'rehearse', 'endRun']

/** Nobody waits for it, and it is done again after the next opening or publishing: an error has nobody to go to. */
const rest = (writer: Writer): void => {
  try {
    writer.rest()
  } catch {}
}

serve({
  answer,
  named: (error) => diskError(error, file, 'directory_damaged', { file }),
  afterwards: (method) => {
    if (side instanceof Writer && restAfter.includes(method)) rest(side)
  },
})
