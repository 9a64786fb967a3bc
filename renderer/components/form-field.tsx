import { Field, type FieldProps, makeStyles } from '@fluentui/react-components'
import type { ReactElement } from 'react'
import { explain } from '../../shared/text/explain.ts'
import { isMoment } from '../lib/format.ts'
import { useFormat, useLanguage, useText } from '../lib/text.tsx'
import type { Refusal } from './connection-form.ts'
import { type Problem, problemText } from './form-problems.ts'

const useStyles = makeStyles({
  label: { paddingTop: '2px', paddingBottom: '2px' },
  field: {
    alignItems: 'start',
    overflowWrap: 'anywhere',
    gridTemplateColumns: '160px minmax(0, 1fr)',
    '@media (max-width: 760px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
})

const useExplanation = () => {
  const language = useLanguage()
  const { dateTime } = useFormat()
  return ({ code, params }: Refusal) => {
    const readable = Object.entries(params).map(([name, value]) => [name, isMoment(value) ? dateTime(value) : value])
    return explain({ code, params: Object.fromEntries(readable) }, language)
  }
}

interface Props {
  readonly label: string
  readonly hint?: string
  readonly problem?: Problem | undefined
  /** What is wrong, already in words. */
  readonly message?: string | undefined
  readonly required?: boolean
  readonly children: ReactElement | FieldProps['children']
}

/** A label, a control, and below it the hint or what is wrong. */
export const FormField = ({ label, hint, problem, message: said, required = false, children }: Props) => {
  const s = useStyles()
  const { settings } = useText()
  const explained = useExplanation()
  const message = problem === undefined ? said : problemText(problem, settings, explained)
  return (
    <Field
      className={s.field}
      label={{ children: label, className: s.label }}
      orientation="horizontal"
      required={required}
      {...(problem === undefined && said === undefined ? {} : { validationState: 'error' })}
      {...(message === undefined ? {} : { validationMessage: message })}
      {...(hint === undefined || message !== undefined ? {} : { hint })}
    >
      {children}
    </Field>
  )
}
