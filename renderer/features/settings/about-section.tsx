import { makeStyles } from '@fluentui/react-components'
import { OpenLink } from '../../components/open-link.tsx'
import { Facts, Section } from '../../components/page.tsx'
import { useQuery } from '../../ipc/use-query.ts'
import { CopyButton } from '../../lib/copy.tsx'
import { useText } from '../../lib/text.tsx'

const useStyles = makeStyles({ links: { marginTop: '8px' } })

/** What support asks first. */
export const AboutSection = () => {
  const s = useStyles()
  const text = useText().settings.about
  const info = useQuery('app.info', {}).data
  if (info === undefined) return null
  const { version, platform, packaged, cloudOverride } = info
  const system = text.platforms[platform]
  const build = packaged ? text.packaged : text.unpackaged
  return (
    <Section
      title="Tenantry"
      actions={<CopyButton text={`Tenantry ${version}, ${system}, ${build}`} label={text.copy} words={text.copy} />}
    >
      <Facts
        rows={[
          [text.version, version],
          [text.platform, system],
          [text.build, build],
          [text.cloud, cloudOverride === null ? text.cloudUsual : text.cloudOverride({ name: cloudOverride })],
        ]}
      />
      <div className={s.links}>
        <OpenLink link="documentation">{text.documentation}</OpenLink>
      </div>
    </Section>
  )
}
