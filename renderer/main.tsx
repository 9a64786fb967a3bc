import './app/base.css'
import { createDOMRenderer } from '@fluentui/react-components'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { leaveTenant } from './app/leave-tenant.ts'
import { request } from './ipc/client.ts'
import { QueryCache } from './ipc/query-cache.ts'
import { followEvents } from './ipc/refresh.ts'

// The property, not the attribute: browsers hide the attribute of a nonce that came by header.
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''
const renderer = createDOMRenderer(document, { styleElementAttributes: { nonce } })
const cache = new QueryCache(request)
followEvents(cache, window.tenantry.on, leaveTenant)

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <App cache={cache} renderer={renderer} />
  </StrictMode>,
)
