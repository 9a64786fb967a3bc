import { Button, Link } from '@fluentui/react-components'
import { OpenRegular } from '@fluentui/react-icons'
import type { LinkId } from '../../../shared/ipc/app.ts'
import { request } from '../../ipc/client.ts'

/** Opening fails only where the system has no browser; then nothing that this page could say would help. */
const open = (link: LinkId) => () => void request('app.openLink', { link }).catch(() => undefined)

interface Props {
  readonly link: LinkId
  readonly children: string
}

/** One of the addresses that main knows, in the system's browser. */
export const OpenLink = ({ link, children }: Props) => (
  <Link as="button" onClick={open(link)}>
    {children}
  </Link>
)

/** The same as an icon; the words are its name. */
export const OpenIcon = ({ link, children }: Props) => (
  <Button
    size="small"
    appearance="subtle"
    icon={<OpenRegular />}
    aria-label={children}
    title={children}
    onClick={open(link)}
  />
)
