import { contextBridge, ipcRenderer } from 'electron'
import type { Bridge, EventName, Events } from '../shared/ipc/contract.ts'

// Literals, because the sandbox loads one file and the contract would bring zod along. test/unit/ipc holds them equal.
const requestChannel = 'tenantry:request'
const eventChannel = 'tenantry:event'

/** All that the page can reach: ask main, hear main. No Electron object crosses. */
const bridge: Bridge = {
  request: (route, input) => ipcRenderer.invoke(requestChannel, route, input),
  on: <E extends EventName>(event: E, listener: (payload: Events[E]) => void) => {
    const forward = (_event: unknown, name: EventName, payload: Events[E]) => {
      if (name === event) listener(payload)
    }
    ipcRenderer.on(eventChannel, forward)
    return () => {
      ipcRenderer.removeListener(eventChannel, forward)
    }
  },
}

contextBridge.exposeInMainWorld('tenantry', bridge)
