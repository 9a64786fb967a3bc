import { useCallback, useState } from 'react'
import { asRequestError, type RequestError } from '../ipc/client.ts'

interface State {
  readonly busy: string | undefined
  readonly error: RequestError | undefined
}

const idle: State = { busy: undefined, error: undefined }

/**
 * One act at a time, named, so that its own button shows that it is under way; what main says against it stays until the
 * next. `always` follows every act, refused ones included, and must keep its identity.
 */
export const useAct = (always?: () => void) => {
  const [state, setState] = useState<State>(idle)
  const run = useCallback(
    <Answer>(name: string, work: () => Promise<Answer>, done?: (answer: Answer) => void) => {
      setState({ busy: name, error: undefined })
      work().then(
        (answer) => {
          setState(idle)
          always?.()
          done?.(answer)
        },
        (error: unknown) => {
          setState({ busy: undefined, error: asRequestError(error) })
          always?.()
        },
      )
    },
    [always],
  )
  return { ...state, run, dismiss: () => setState(idle) }
}
export type Act = ReturnType<typeof useAct>
