import { useState } from 'react'
import { asRequestError, type RequestError, request } from '../../ipc/client.ts'

/** Signs in once more with what is saved. The answer reaches the page as an event, too. */
export const useConnectionTest = () => {
  const [state, setState] = useState<{ readonly busy: boolean; readonly error?: RequestError; readonly passed?: true }>(
    {
      busy: false,
    },
  )
  const run = () => {
    if (state.busy) return
    setState({ busy: true })
    request('connection.test', {}).then(
      () => setState({ busy: false, passed: true }),
      (reason: unknown) => {
        const error = asRequestError(reason)
        setState(error.code === 'cancelled' ? { busy: false } : { busy: false, error })
      },
    )
  }
  return { ...state, run, dismiss: () => setState({ busy: false }) }
}
