import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'

// The one module mock: shell is the folder that imports electron, and these functions do not use it.
vi.mock('electron', () => ({ protocol: {} }))
const { assetPath, contentSecurityPolicy } = await import('../../../electron/shell/scheme.ts')

const folder = join('/', 'app', 'renderer')

describe('assetPath', () => {
  it('serves the page and its files', () => {
    expect(assetPath(folder, 'app://tenantry/')).toBe(join(folder, 'index.html'))
    expect(assetPath(folder, 'app://tenantry/assets/a%20b.js')).toBe(join(folder, 'assets', 'a b.js'))
  })

  it.each([
    'app://tenantry/../main/index.js',
    'app://tenantry/%2e%2e/main/index.js',
    'app://tenantry/..%2fmain%2findex.js',
    'app://tenantry/assets/..%2f..%2fmain.js',
    'app://tenantry/%00',
    'app://tenantry/%E0%A4%A',
    'app://other/index.html',
    'https://tenantry.evil/index.html',
    'not an address',
  ])('never leaves the folder for %s', (url) => {
    const path = assetPath(folder, url)
    expect(path === null || path.startsWith(`${folder}/`)).toBe(true)
    expect(path ?? '').not.toContain('main.js')
    if (path !== null) expect(path).not.toMatch(/renderer\/\.\./)
  })

  it('names no way to weaken the policy', () => {
    const policy = contentSecurityPolicy('bm9uY2U=')
    expect(policy).not.toMatch(/unsafe|\*|https?:/)
    expect(policy).toContain("style-src 'self' 'nonce-bm9uY2U='")
  })
})
