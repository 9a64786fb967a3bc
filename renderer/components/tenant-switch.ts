import { create } from 'zustand'
import { asRequestError, type RequestError, request } from '../ipc/client.ts'

interface TenantSwitch {
  readonly error: RequestError | undefined
  readonly switchTo: (id: string) => void
  readonly dismiss: () => void
}

/** One for the window: wherever another tenant was chosen, why it is not shown stands above the page. */
export const useTenantSwitch = create<TenantSwitch>((set) => ({
  error: undefined,
  switchTo: (id) => {
    set({ error: undefined })
    request('connection.switch', { id }).catch((error: unknown) => set({ error: asRequestError(error) }))
  },
  dismiss: () => set({ error: undefined }),
}))
