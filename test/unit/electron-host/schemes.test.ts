import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CustomSchemes } from '../../electron-host/schemes.ts'

const schemes = new CustomSchemes()
schemes.register('app')
schemes.register('x-y')

describe('addresses of custom schemes', () => {
  it.each([
    ['app://bundle/index.html?a=1#b', 'http://bundle.app.localhost/index.html?a=1#b'],
    ['x-y://host', 'http://host.x-y.localhost'],
    ['APP://bundle/A', 'http://bundle.app.localhost/A'],
    ['app://host?q', 'http://host.app.localhost?q'],
  ])('%s is %s in Chromium', (own, chromium) => {
    expect(schemes.toChromium(own)).toBe(chromium)
    expect(schemes.fromChromium(chromium)).toBe(own.replace('APP', 'app'))
  })

  it.each([
    'https://bundle.app.localhost/',
    'http://bundle.app.localhost:8080/',
    'http://bundle.app.localhost.evil.example/',
    'http://bundle.app.localhostess/',
    'http://user@bundle.app.localhost/',
    'http://app.localhost/',
    'http://bundle.other.localhost/',
    'http://example.invalid/?http://bundle.app.localhost/',
    'data:text/html,app://bundle/',
    'other://bundle/',
    'about:blank',
  ])('%s stays as it is', (url) => {
    expect(schemes.fromChromium(url)).toBe(url)
    expect(schemes.toChromium(url)).toBe(url)
  })

  it('come back the same', () => {
    const host = fc.stringMatching(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/)
    const rest = fc.webPath().map((path) => `/${path.replace(/^\//, '')}`)
    fc.assert(
      fc.property(host, rest, (name, path) => {
        const url = `app://${name}${path}`
        expect(schemes.fromChromium(schemes.toChromium(url))).toBe(url)
      }),
    )
  })
})
