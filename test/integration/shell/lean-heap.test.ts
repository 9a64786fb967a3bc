import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const script = fileURLToPath(new URL('./heap-child.ts', import.meta.url))
const peakMb = (...args: readonly string[]) => Number(execFileSync(process.execPath, [script, ...args]).toString())

it('keeps the heap of a program small that makes and drops pages', { timeout: 60_000 }, () => {
  const [usual, lean] = [peakMb(), peakMb('lean')]
  expect(lean).toBeLessThan(0.75 * usual)
})
