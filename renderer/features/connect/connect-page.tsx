import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import { usualCertificate } from '../../../shared/domain/credentials.ts'
import { Notice } from '../../components/notice.tsx'
import { Page, Scroll } from '../../components/page.tsx'
import { RequestNotice } from '../../components/request-notice.tsx'
import { useAct } from '../../components/use-act.ts'
import { useQuery } from '../../ipc/use-query.ts'
import { hrefOf } from '../../lib/navigation.ts'
import { useText } from '../../lib/text.tsx'
import { ChooseStep, type Wish } from './choose-step.tsx'
import { ReviewStep } from './review-step.tsx'
import { SetupStep } from './setup-step.tsx'
import { stageOf } from './setup-view.ts'

/** From 'Connect with Microsoft' to a first sync: one decision a step, and at most one sign-in. */
const ConnectPage = () => {
  const text = useText().connect
  const [wish, setWish] = useState<Wish>({ ...usualCertificate, features: [], cloud: 'global' })
  const { data, error, refresh } = useQuery('setup.begin', {})
  // What main answers counts, not what this page did last: an unfinished set-up is found again after any end.
  const act = useAct(refresh)
  const known = useQuery('connection.get', {}).data
  const stage = data && known && stageOf(data.status, data.admin, known.connection)
  return (
    <Page title={text.title} note={stage && text.stages[stage]}>
      <Scroll label={text.title}>
        {error && <RequestNotice title={text.failed} error={error} onRetry={refresh} />}
        {data && stage === 'choose' && (
          <ChooseStep
            wish={wish}
            onWish={(part) => setWish({ ...wish, ...part })}
            bootstrap={data.bootstrap}
            act={act}
          />
        )}
        {data?.admin && stage === 'review' && (
          <ReviewStep admin={data.admin} wish={wish} displayName={data.displayName} act={act} />
        )}
        {data?.status && stage === 'setup' && (
          <SetupStep status={data.status} signedOut={data.admin === null} act={act} />
        )}
        {data?.status && stage === 'done' && (
          <Notice
            level="ok"
            title={text.done({ tenant: data.status.tenantName })}
            actions={
              <Button as="a" size="small" appearance="primary" href={hrefOf('overview')}>
                {text.overview}
              </Button>
            }
          >
            {text.doneWhy}
          </Notice>
        )}
      </Scroll>
    </Page>
  )
}

export default ConnectPage
