import { useEffect } from 'react'
import { useConnectionForm } from '../../components/use-connection-form.ts'
import { useWizard } from './wizard-store.ts'

/**
 * The form that Settings has too, filled in by the wizard. It holds what is secret, so it lives with the page and not in
 * the store; going back and forth between the steps loses nothing of it.
 */
export const useOwnForm = () => {
  const { clientId, tenant, cloud, hint, source, made, finish } = useWizard()
  const own = useConnectionForm(null, undefined, ({ id }) => finish(id))
  const { dispatch } = own
  const tenantId = hint?.tenantId ?? tenant
  useEffect(() => dispatch({ type: 'typed', field: 'tenantId', text: tenantId }), [dispatch, tenantId])
  useEffect(() => dispatch({ type: 'typed', field: 'clientId', text: clientId }), [dispatch, clientId])
  useEffect(() => dispatch({ type: 'cloud', cloud }), [dispatch, cloud])
  useEffect(() => {
    dispatch({ type: 'from', from: source === 'paste' ? 'paste' : 'files' })
    // A certificate made here waits in main as a chosen file does.
    if (source === 'make' && made !== undefined) dispatch({ type: 'chosen', files: [{ handle: made, name: made }] })
  }, [dispatch, source, made])
  return own
}
export type OwnForm = ReturnType<typeof useOwnForm>
