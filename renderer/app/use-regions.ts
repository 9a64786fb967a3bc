import { useEffect } from 'react'

const selector = '[data-region]'
const focusable = 'a[href], button:not([disabled]), input:not([disabled]), [tabindex="0"]'

const regionOf = (element: Element | null) => element?.closest<HTMLElement>(selector) ?? null

/** Where somebody was in a region, if it is still there; else its title, its first stop, or the region itself. */
const enter = (region: HTMLElement, left: Element | undefined): void => {
  if (left instanceof HTMLElement && left.isConnected && regionOf(left) === region) {
    left.focus()
    return
  }
  const first = region.querySelector<HTMLElement>('h1') ?? region.querySelector<HTMLElement>(focusable) ?? region
  first.focus()
}

/** F6 goes round the regions of the window, Shift+F6 backwards. */
export const useRegions = (): void => {
  useEffect(() => {
    // Weak: what was removed since then, a form with its secret above all, must not be kept alive from here.
    const left = new Map<string, WeakRef<Element>>()
    const onFocus = ({ target }: FocusEvent) => {
      const name = target instanceof Element ? regionOf(target)?.dataset['region'] : undefined
      if (name !== undefined && target instanceof Element) left.set(name, new WeakRef(target))
    }
    const onKeyDown = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : null
      if (event.key !== 'F6' || event.ctrlKey || event.altKey || event.metaKey) return
      if (target?.closest('[role=dialog]')) return
      event.preventDefault()
      const regions = [...document.querySelectorAll<HTMLElement>(selector)]
      const here = regionOf(target)
      const at = here === null ? -1 : regions.indexOf(here)
      const step = event.shiftKey ? (at < 0 ? 0 : -1) : 1
      const next = regions.at((at + step + regions.length) % regions.length)
      if (next) enter(next, left.get(next.dataset['region'] ?? '')?.deref())
    }
    addEventListener('focusin', onFocus)
    addEventListener('keydown', onKeyDown)
    return () => {
      removeEventListener('focusin', onFocus)
      removeEventListener('keydown', onKeyDown)
    }
  }, [])
}
