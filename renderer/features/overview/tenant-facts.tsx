import { Link, makeStyles } from '@fluentui/react-components'
import type { Connection } from '../../../shared/domain/connection.ts'
import { Facts, Mono, Quiet, Section } from '../../components/page.tsx'
import { CopyButton } from '../../lib/copy.tsx'
import { hrefOf } from '../../lib/navigation.ts'
import { useText } from '../../lib/text.tsx'

const useStyles = makeStyles({
  value: {
    display: 'flex',
    alignItems: 'center',
    gap: '4px',
    minHeight: '20px',
    // The button is higher than a line; the line stays that of its name.
    '& > button': { marginTop: '-2px', marginBottom: '-2px' },
  },
})

const Copied = ({ name, value, mono = false }: { name: string; value: string; mono?: boolean }) => {
  const s = useStyles()
  const { copy } = useText().overview.tenant
  return (
    <span className={s.value}>
      {mono ? <Mono>{value}</Mono> : value}
      <CopyButton text={value} label={copy({ name })} />
    </span>
  )
}

const TenantList = ({ connection }: { readonly connection: Connection }) => {
  const { app, overview } = useText()
  const { tenant } = overview
  const { tenantName, defaultDomain, tenantId, cloud } = connection
  return (
    <Facts
      rows={[
        [tenant.name, <Copied key="name" name={tenant.name} value={tenantName} />],
        [
          tenant.domain,
          defaultDomain === null ? (
            <Quiet key="none">{tenant.noDomain}</Quiet>
          ) : (
            <Copied key="domain" name={tenant.domain} value={defaultDomain} />
          ),
        ],
        [tenant.id, <Copied key="id" mono name={tenant.id} value={tenantId} />],
        [tenant.cloud, app.clouds[cloud]],
      ]}
    />
  )
}

/** Which tenant this is, for copying into whatever asks for it. */
export const TenantFacts = ({ connection }: { readonly connection: Connection }) => {
  const { tenant } = useText().overview
  return (
    <Section title={tenant.title} actions={<Link href={hrefOf('settings')}>{tenant.settings}</Link>}>
      <TenantList connection={connection} />
    </Section>
  )
}
