import { Button } from '@fluentui/react-components'
import { CheckmarkRegular, CopyRegular, DismissRegular } from '@fluentui/react-icons'
import { useCallback, useEffect, useState } from 'react'
import { request } from '../ipc/client.ts'
import { useText } from './text.tsx'

type Copied = 'no' | 'yes' | 'failed'

/** How long it is shown that something was copied, in milliseconds. */
const shown = 2000

/** Puts text on the clipboard and says for a moment whether that went well. */
const useCopy = () => {
  const [copied, setCopied] = useState<Copied>('no')
  useEffect(() => {
    if (copied === 'no') return
    const timer = setTimeout(() => setCopied('no'), shown)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = useCallback((text: string) => {
    request('app.copyText', { text }).then(
      () => setCopied('yes'),
      () => setCopied('failed'),
    )
  }, [])
  return { copied, copy }
}

const icons = { no: <CopyRegular />, yes: <CheckmarkRegular />, failed: <DismissRegular /> }

/** `label` names what is copied: 'Copy object id'. Without `words` it is an icon. */
export const CopyButton = ({
  text,
  label,
  words,
}: {
  readonly text: string
  readonly label: string
  readonly words?: string
}) => {
  const say = useText().app.copy
  const { copied, copy } = useCopy()
  const said = copied === 'no' ? '' : say[copied]
  return (
    <>
      <Button
        appearance="subtle"
        size="small"
        icon={icons[copied]}
        title={said || label}
        {...(words === undefined ? { 'aria-label': label } : {})}
        onClick={() => copy(text)}
      >
        {words !== undefined && (said || words)}
      </Button>
      <span className="sr" role="status">
        {said}
      </span>
    </>
  )
}
