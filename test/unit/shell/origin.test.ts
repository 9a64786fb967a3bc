import { describe, expect, it } from 'vitest'
import { isOwnPage, isTrustedSender } from '../../../electron/shell/origin.ts'

const own = { url: 'app://tenantry/index.html#/users', parent: null }

describe('the sender gate', () => {
  it('lets the top frame of a known window from our own origin speak', () => {
    expect(isTrustedSender(own, true, null)).toBe(true)
  })

  it.each([
    ['a frame that has navigated away', null, true],
    ['a frame inside the page', { ...own, parent: {} }, true],
    ['an unknown window', own, false],
    ['another host of our scheme', { ...own, url: 'app://tenantry.evil/index.html' }, true],
    ['our host as a user name', { ...own, url: 'app://tenantry@evil/index.html' }, true],
    ['a web page', { ...own, url: 'https://tenantry/index.html' }, true],
    ['a file', { ...own, url: 'file:///etc/passwd' }, true],
    ['an empty page', { ...own, url: 'about:blank' }, true],
    ['nothing', { ...own, url: '' }, true],
  ])('refuses %s', (_what, frame, known) => {
    expect(isTrustedSender(frame, known, null)).toBe(false)
  })

  it('trusts the development server exactly, port included, and only when there is one', () => {
    expect(isOwnPage('http://localhost:5173/#/users', 'http://localhost:5173')).toBe(true)
    expect(isOwnPage('http://localhost:51730/', 'http://localhost:5173')).toBe(false)
    expect(isOwnPage('http://localhost:5173/', null)).toBe(false)
  })
})
