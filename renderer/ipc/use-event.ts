import { useEffect, useLayoutEffect, useRef } from 'react'
import type { EventName, Events } from '../../shared/ipc/contract.ts'

/** Hears an event of main while the component is there. The listener may change with every render. */
export const useEvent = <E extends EventName>(event: E, listener: (payload: Events[E]) => void): void => {
  const latest = useRef(listener)
  useLayoutEffect(() => {
    latest.current = listener
  })
  useEffect(() => window.tenantry.on(event, (payload) => latest.current(payload)), [event])
}
