import { Button, Link } from '@fluentui/react-components'
import { OpenRegular } from '@fluentui/react-icons'
import type { LinkId } from '../../shared/ipc/app.ts'
import { request } from '../ipc/client.ts'

/** Opening fails only where the system has no browser; then nothing that this page could say would help. */
const open =
  ({ link, connectionId }: Omit<Props, 'children'>) =>
  () => {
    const input = connectionId === undefined ? { link } : { link, connectionId }
    request('app.openLink', input).catch(() => undefined)
  }

interface Props {
  readonly link: LinkId
  /** Whose page it is, for links into a registration. */
  readonly connectionId?: string
  readonly children: string
}

/** One of the addresses that main knows, in the system's browser. */
export const OpenLink = ({ children, ...target }: Props) => (
  <Link as="button" onClick={open(target)}>
    {children}
  </Link>
)

/** The same as an icon; the words are its name. */
export const OpenIcon = ({ children, ...target }: Props) => (
  <Button
    size="small"
    appearance="subtle"
    icon={<OpenRegular />}
    aria-label={children}
    title={children}
    onClick={open(target)}
  />
)
