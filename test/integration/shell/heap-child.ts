import { keepHeapLean } from '../../../electron/shell/lean-heap.ts'

/** Parses pages, holds a dozen of them, and says how large its heap became, in megabytes. */
if (process.argv[2] === 'lean') keepHeapLean()

const item = (at: number) => ({ id: `id-${at}`, name: `Name ${at}`, phones: [`${at}`], more: 'x'.repeat(400) })
const page = JSON.stringify(Array.from({ length: 1_000 }, (_, at) => item(at)))
const held: unknown[] = []
let peak = 0
for (let at = 0; at < 400; at++) {
  held[at % 12] = JSON.parse(`${page.slice(0, -1)},${at}]`)
  peak = Math.max(peak, process.memoryUsage().heapTotal)
}
process.stdout.write(String(Math.round(peak / 2 ** 20)))
