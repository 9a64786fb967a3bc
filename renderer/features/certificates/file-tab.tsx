import { Button, makeStyles, ProgressBar } from '@fluentui/react-components'
import { FormField } from '../../components/form-field.tsx'
import { Notice } from '../../components/notice.tsx'
import { Scroll } from '../../components/page.tsx'
import { RequestNotice } from '../../components/request-notice.tsx'
import { Status } from '../../components/status.tsx'
import { useFormat, useText } from '../../lib/text.tsx'
import { DropZone } from './drop-zone.tsx'
import { UserFinder } from './finder.tsx'
import { JudgedCertificates } from './judged-certificates.tsx'
import { UnreadTable } from './source-table.tsx'
import type { Judging } from './use-judging.ts'

const useStyles = makeStyles({
  above: { display: 'grid', gap: '12px' },
  against: { maxWidth: '560px' },
  running: { display: 'grid', gap: '8px', maxWidth: '680px' },
})

const Ending = ({ judging }: { readonly judging: Judging }) => {
  const { file: text } = useText().certificates
  const { number } = useFormat()
  const { name = '', answer, refusal, error, clear } = judging
  if (error) return <RequestNotice title={text.failed} error={error} onDismiss={clear} />
  if (refusal !== undefined) {
    const title = refusal === 'unreadable' ? text.unreadable : text[refusal]({ name })
    return <Notice level="warn" title={title} onDismiss={clear} />
  }
  if (answer === undefined) return null
  const count = answer.certificates.length
  return (
    <Notice
      level={count === 0 ? 'warn' : 'info'}
      title={count === 0 ? text.none({ name }) : text.result({ count, text: number(count), name })}
      actions={
        <Button size="small" onClick={clear}>
          {text.clear}
        </Button>
      }
    >
      {judging.several && text.several} {text.kept}
    </Notice>
  )
}

const Running = ({ name }: { readonly name: string }) => {
  const s = useStyles()
  const { file: text } = useText().certificates
  const words = text.judging({ name })
  return (
    <div className={s.running}>
      <Status level="run" wrap>
        {words}
      </Status>
      <ProgressBar aria-label={words} />
    </div>
  )
}

/** A file of one's own, judged by the same rules as what a lookup finds. */
export const FileTab = (props: {
  readonly against: string | undefined
  readonly name: string | undefined
  readonly onAgainst: (id: string | undefined) => void
  readonly judging: Judging
}) => {
  const { against, name, onAgainst, judging } = props
  const s = useStyles()
  const { file: text, find } = useText().certificates
  const { answer, running } = judging
  const choose = (id: string | undefined) => {
    onAgainst(id)
    judging.judgeAgainst(id)
  }
  return (
    <Scroll label={text.label}>
      <div className={s.above}>
        <DropZone onFiles={judging.take} />
        <div className={s.against}>
          <FormField label={text.against} hint={text.againstWhy}>
            <UserFinder label={find.against} chosen={against} name={name} onChoose={choose} />
          </FormField>
        </div>
        <div role="status">
          {running && <Running name={judging.name ?? ''} />}
          {!running && <Ending judging={judging} />}
        </div>
      </div>
      {answer && !running && (
        <JudgedCertificates certificates={answer.certificates}>
          <UnreadTable unread={answer.unread} />
        </JudgedCertificates>
      )}
    </Scroll>
  )
}
