import { Link } from '@fluentui/react-components'
import { Notice } from '../../components/notice.tsx'
import { OpenLink } from '../../components/open-link.tsx'
import { useQuery } from '../../ipc/use-query.ts'
import { hrefOf } from '../../lib/navigation.ts'
import { useText } from '../../lib/text.tsx'

/** Mail.Read is not granted: what that means, and how it is granted. */
export const MissingRight = () => {
  const { missing: text } = useText().certificates
  const id = useQuery('connection.get', {}).data?.connection?.id
  return (
    <Notice
      level="warn"
      title={text.title}
      actions={
        <>
          {id !== undefined && (
            <OpenLink link="registrationPermissions" connectionId={id}>
              {text.portal}
            </OpenLink>
          )}
          <Link href={hrefOf('settings')}>{text.settings}</Link>
        </>
      }
    >
      {text.why} {text.how}
    </Notice>
  )
}
