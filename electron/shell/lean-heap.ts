import { setFlagsFromString } from 'node:v8'

/**
 * A sync makes a page's worth of garbage many times a second, while little of it lives for long. V8 would let it pile up
 * to several times of what is in use before it looks, and the main process would hold 200 MB more than it needs. So the
 * old part of the heap is looked at when it has doubled, and the young part stays as small as it begins. A thread's begins
 * larger than V8 has it, because a page's rows fill it dozens of times; looking through so little is done before helpers
 * are woken for it. To be called first: it counts for what grows afterwards, in all threads.
 */
export const keepHeapLean = (): void => {
  setFlagsFromString('--heap-growing-percent=100')
  setFlagsFromString('--semi-space-growth-factor=1')
  setFlagsFromString('--min-semi-space-size=4')
  setFlagsFromString('--no-parallel-scavenge')
}
