import { Button, Checkbox, Dropdown, Field, makeStyles, Option, Radio, RadioGroup } from '@fluentui/react-components'
import { OpenRegular } from '@fluentui/react-icons'
import { type CloudId, cloudIds } from '../../../shared/domain/connection.ts'
import { type CertificateWish, keySizes, validities } from '../../../shared/domain/credentials.ts'
import { alwaysOn, type Feature, featureRoles, features } from '../../../shared/domain/features.ts'
import type { Bootstrap } from '../../../shared/domain/setup.ts'
import { Mono, Quiet } from '../../components/page.tsx'
import { RequestNotice } from '../../components/request-notice.tsx'
import { SimpleTable } from '../../components/simple-table.tsx'
import { Status } from '../../components/status.tsx'
import type { Act } from '../../components/use-act.ts'
import { request } from '../../ipc/client.ts'
import { hrefOf } from '../../lib/navigation.ts'
import { useFormat, useText } from '../../lib/text.tsx'
import { toggled } from './setup-view.ts'

const useStyles = makeStyles({
  root: { display: 'grid', gap: '16px', maxWidth: '760px' },
  lead: { margin: 0, maxWidth: '680px' },
  options: { display: 'grid', gap: '12px', padding: '8px 0 0 16px', maxWidth: '680px' },
  buttons: { display: 'flex', alignItems: 'center', gap: '8px', flexWrap: 'wrap' },
})

/** What the administrator wishes for; kept by the page while the browser is open. */
export interface Wish extends CertificateWish {
  readonly features: readonly Feature[]
  readonly cloud: CloudId
}

interface Props {
  readonly wish: Wish
  readonly onWish: (part: Partial<Wish>) => void
  readonly bootstrap: Bootstrap
  readonly act: Act
}

const Features = ({ wish, onWish }: Pick<Props, 'wish' | 'onWish'>) => {
  const text = useText().connect
  return (
    <SimpleTable
      label={text.stages.choose}
      middle
      columns={[
        { header: text.columns.feature, width: '40%' },
        { header: text.columns.permission, width: '26%' },
        { header: text.columns.without },
      ]}
      rows={features.map((feature) => [
        feature === alwaysOn ? (
          <Status key="always" level="ok">
            {text.features[feature].name}
          </Status>
        ) : (
          <Checkbox
            key="chosen"
            label={text.features[feature].name}
            checked={wish.features.includes(feature)}
            onChange={(_, { checked }) => onWish({ features: toggled(wish.features, feature, checked === true) })}
          />
        ),
        <span key="roles">
          {featureRoles[feature].map((role) => (
            <div key={role}>
              <Mono>{role}</Mono>
            </div>
          ))}
        </span>,
        <Quiet key="without">{text.features[feature].without}</Quiet>,
      ])}
    />
  )
}

const Options = ({ wish, onWish }: Pick<Props, 'wish' | 'onWish'>) => {
  const s = useStyles()
  const { connect: text, app } = useText()
  const { number } = useFormat()
  return (
    <details>
      <summary>{text.options}</summary>
      <div className={s.options}>
        <Field label={text.keyBits}>
          <RadioGroup
            layout="horizontal"
            value={String(wish.keyBits)}
            onChange={(_, { value }) =>
              onWish({ keyBits: keySizes.find((size) => String(size) === value) ?? wish.keyBits })
            }
          >
            {keySizes.map((size) => (
              <Radio key={size} value={String(size)} label={text.bits({ bits: String(size) })} />
            ))}
          </RadioGroup>
        </Field>
        <Field label={text.months}>
          <RadioGroup
            layout="horizontal"
            value={String(wish.months)}
            onChange={(_, { value }) =>
              onWish({ months: validities.find((months) => String(months) === value) ?? wish.months })
            }
          >
            {validities.map((months) => (
              <Radio key={months} value={String(months)} label={text.validity({ months: number(months) })} />
            ))}
          </RadioGroup>
        </Field>
        <Field label={text.cloud}>
          <Dropdown
            size="small"
            value={app.clouds[wish.cloud]}
            selectedOptions={[wish.cloud]}
            onOptionSelect={(_, { optionValue }) =>
              onWish({ cloud: cloudIds.find((id) => id === optionValue) ?? wish.cloud })
            }
          >
            {cloudIds.map((id) => (
              <Option key={id} value={id}>
                {app.clouds[id]}
              </Option>
            ))}
          </Dropdown>
        </Field>
      </div>
    </details>
  )
}

/** What Tenantry may read, and the way into the browser. */
export const ChooseStep = ({ wish, onWish, bootstrap, act }: Props) => {
  const s = useStyles()
  const text = useText().connect
  const waiting = act.busy === 'signIn'
  const signIn = () => act.run('signIn', () => request('setup.signIn', { cloud: wish.cloud, tenant: null }))
  const cancel = () => void request('setup.cancelBrowser', {}).catch(() => undefined)
  return (
    <div className={s.root}>
      <p className={s.lead}>{text.lead}</p>
      <Features wish={wish} onWish={onWish} />
      <Options wish={wish} onWish={onWish} />
      <p className={s.lead}>
        <Quiet>{text.bootstrap({ name: bootstrap.clientName ?? bootstrap.clientId })}</Quiet>
      </p>
      <div className={s.buttons}>
        {waiting ? (
          <Button size="small" onClick={cancel}>
            {text.cancel}
          </Button>
        ) : (
          <Button size="small" appearance="primary" icon={<OpenRegular />} onClick={signIn}>
            {text.signIn}
          </Button>
        )}
        {!waiting && (
          <Button as="a" size="small" href={hrefOf('settings')}>
            {text.own}
          </Button>
        )}
        <span role="status">{waiting && <Status level="wait">{text.waiting}</Status>}</span>
      </div>
      {act.error && act.error.code !== 'cancelled' && (
        <RequestNotice title={text.refused} error={act.error} onDismiss={act.dismiss} />
      )}
    </div>
  )
}
