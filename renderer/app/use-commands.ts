import { useCallback, useMemo, useState } from 'react'
import type { MenuCommand } from '../../shared/ipc/app.ts'
import type { Sync } from '../components/use-sync.ts'
import { useEvent } from '../ipc/use-event.ts'
import { useQuery } from '../ipc/use-query.ts'
import { hrefOf, navigate } from '../lib/navigation.ts'

export type Commands = Readonly<Record<MenuCommand, () => void>>
type Overlay = 'palette' | 'shortcuts'

/** What the native menu, the keyboard, the palette and the buttons of the frame ask for, each told once. */
export const useCommands = (sync: Sync) => {
  const connected = useQuery('connection.get', {}).data?.connection != null
  const [overlay, setOverlay] = useState<Overlay>()
  const { start, status } = sync
  const isRunning = status?.progress != null
  const syncNow = useCallback(() => {
    if (!connected) navigate(hrefOf('settings'))
    else if (isRunning) navigate(hrefOf('sync'))
    else start()
  }, [connected, isRunning, start])
  const commands = useMemo<Commands>(
    () => ({
      syncNow,
      openSettings: () => navigate(hrefOf('settings')),
      openPalette: () => setOverlay('palette'),
      showShortcuts: () => setOverlay('shortcuts'),
      goBack: () => history.back(),
      goForward: () => history.forward(),
    }),
    [syncNow],
  )
  useEvent('app.menuCommand', ({ command }) => commands[command]())
  const closeOverlay = useCallback(() => setOverlay(undefined), [])
  return { commands, overlay, closeOverlay }
}
