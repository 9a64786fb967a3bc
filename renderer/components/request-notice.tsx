import { Button } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { explain } from '../../shared/text/explain.ts'
import { asRequestError, type RequestError } from '../ipc/client.ts'
import { useLanguage, useText } from '../lib/text.tsx'
import { Notice } from './notice.tsx'

/** What support needs to know of a refusal, line by line: codes and ids, which are in no language. */
const detailsOf = ({ code, message, params, reference }: RequestError): string =>
  [
    message,
    `code: ${code}`,
    ...Object.entries(params).map(([name, value]) => `${name}: ${value}`),
    ...(reference === '' ? [] : [`reference: ${reference}`]),
  ].join('\n')

/** A refusal in the present language, although main worded it in that of its time: what happened and the cure. */
const useExplained = (error: unknown) => {
  const language = useLanguage()
  const known = asRequestError(error)
  return { ...explain(known, language), details: detailsOf(known) }
}

/** Main said no: what could not be done, why, the cure, and what support needs. */
export const RequestNotice = ({
  error,
  title,
  children,
  actions,
  onRetry,
  onDismiss,
}: {
  readonly error: unknown
  /** What could not be done; without it the reason itself is the first line. */
  readonly title?: string
  /** What was not lost, behind the cure. */
  readonly children?: ReactNode
  readonly actions?: ReactNode
  readonly onRetry?: (() => void) | undefined
  readonly onDismiss?: (() => void) | undefined
}) => {
  const { retry } = useText().app
  const { message, remedy, details } = useExplained(error)
  const buttons = (
    <>
      {actions}
      {onRetry && (
        <Button size="small" onClick={onRetry}>
          {retry}
        </Button>
      )}
    </>
  )
  return (
    <Notice level="error" title={title ?? message} details={details} actions={buttons} onDismiss={onDismiss}>
      {title !== undefined && message} {remedy} {children}
    </Notice>
  )
}
