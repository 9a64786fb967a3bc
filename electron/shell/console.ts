import type { Console } from '../cli/answer.ts'

/** The process's own output. A Windows program without a console of its own has it where it is redirected. */
export const processConsole: Console = {
  out: (line) => process.stdout.write(`${line}\n`),
  note: (line) => process.stderr.write(`${line}\n`),
}

/** Resolves when everything that was said has left the process. */
export const saidAll = (): Promise<unknown> =>
  Promise.all([process.stdout, process.stderr].map((stream) => new Promise((done) => stream.write('', done))))
