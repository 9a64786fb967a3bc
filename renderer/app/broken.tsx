import { Button } from '@fluentui/react-components'
import { PlugDisconnectedRegular } from '@fluentui/react-icons'
import { Blank } from '../components/notice.tsx'
import { Mono, Page } from '../components/page.tsx'
import { CopyButton } from '../lib/copy.tsx'
import { useText } from '../lib/text.tsx'

interface Props {
  readonly title: string
  readonly why: string
  readonly again: string
  readonly error: Error
  readonly onAgain: () => void
}

const Broken = ({ title, why, again, error, onAgain }: Props) => {
  const { copy } = useText().app
  return (
    <Page title={title}>
      <Blank
        icon={<PlugDisconnectedRegular fontSize={32} />}
        title={why}
        actions={
          <>
            <Button size="small" appearance="primary" onClick={onAgain}>
              {again}
            </Button>
            <CopyButton text={error.stack ?? error.message} label={copy.details} words={copy.details} />
          </>
        }
      >
        <Mono>{error.message}</Mono>
      </Blank>
    </Page>
  )
}

/** Stands where a page was that threw; the frame around it works on. */
export const BrokenPage = ({ error, reset }: { readonly error: Error; readonly reset: () => void }) => {
  const { title, why, retry } = useText().app.broken
  return <Broken title={title} why={why} again={retry} error={error} onAgain={reset} />
}

/** The frame itself threw: only a fresh window helps. */
export const BrokenWindow = ({ error }: { readonly error: Error }) => {
  const { frame, frameWhy, reload } = useText().app.broken
  return <Broken title={frame} why={frameWhy} again={reload} error={error} onAgain={() => location.reload()} />
}
