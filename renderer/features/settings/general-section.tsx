import { Field, makeStyles, Select } from '@fluentui/react-components'
import { useState } from 'react'
import { languages, type Preferences } from '../../../shared/ipc/app.ts'
import { RequestNotice } from '../../components/request-notice.tsx'
import { request } from '../../ipc/client.ts'
import { useQuery } from '../../ipc/use-query.ts'
import { useText } from '../../lib/text.tsx'

const useStyles = makeStyles({
  field: { alignItems: 'start' },
  label: { paddingTop: '2px', paddingBottom: '2px' },
  root: { display: 'grid', gap: '12px', maxWidth: '480px', paddingTop: '4px' },
})

const languageChoices = ['system', ...languages] as const
const closingChoices = ['background', 'quit'] as const
const themeChoices = ['system', 'light', 'dark', 'contrast'] as const

/** A native list: short, and the same under every screen reader. */
const Choice = <Value extends string>(props: {
  readonly label: string
  readonly hint: string
  readonly value: Value
  readonly values: readonly Value[]
  readonly words: Readonly<Record<Value, string>>
  readonly onChange: (value: Value) => void
}) => {
  const { label, hint, value, values, words, onChange } = props
  const s = useStyles()
  return (
    <Field label={{ children: label, className: s.label }} hint={hint} orientation="horizontal" className={s.field}>
      <Select
        size="small"
        value={value}
        onChange={(_, data) => onChange(values.find((known) => known === data.value) ?? value)}
      >
        {values.map((known) => (
          <option key={known} value={known}>
            {words[known]}
          </option>
        ))}
      </Select>
    </Field>
  )
}

/** Language, appearance, and what the closed window means. They hold at once and are kept by main. */
export const GeneralSection = () => {
  const s = useStyles()
  const { app, settings } = useText()
  const text = settings.general
  const preferences = useQuery('app.info', {}).data?.preferences
  const [error, setError] = useState<unknown>()
  if (preferences === undefined) return null
  const change = (part: Partial<Preferences>) => {
    setError(undefined)
    request('app.setPreferences', part).catch(setError)
  }
  return (
    <div className={s.root}>
      {error !== undefined && <RequestNotice title={text.refused} error={error} />}
      <Choice
        label={text.language}
        hint={text.languageHint}
        value={preferences.language}
        values={languageChoices}
        words={app.languages}
        onChange={(language) => change({ language })}
      />
      <Choice
        label={text.theme}
        hint={text.themeHint}
        value={preferences.theme}
        values={themeChoices}
        words={app.themes}
        onChange={(theme) => change({ theme })}
      />
      <Choice
        label={text.whenClosed}
        hint={text.whenClosedHint}
        value={preferences.whenClosed}
        values={closingChoices}
        words={text.whenClosedChoices}
        onChange={(whenClosed) => change({ whenClosed })}
      />
    </div>
  )
}
