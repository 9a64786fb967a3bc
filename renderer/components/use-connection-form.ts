import { type Dispatch, type RefObject, useEffect, useReducer, useRef } from 'react'
import type { Connection } from '../../shared/domain/connection.ts'
import { asRequestError, request } from '../ipc/client.ts'
import { credentialOf, type Form, type FormEvent, openForm, reduceForm } from './connection-form.ts'

/** Somebody who types is left in peace; a paste is looked at right away. */
const pause = 300

/** Asks main what a credential is, once it has stopped changing. A late answer to an earlier one is dropped. */
const useInspection = ({ from, pasted, files, passphrase }: Form, dispatch: Dispatch<FormEvent>): void => {
  useEffect(() => {
    const credential = credentialOf({ from, pasted, files, passphrase })
    if (credential === undefined || from === 'stored') return
    let late = false
    const timer = setTimeout(() => {
      dispatch({ type: 'inspecting' })
      request('connection.inspectCredential', { credential }).then(
        (summary) => late || dispatch({ type: 'inspected', summary }),
        (error: unknown) => late || dispatch({ type: 'notInspected', refusal: asRequestError(error) }),
      )
    }, pause)
    return () => {
      late = true
      clearTimeout(timer)
    }
  }, [from, pasted, files, passphrase, dispatch])
}

/** After a refusal the first field that is concerned takes the focus. */
const useFirstProblem = (root: RefObject<HTMLFormElement | null>, { problems, phase }: Form) => {
  const asked = useRef(false)
  useEffect(() => {
    if (!asked.current || phase === 'testing') return
    asked.current = false
    if (Object.keys(problems).length > 0) root.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [problems, phase, root])
  return asked
}

/** A field that is gone keeps its text for as long as anything keeps the field. */
export const useEmptiedSecrets = (root: RefObject<HTMLFormElement | null>): void => {
  useEffect(() => {
    const form = root.current
    return () => {
      const fields = form?.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('textarea, input[type=password]')
      for (const field of fields ?? []) field.value = ''
    }
  }, [root])
}

/** The form, with what main says of the credential while it is entered. It ends with its secrets when it is left. */
export const useConnectionForm = (
  connection: Connection | null,
  another: 'files' | 'paste' | undefined,
  onSaved: (connection: Connection) => void,
) => {
  const root = useRef<HTMLFormElement>(null)
  const [form, dispatch] = useReducer(reduceForm, connection, (known) =>
    another === undefined ? openForm(known) : reduceForm(openForm(known), { type: 'from', from: another }),
  )
  useInspection(form, dispatch)
  useEmptiedSecrets(root)
  const asked = useFirstProblem(root, form)

  const choose = () =>
    request('connection.chooseFiles', {}).then(
      (chosen) => chosen !== null && dispatch({ type: 'chosen', files: chosen.files }),
      (error: unknown) => dispatch({ type: 'notInspected', refusal: asRequestError(error) }),
    )

  const submit = () => {
    if (form.phase === 'testing') return
    asked.current = true
    dispatch({ type: 'submitted' })
    const credential = credentialOf(form)
    if (credential === undefined || reduceForm(form, { type: 'submitted' }).phase !== 'testing') return
    const { cloud, tenantId, clientId } = form
    request('connection.testAndSave', { cloud, tenantId: tenantId.trim(), clientId: clientId.trim(), credential }).then(
      (saved) => {
        dispatch({ type: 'saved' })
        onSaved(saved)
      },
      (error: unknown) => {
        asked.current = true
        dispatch({ type: 'refused', refusal: asRequestError(error) })
      },
    )
  }
  return { root, form, dispatch, choose, submit }
}
