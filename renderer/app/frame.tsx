import { lazy, Suspense, useEffect, useState } from 'react'
import { pageTitleId } from '../components/page.tsx'
import { RequestNotice } from '../components/request-notice.tsx'
import { useTenantSwitch } from '../components/tenant-switch.ts'
import { type Sync, useSync } from '../components/use-sync.ts'
import { useRoute } from '../lib/navigation.ts'
import { useText } from '../lib/text.tsx'
import { useOnline } from '../lib/use-online.ts'
import { Foot } from './foot.tsx'
import { useFrameStyles } from './frame-styles.ts'
import { Navigation } from './navigation.tsx'
import { fetchIdly } from './page-code.ts'
import { PageOutlet } from './page-outlet.tsx'
import { pageOf, pages } from './pages.ts'
import { TopBar } from './top-bar.tsx'
import { useCommands } from './use-commands.ts'
import { useRegions } from './use-regions.ts'
import { useShortcuts } from './use-shortcuts.ts'

const Shortcuts = lazy(() => import('./shortcuts.tsx').then(({ Shortcuts: component }) => ({ default: component })))

/** That there is no network is said for as long as it is so. */
const SyncFault = ({ sync }: { readonly sync: Sync }) => {
  const s = useFrameStyles()
  const { app } = useText()
  const { fault, dismiss } = sync
  const online = useOnline()
  const isOver = online && fault?.error.code === 'network_unavailable'
  useEffect(() => {
    if (isOver) dismiss()
  }, [isOver, dismiss])
  if (fault === undefined) return null
  return (
    <div className={s.notice}>
      <RequestNotice
        error={fault.error}
        title={fault.act === 'start' ? app.sync.notStarted : app.sync.notCancelled}
        onDismiss={dismiss}
      />
    </div>
  )
}

const SwitchFault = () => {
  const s = useFrameStyles()
  const { notSwitched } = useText().tenants
  const { error, dismiss } = useTenantSwitch()
  if (error === undefined) return null
  return (
    <div className={s.notice}>
      <RequestNotice error={error} title={notSwitched} onDismiss={dismiss} />
    </div>
  )
}

/**
 * Fetched as soon as the frame stands, and without Suspense, which waits before it shows what has come: what is typed
 * right after Ctrl+K must not go to the page.
 */
const usePaletteCode = () => {
  const [code, setCode] = useState<typeof import('./palette.tsx')>()
  useEffect(() => {
    // Without its code there is no palette; everything else works.
    import('./palette.tsx').then(setCode, () => undefined)
  }, [])
  return code?.Palette
}

/** What stands around every page, and what reaches it from the keyboard and the native menu. */
export const Frame = () => {
  const s = useFrameStyles()
  const { app } = useText()
  const sync = useSync()
  const page = pageOf(useRoute().page)
  const { commands, overlay, closeOverlay } = useCommands(sync)
  const Palette = usePaletteCode()
  useShortcuts(commands)
  useEffect(() => fetchIdly(pages.map(({ code }) => code)), [])
  useRegions()
  useEffect(() => {
    document.title = `${app.pages[page.id]} - Tenantry`
  }, [app, page])
  const skip = (event: { preventDefault(): void }) => {
    event.preventDefault()
    document.getElementById(pageTitleId)?.focus()
  }
  return (
    <div className={s.frame}>
      <a className={s.skip} href={`#${pageTitleId}`} onClick={skip}>
        {app.nav.skip}
      </a>
      <TopBar sync={sync} commands={commands} />
      <Navigation current={page} />
      <main className={s.main} data-region="page">
        <SyncFault sync={sync} />
        <SwitchFault />
        <div className={s.outlet}>
          <PageOutlet page={page} />
        </div>
      </main>
      <Foot />
      {overlay === 'palette' && Palette && <Palette sync={sync} commands={commands} onClose={closeOverlay} />}
      <Suspense fallback={null}>{overlay === 'shortcuts' && <Shortcuts onClose={closeOverlay} />}</Suspense>
    </div>
  )
}
