import type { ComponentType } from 'react'

type Load = () => Promise<{ readonly default: ComponentType }>

/**
 * The code of a page, fetched once and kept. Not React's lazy: Suspense waits 300 ms from one fallback to the next before
 * it shows what has come (React, FALLBACK_THROTTLE_MS), which every first opening of a page would take longer.
 */
export class PageCode {
  readonly #load: Load
  #fetched: Promise<ComponentType> | null = null
  #page: ComponentType | null = null

  constructor(load: Load) {
    this.#load = load
  }

  /** Null until it has come. */
  get page(): ComponentType | null {
    return this.#page
  }

  /** One that failed is tried again by the next call. */
  fetch(): Promise<ComponentType> {
    this.#fetched ??= this.#load().then(
      ({ default: page }) => {
        this.#page = page
        return page
      },
      (error: unknown) => {
        this.#fetched = null
        throw error
      },
    )
    return this.#fetched
  }
}

/** Fetches one after the other while the window has nothing to do, so that each opens at once. Returns what ends it. */
export const fetchIdly = (codes: readonly PageCode[]): (() => void) => {
  let handle = 0
  let ended = false
  const next = ([code, ...others]: readonly PageCode[]): void => {
    if (code === undefined || ended) return
    const go = () => next(others)
    // One that cannot be fetched now says so when it is opened.
    handle = requestIdleCallback(() => void code.fetch().then(go, go))
  }
  next(codes)
  return () => {
    ended = true
    cancelIdleCallback(handle)
  }
}
