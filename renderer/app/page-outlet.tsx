import { makeStyles, Spinner } from '@fluentui/react-components'
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react'
import { pageTitleId } from '../components/page.tsx'
import { useText } from '../lib/text.tsx'
import { BrokenPage } from './broken.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { useTenancy } from './leave-tenant.ts'
import type { PageCode } from './page-code.ts'
import type { PageEntry } from './pages.ts'

const useStyles = makeStyles({ wait: { display: 'grid', placeItems: 'center', height: '100%' } })

/** Nothing that takes less shows an indicator, in milliseconds. */
const patience = 300

const Opening = () => {
  const s = useStyles()
  const { opening } = useText().app
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), patience)
    return () => clearTimeout(timer)
  }, [])
  return late ? (
    <div className={s.wait}>
      <Spinner size="small" label={opening} />
    </div>
  ) : null
}

/** Mounted with a page, not with its code still on the way: then its title can take the focus. */
const Arrival = ({
  page,
  arrivedAt,
  children,
}: {
  readonly page: string
  readonly arrivedAt: RefObject<string | undefined>
  readonly children: ReactNode
}) => {
  useEffect(() => {
    // The first page opens by itself: nobody navigated, and the focus stays where the reader begins.
    const isNavigation = arrivedAt.current !== undefined && arrivedAt.current !== page
    arrivedAt.current = page
    if (isNavigation) document.getElementById(pageTitleId)?.focus()
  }, [page, arrivedAt])
  return children
}

/** What the page's code makes of it; nothing to arrive at before it has come. */
const Body = ({ code, arrived }: { readonly code: PageCode; readonly arrived: (page: ReactNode) => ReactNode }) => {
  const [Page, setPage] = useState(() => code.page)
  const [fault, setFault] = useState<unknown>()
  useEffect(() => {
    if (Page === null) code.fetch().then((page) => setPage(() => page), setFault)
  }, [code, Page])
  if (fault !== undefined) throw fault
  return Page === null ? <Opening /> : arrived(<Page />)
}

/** The page of the address, loaded when it is first opened, with a fault of its own kept to itself. */
export const PageOutlet = ({ page: { id, ofTenant, code } }: { readonly page: PageEntry }) => {
  const { turn } = useTenancy()
  const arrivedAt = useRef<string>(undefined)
  return (
    <ErrorBoundary
      key={ofTenant ? `${id} ${turn}` : id}
      fallback={(error, reset) => <BrokenPage error={error} reset={reset} />}
    >
      <Body
        code={code}
        arrived={(page) => (
          <Arrival page={id} arrivedAt={arrivedAt}>
            {page}
          </Arrival>
        )}
      />
    </ErrorBoundary>
  )
}
