import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { MenuCommand } from '../../shared/ipc/app.ts'
import type { Sync } from '../components/use-sync.ts'
import { useEvent } from '../ipc/use-event.ts'
import { useQuery } from '../ipc/use-query.ts'
import { hrefOf, navigate } from '../lib/navigation.ts'

export type Commands = Readonly<Record<MenuCommand, () => void>>
type Overlay = 'palette' | 'shortcuts'

/** What lies over the page. When it goes, the focus returns to where it was, unless it was led elsewhere. */
const useOverlay = () => {
  const [overlay, setOverlay] = useState<Overlay>()
  const left = useRef<Element | null>(null)
  const open = useCallback((next: Overlay) => {
    left.current ??= document.activeElement
    setOverlay(next)
  }, [])
  const close = useCallback(() => setOverlay(undefined), [])
  useEffect(() => {
    if (overlay !== undefined) return
    const { current } = left
    left.current = null
    if (document.activeElement === document.body && current instanceof HTMLElement) current.focus()
  }, [overlay])
  return { overlay, open, close }
}

/** What the native menu, the keyboard, the palette and the buttons of the frame ask for, each told once. */
export const useCommands = (sync: Sync) => {
  const connection = useQuery('connection.get', {}).data?.connection
  const connected = connection?.state === 'connected'
  const { overlay, open, close: closeOverlay } = useOverlay()
  const { start, status } = sync
  const isRunning = status?.progress != null
  const syncNow = useCallback(() => {
    // The way to a sync: a tenant, or the one that was left.
    if (!connected) navigate(hrefOf(connection === null ? 'connect' : 'settings'))
    else if (isRunning) navigate(hrefOf('sync'))
    else start()
  }, [connected, connection, isRunning, start])
  const commands = useMemo<Commands>(
    () => ({
      syncNow,
      openSettings: () => navigate(hrefOf('settings')),
      openPalette: () => open('palette'),
      showShortcuts: () => open('shortcuts'),
      goBack: () => history.back(),
      goForward: () => history.forward(),
    }),
    [syncNow, open],
  )
  useEvent('app.menuCommand', ({ command }) => commands[command]())
  return { commands, overlay, closeOverlay }
}
