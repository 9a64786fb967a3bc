import { useState } from 'react'
import type { ExpiryAnswer, ExportFormat, KeptCredential } from '../../../shared/domain/credentials.ts'
import { nameOf } from '../../components/credential-name.ts'
import type { Level } from '../../components/status.tsx'
import { useAct } from '../../components/use-act.ts'
import { request } from '../../ipc/client.ts'
import { useFormat, useText } from '../../lib/text.tsx'
import type { CredentialActs } from './credential-acts.tsx'

interface Said {
  readonly level: Level
  readonly title: string
  readonly more?: string
}

/** What can be done with what is kept, and the words for how it went. */
export const useCredentialActs = (refresh: () => void) => {
  const text = useText().credentials
  const { date } = useFormat()
  const act = useAct()
  const [said, setSaid] = useState<Said>()
  const [typing, setTyping] = useState<string>()
  const say = (title: string, level: Level = 'ok', more?: string) =>
    setSaid({ level, title, ...(more === undefined ? {} : { more }) })
  const run: typeof act.run = (name, work, done) => {
    setSaid(undefined)
    act.run(name, work, (answer) => {
      refresh()
      done?.(answer)
    })
  }
  const exportAs = (id: string, format: ExportFormat) =>
    run(
      'export',
      () => request('credentials.export', { id, format }),
      ({ name }) => name !== null && say(text.exported({ name })),
    )
  const heard = (id: string, { found, ends }: ExpiryAnswer) => {
    if (found === 'one') return say(text.expiry.read)
    setTyping(id)
    if (found === 'several') return say(text.expiry.several({ days: ends.map(date).join(', ') }), 'info')
    say(text.expiry[found], 'info')
  }
  const name = ({ summary }: KeptCredential) => nameOf(summary, text.kinds)
  const acts: Omit<CredentialActs, 'renew'> = {
    busy: act.busy,
    use: (credential) =>
      run(
        `use ${credential.id}`,
        () => request('credentials.activate', { id: credential.id }),
        () => say(text.used({ name: name(credential) })),
      ),
    remove: (credential) =>
      run(
        'remove',
        () => request('credentials.remove', { id: credential.id }),
        () => say(text.removed({ name: name(credential) }), 'warn'),
      ),
    exportAs: ({ id }, format) => exportAs(id, format),
    readExpiry: ({ id }) =>
      run(
        'expiry',
        () => request('credentials.readExpiry', { id }),
        (answer) => heard(id, answer),
      ),
    typeExpiry: ({ id }) => setTyping(id),
  }
  const gone = (which: string, removed: boolean) => {
    refresh()
    if (removed) return say(text.rotation.done({ name: which }))
    say(text.rotation.gone({ name: which }), 'warn', text.rotation.byHand({ name: which }))
  }
  const closeTyping = () => setTyping(undefined)
  const saved = () => {
    closeTyping()
    refresh()
    say(text.expiry.kept)
  }
  return { act, acts, said, typing, closeTyping, saved, gone, exportAs, dismiss: () => setSaid(undefined) }
}
