import { Button } from '@fluentui/react-components'
import { request } from '../../ipc/client.ts'
import { hrefOf, navigate } from '../../lib/navigation.ts'
import { useText } from '../../lib/text.tsx'
import { useWizard } from './wizard-store.ts'

/** Leaves connecting: nobody stays signed in, nothing is awaited, and what was typed goes. */
export const CancelWizard = ({ disabled = false }: { readonly disabled?: boolean }) => {
  const text = useText().connect
  const abandon = useWizard((state) => state.abandon)
  const cancel = () => {
    abandon()
    // Nobody is signed in most of the time; then there is nothing to forget.
    void request('setup.signOut', {}).catch(() => undefined)
    navigate(hrefOf('overview'))
  }
  return (
    <Button size="small" appearance="subtle" disabledFocusable={disabled} onClick={cancel}>
      {text.cancel}
    </Button>
  )
}

/** The two ways back that most steps have: to the step before, and out. */
export const WaysBack = (props: {
  readonly onBack: () => void
  readonly backDisabled?: boolean
  readonly cancel?: 'shown' | 'disabled' | 'hidden'
}) => {
  const { onBack, backDisabled = false, cancel = 'shown' } = props
  const text = useText().connect
  return (
    <>
      <Button size="small" disabledFocusable={backDisabled} onClick={onBack}>
        {text.back}
      </Button>
      {cancel !== 'hidden' && <CancelWizard disabled={cancel === 'disabled'} />}
    </>
  )
}
