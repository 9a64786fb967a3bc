import { parentPort } from 'node:worker_threads'
import '../../../electron/directory/thread.ts'

/** The directory's thread, which dies instead of giving an answer with this word in it: its work is done by then. */
const word = 'memento mori'
const port = parentPort
if (port !== null) {
  const post = port.postMessage.bind(port)
  port.postMessage = (reply: unknown) => {
    if (JSON.stringify(reply).includes(word)) process.exit(1)
    post(reply)
  }
}
