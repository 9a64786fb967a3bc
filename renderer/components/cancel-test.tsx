import { Button } from '@fluentui/react-components'
import { request } from '../ipc/client.ts'
import { useText } from '../lib/text.tsx'

/** Ends the sign-in that is waited for; its own answer says so. It goes with the wait, so the focus goes back to what began it. */
export const CancelTest = ({ began }: { readonly began: string }) => {
  const { cancel } = useText().settings.form
  const end = () => {
    document.getElementById(began)?.focus()
    request('connection.cancelTest', {}).catch(() => undefined)
  }
  return (
    <Button size="small" onClick={end}>
      {cancel}
    </Button>
  )
}
