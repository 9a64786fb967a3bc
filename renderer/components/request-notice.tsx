import { Button } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import type { StoredError } from '../../shared/ipc/errors.ts'
import { explain } from '../../shared/text/explain.ts'
import { asRequestError } from '../ipc/client.ts'
import { useLanguage, useText } from '../lib/text.tsx'
import { Notice } from './notice.tsx'

/** What support needs to know of a fault, line by line: codes and ids, which are in no language. */
export const detailsOf = ({ code, params }: StoredError, message: string, reference = ''): string =>
  [
    message,
    `code: ${code}`,
    ...Object.entries(params).map(([name, value]) => `${name}: ${value}`),
    ...(reference === '' ? [] : [`reference: ${reference}`]),
  ].join('\n')

/** In the present language, although main worded it in that of its time: what happened, the cure, and the details. */
const useExplained = (error: unknown) => {
  const language = useLanguage()
  const known = asRequestError(error)
  const { message, remedy } = explain(known, language)
  return { message, remedy, details: detailsOf(known, known.message, known.reference) }
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
