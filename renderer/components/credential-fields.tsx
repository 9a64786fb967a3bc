import { Button, Input, makeStyles, Radio, RadioGroup, Textarea, tokens } from '@fluentui/react-components'
import { DocumentKeyRegular, EyeOffRegular, EyeRegular } from '@fluentui/react-icons'
import { type Dispatch, useState } from 'react'
import type { Connection } from '../../shared/domain/connection.ts'
import { useText } from '../lib/text.tsx'
import { type Form, type FormEvent, froms } from './connection-form.ts'
import { FormField } from './form-field.tsx'
import { InspectionResult } from './inspection-result.tsx'

const useStyles = makeStyles({
  // The circles stand under the fields, on the line of the label.
  choice: { margin: '-4px 0 -4px -8px' },
  pasted: { display: 'flex', alignItems: 'flex-start', gap: '4px', minWidth: 0 },
  area: { flexGrow: 1, minWidth: 0, fontFamily: tokens.fontFamilyMonospace },
  files: { display: 'flex', alignItems: 'center', gap: '8px', flexWrap: 'wrap', minWidth: 0 },
  names: { overflowWrap: 'anywhere' },
  found: { marginLeft: '160px', '@media (max-width: 760px)': { marginLeft: 0 } },
})

interface Props {
  readonly form: Form
  readonly dispatch: Dispatch<FormEvent>
  readonly connection: Connection | null
  readonly onChoose: () => void
}

const FromField = ({ form, dispatch, connection }: Omit<Props, 'onChoose'>) => {
  const s = useStyles()
  const { form: text } = useText().settings
  return (
    <FormField label={text.credential}>
      <RadioGroup
        className={s.choice}
        layout="horizontal"
        disabled={form.phase === 'testing'}
        value={form.from}
        onChange={(_, { value }) =>
          dispatch({ type: 'from', from: froms.find((known) => known === value) ?? form.from })
        }
      >
        {froms
          .filter((from) => from !== 'stored' || (connection !== null && connection.state !== 'disconnected'))
          .map((from) => (
            <Radio key={from} value={from} label={text.from[from]} />
          ))}
      </RadioGroup>
    </FormField>
  )
}

/** Masked like a password, although it may have lines: nobody reads a key over a shoulder. */
export const PasteField = ({ form, dispatch }: Pick<Props, 'form' | 'dispatch'>) => {
  const s = useStyles()
  const { form: text } = useText().settings
  const [shown, setShown] = useState(false)
  const toggle = shown ? text.hide : text.show
  return (
    <FormField required label={text.paste} hint={text.pasteHint} problem={form.problems.credential}>
      {(props) => (
        <div className={s.pasted}>
          <Textarea
            {...props}
            className={s.area}
            size="small"
            rows={3}
            name="credential"
            autoComplete="off"
            spellCheck={false}
            readOnly={form.phase === 'testing'}
            textarea={{ style: { WebkitTextSecurity: shown ? 'none' : 'disc' } as object }}
            value={form.pasted}
            onChange={(_, { value }) => dispatch({ type: 'pasted', text: value })}
          />
          <Button
            size="small"
            appearance="subtle"
            icon={shown ? <EyeOffRegular /> : <EyeRegular />}
            aria-label={toggle}
            title={toggle}
            onClick={() => setShown(!shown)}
          />
        </div>
      )}
    </FormField>
  )
}

export const FilesField = ({ form, onChoose }: Pick<Props, 'form' | 'onChoose'>) => {
  const s = useStyles()
  const { form: text } = useText().settings
  const none = form.files.length === 0
  return (
    <FormField label={text.files} hint={text.filesHint} problem={form.problems.credential}>
      {(props) => (
        <div className={s.files}>
          <Button
            size="small"
            aria-describedby={props['aria-describedby']}
            icon={<DocumentKeyRegular />}
            disabledFocusable={form.phase === 'testing'}
            onClick={onChoose}
          >
            {none ? text.chooseFiles : text.chooseOthers}
          </Button>
          <span className={s.names}>{none ? text.noFiles : form.files.map(({ name }) => name).join(', ')}</span>
        </div>
      )}
    </FormField>
  )
}

export const PassphraseField = ({ form, dispatch }: Pick<Props, 'form' | 'dispatch'>) => {
  const { form: text } = useText().settings
  return (
    <FormField required label={text.passphrase} hint={text.passphraseHint} problem={form.problems.passphrase}>
      <Input
        size="small"
        type="password"
        name="passphrase"
        autoComplete="off"
        readOnly={form.phase === 'testing'}
        value={form.passphrase}
        onChange={(_, { value }) => dispatch({ type: 'passphrase', text: value })}
      />
    </FormField>
  )
}

/** How the application proves itself: pasted, from files or as saved, and what main makes of it. */
export const CredentialFields = ({ form, dispatch, connection, onChoose }: Props) => {
  const s = useStyles()
  const known = form.from === 'stored' ? connection?.credential : undefined
  return (
    <>
      <FromField form={form} dispatch={dispatch} connection={connection} />
      {form.from === 'paste' && <PasteField form={form} dispatch={dispatch} />}
      {form.from === 'files' && <FilesField form={form} onChoose={onChoose} />}
      {form.asksPassphrase && <PassphraseField form={form} dispatch={dispatch} />}
      <div className={s.found} role="status">
        <InspectionResult inspection={known ? { state: 'known', summary: known } : form.inspection} />
      </div>
    </>
  )
}
