import { Button, makeStyles, ProgressBar } from '@fluentui/react-components'
import { StopRegular } from '@fluentui/react-icons'
import type { HealthBoard } from '../../../shared/domain/certificates.ts'
import type { StoredError } from '../../../shared/ipc/errors.ts'
import { explain } from '../../../shared/text/explain.ts'
import { Ago } from '../../components/ago.tsx'
import { Notice } from '../../components/notice.tsx'
import { Quiet } from '../../components/page.tsx'
import { detailsOf, RequestNotice } from '../../components/request-notice.tsx'
import { Status } from '../../components/status.tsx'
import { useAct } from '../../components/use-act.ts'
import { request } from '../../ipc/client.ts'
import { useFormat, useLanguage, useText } from '../../lib/text.tsx'
import { scopeName, timeLeft } from './health-view.ts'

const useStyles = makeStyles({
  root: { display: 'grid', gap: '8px', paddingBottom: '8px' },
  line: {
    display: 'flex',
    alignItems: 'center',
    flexWrap: 'wrap',
    gap: '4px 12px',
    fontVariantNumeric: 'tabular-nums',
  },
  bar: { flexGrow: 1, flexBasis: '80px', minWidth: '80px' },
  end: { marginLeft: 'auto' },
})

/** Heard by a screen reader at each tenth, not at each user. */
const tenths = ({ done, total }: HealthBoard): number => (total === 0 ? 0 : Math.floor((done / total) * 10) * 10)

const Running = ({ board }: { readonly board: HealthBoard }) => {
  const s = useStyles()
  const { certificates } = useText()
  const { health: text } = certificates
  const { number, duration, percent } = useFormat()
  const act = useAct()
  const { done, total, rate } = board
  const left = timeLeft(board)
  const name = scopeName(board, certificates)
  const words = [
    text.running({ name, done: number(done), total: number(total) }),
    ...(rate > 0 ? [text.rate({ rate: number(Math.round(rate * 10) / 10) })] : []),
    ...(left === undefined ? [] : [text.left({ time: duration(Math.max(1000, left)) })]),
  ]
  return (
    <>
      <div className={s.line}>
        <Status level="run" wrap>
          {words.join(', ')}
        </Status>
        <span className="sr" role="status">
          {name} {percent(tenths(board) / 100)}
        </span>
        <ProgressBar className={s.bar} aria-label={text.progress} value={total === 0 ? 0 : done / total} />
        <Button
          size="small"
          icon={<StopRegular />}
          disabledFocusable={act.busy !== undefined}
          onClick={() => act.run('stop', () => request('certificates.stopBoard', {}))}
        >
          {text.stop}
        </Button>
      </div>
      {act.error && <RequestNotice title={text.stopFailed} error={act.error} onDismiss={act.dismiss} />}
    </>
  )
}

const Ended = ({ board, onAnother }: { readonly board: HealthBoard; readonly onAnother: () => void }) => {
  const s = useStyles()
  const { certificates } = useText()
  const { health: text } = certificates
  const { number } = useFormat()
  const { state, done, total, startedAt, finishedAt } = board
  const name = scopeName(board, certificates)
  const words =
    state === 'stopped'
      ? text.stopped({ name, done: number(done), total: number(total) })
      : text.done({ name, count: done, text: number(done) })
  return (
    <div className={s.line}>
      <span role="status">
        <Status level={state === 'stopped' ? 'partial' : 'ok'} wrap>
          {words}, <Ago at={finishedAt ?? startedAt} />
        </Status>
      </span>
      <Quiet>{text.memory}</Quiet>
      <span className={s.end}>
        <Button size="small" onClick={onAnother}>
          {text.another}
        </Button>
      </span>
    </div>
  )
}

const EndedEarly = ({ error }: { readonly error: StoredError }) => {
  const { health: text } = useText().certificates
  const { message, remedy } = explain(error, useLanguage())
  return (
    <Notice level="error" title={text.endedEarly} details={detailsOf(error, message)}>
      {message} {remedy}
    </Notice>
  )
}

/** How far the board is and how to stop it, or what it is of and the way to another. */
export const HealthProgress = ({
  board,
  onAnother,
}: {
  readonly board: HealthBoard
  readonly onAnother: () => void
}) => (
  <div className={useStyles().root}>
    {board.state === 'running' ? <Running board={board} /> : <Ended board={board} onAnother={onAnother} />}
    {board.error && <EndedEarly error={board.error} />}
  </div>
)
