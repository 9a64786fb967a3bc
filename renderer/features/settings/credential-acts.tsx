import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger, makeStyles } from '@fluentui/react-components'
import { MoreHorizontalRegular } from '@fluentui/react-icons'
import type { ExportFormat, KeptCredential } from '../../../shared/domain/credentials.ts'
import { nameOf } from '../../components/credential-name.ts'
import { useText } from '../../lib/text.tsx'
import { useOffline } from '../../lib/use-offline.ts'

const useStyles = makeStyles({
  acts: { display: 'flex', gap: '4px', justifyContent: 'flex-end', alignItems: 'center' },
})

export interface CredentialActs {
  readonly busy: string | undefined
  /** Undefined while a renewal is under way. */
  readonly renew: (() => void) | undefined
  readonly use: (credential: KeptCredential) => void
  readonly remove: (credential: KeptCredential) => void
  readonly exportAs: (credential: KeptCredential, format: ExportFormat) => void
  readonly readExpiry: (credential: KeptCredential) => void
  readonly typeExpiry: (credential: KeptCredential) => void
}

interface Props {
  readonly credential: KeptCredential
  readonly acts: CredentialActs
}

const More = ({ credential, acts }: Props) => {
  const text = useText().credentials
  const { summary, active, pending } = credential
  const offline = useOffline()
  const label = text.more({ name: nameOf(summary, text.kinds) })
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button size="small" appearance="subtle" icon={<MoreHorizontalRegular />} aria-label={label} title={label} />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {summary.kind === 'certificate' && (
            <>
              <MenuItem onClick={() => acts.exportAs(credential, 'cer')}>{text.exportCer}</MenuItem>
              <MenuItem onClick={() => acts.exportAs(credential, 'pem')}>{text.exportPem}</MenuItem>
            </>
          )}
          {summary.kind === 'secret' && (
            <>
              <MenuItem disabled={offline !== undefined} title={offline} onClick={() => acts.readExpiry(credential)}>
                {text.readExpiry}
              </MenuItem>
              <MenuItem onClick={() => acts.typeExpiry(credential)}>{text.typeExpiry}</MenuItem>
            </>
          )}
          {!active && !pending && <MenuItem onClick={() => acts.remove(credential)}>{text.remove}</MenuItem>}
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}

/** The next act of a credential as a button, the seldom ones behind it. */
export const CredentialButtons = ({ credential, acts }: Props) => {
  const s = useStyles()
  const text = useText().credentials
  const { active, pending, summary, id } = credential
  const offline = useOffline()
  return (
    <div className={s.acts}>
      {active && summary.kind === 'certificate' && acts.renew && (
        <Button size="small" onClick={acts.renew}>
          {text.renew}
        </Button>
      )}
      {!active && !pending && (
        <Button
          size="small"
          disabledFocusable={acts.busy === `use ${id}` || offline !== undefined}
          title={offline}
          onClick={() => acts.use(credential)}
        >
          {text.use}
        </Button>
      )}
      <More credential={credential} acts={acts} />
    </div>
  )
}
