import { describe, expect, it } from 'vitest'
import { clouds } from '../../../electron/cloud/clouds.ts'
import { signInOpener } from '../../../electron/cloud/sign-in-opener.ts'

describe('the way to the browser', () => {
  it('opens pages of the login hosts and nothing else', async () => {
    const opened: string[] = []
    const open = signInOpener(async (url) => {
      opened.push(url)
    }, clouds)
    await open('https://login.microsoftonline.com/organizations/v2.0/adminconsent?x=y')
    for (const url of ['https://evil.example/', 'file:///etc/passwd', 'http://login.microsoftonline.com/']) {
      await expect(open(url)).rejects.toMatchObject({ code: 'browser_unavailable' })
    }
    expect(opened).toHaveLength(1)
  })

  it('knows an overridden host, and keeps the address out of an error', async () => {
    const reachable = { ...clouds, global: { ...clouds.global, authority: 'https://localhost:8443' } }
    const open = signInOpener((url) => Promise.reject(new Error(url)), reachable)
    const failure = await open('https://localhost:8443/x?state=planted').catch((error: unknown) => error)
    expect(failure).toMatchObject({ code: 'browser_unavailable' })
    expect(String((failure as Error).cause ?? '')).not.toContain('planted')
  })
})
