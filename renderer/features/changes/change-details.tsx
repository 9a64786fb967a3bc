import { Link, makeStyles } from '@fluentui/react-components'
import type { Change, ChangeAttribute, ChangeValue } from '../../../shared/domain/change.ts'
import { changeAttributes } from '../../../shared/domain/change.ts'
import type { Group } from '../../../shared/domain/group.ts'
import type { User } from '../../../shared/domain/user.ts'
import { changeValueText, nameOf, whoOf } from '../../components/change-text.ts'
import { ChangeValues } from '../../components/change-values.tsx'
import { ObjectHistory } from '../../components/object-history.tsx'
import { Facts, Mono, Quiet, Section } from '../../components/page.tsx'
import { SidePanel } from '../../components/side-panel.tsx'
import { usePendingChanges } from '../../components/use-pending-changes.ts'
import { hrefOf } from '../../lib/navigation.ts'
import { useFormat, useText } from '../../lib/text.tsx'
import { What } from './change-columns.tsx'

const useStyles = makeStyles({ ofRun: { display: 'grid', justifyItems: 'start', gap: '2px' } })

type Known = Partial<Record<ChangeAttribute, ChangeValue>>

/** Every attribute of a user or group; blank ones are said to be. */
export const AllAttributes = ({ of }: { readonly of: User | Group }) => {
  const text = useText()
  const known: Known = of
  return (
    <Facts
      rows={changeAttributes.flatMap((attribute) => {
        const value = known[attribute]
        if (value === undefined) return []
        const words = changeValueText(attribute, value, text)
        return [
          [
            text.changes.attributes[attribute],
            words === '' ? <Quiet key={attribute}>{text.changes.blank}</Quiet> : words,
          ] as const,
        ]
      })}
    />
  )
}

const Links = ({ change }: { readonly change: Change }) => {
  const { details: text } = useText().changes
  const { kind, what, object, member } = change
  const user =
    member === null
      ? kind === 'user' && what !== 'removed'
        ? object.id
        : null
      : member.type === 'user'
        ? member.id
        : null
  const group = kind === 'membership' || (kind === 'group' && what !== 'removed') ? object.id : null
  return (
    <>
      {user !== null && <Link href={hrefOf('users', { open: user })}>{text.openUser}</Link>}{' '}
      {group !== null && <Link href={hrefOf('groups', { open: group })}>{text.openGroup}</Link>}
    </>
  )
}

/** The run that found it, what else it changed, and the directory after it. There is none after one that is pending. */
const OfRun = ({ change: { runId, at } }: { readonly change: Change }) => {
  const s = useStyles()
  const { details: text } = useText().changes
  const { dateTime } = useFormat()
  const isPending = usePendingChanges()?.runId === runId
  return (
    <span className={s.ofRun}>
      <Link href={hrefOf('sync', { run: runId })}>{dateTime(at)}</Link>
      <Link href={hrefOf('changes', { run: runId })}>{text.ofRun}</Link>
      {!isPending && <Link href={hrefOf('changes', { asOf: runId })}>{text.asOfRun}</Link>}
    </span>
  )
}

const About = ({ change }: { readonly change: Change }) => {
  const { details: text, happened, attributes, unnamed } = useText().changes
  const { kind, what, object, member, attribute } = change
  const who = whoOf(change)
  return (
    <Facts
      rows={[
        [text.what, <What key="what" change={change} words={happened[kind][what]} />],
        ...(member === null ? [] : [[text.group, nameOf(object, unnamed)] as const]),
        ...(attribute === null ? [] : [[text.attribute, attributes[attribute]] as const]),
        ...(who.mail === null ? [] : [[text.mail, who.mail] as const]),
        [text.run, <OfRun key="run" change={change} />],
        [text.objectId, <Mono key="id">{who.id}</Mono>],
      ]}
    />
  )
}

/** One change whole, what there was of someone who went, and everything else that is kept of them. */
export const ChangeDetails = ({ change, onClose }: { readonly change: Change; readonly onClose: () => void }) => {
  const { details: text, unnamed } = useText().changes
  const who = whoOf(change)
  const name = nameOf(who, unnamed)
  const removed = change.removedUser ?? change.removedGroup
  return (
    <SidePanel label={text.label({ name })} title={name} note={<Links change={change} />} onClose={onClose}>
      <About change={change} />
      {change.attribute !== null && (
        <Section title={text.values}>
          <ChangeValues change={change} whole />
        </Section>
      )}
      {removed !== null && (
        <Section title={text.asItWas}>
          <AllAttributes of={removed} />
        </Section>
      )}
      <Section title={text.history}>
        <ObjectHistory key={who.id} id={who.id} />
      </Section>
    </SidePanel>
  )
}
