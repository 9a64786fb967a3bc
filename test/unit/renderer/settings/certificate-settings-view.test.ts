import { expect, it } from 'vitest'
import {
  isLdapAddress,
  movedSources,
  scanOf,
  wantedOf,
} from '../../../../renderer/features/settings/certificate-settings-view.ts'
import { type CertificateSettings, certificateCalls } from '../../../../shared/ipc/certificates.ts'

const settings: CertificateSettings = {
  sources: [
    { source: 'profile', on: true },
    { source: 'signedMail', on: true },
    { source: 'ldap', on: false },
  ],
  scan: 50,
  ldap: { url: null, baseDn: '', bindDn: '', hasPassword: true },
  revocation: false,
  roots: [],
}

it('a source moves one place up or down, and nowhere at the ends', () => {
  const names = (by: -1 | 1, source: 'profile' | 'signedMail' | 'ldap') =>
    movedSources(settings.sources, source, by).map((one) => one.source)
  expect(names(-1, 'signedMail')).toEqual(['signedMail', 'profile', 'ldap'])
  expect(names(1, 'signedMail')).toEqual(['profile', 'ldap', 'signedMail'])
  expect(names(-1, 'profile')).toEqual(['profile', 'signedMail', 'ldap'])
  expect(names(1, 'ldap')).toEqual(['profile', 'signedMail', 'ldap'])
})

it('a change is sent whole, as the contract takes it: without roots and without a word of the password', () => {
  const wanted = wantedOf(settings, { scan: 10 })
  expect(certificateCalls['certificates.setSettings'].input.parse(wanted)).toEqual({
    sources: settings.sources,
    scan: 10,
    ldap: { url: null, baseDn: '', bindDn: '' },
    revocation: false,
  })
})

it('only whole numbers up to 200 are numbers of messages', () => {
  expect(['0', '200', ' 50 '].map(scanOf)).toEqual([0, 200, 50])
  expect(['', '201', '-1', '1.5', 'many'].map(scanOf)).toEqual([undefined, undefined, undefined, undefined, undefined])
})

it('an LDAP server is reached encrypted or not at all', () => {
  expect(['', 'ldaps://dc.example.com', 'ldaps://dc.example.com:636/'].map(isLdapAddress)).toEqual([true, true, true])
  expect(['ldap://dc.example.com', 'dc.example.com', 'ldaps://', 'ldaps://a b'].some(isLdapAddress)).toBe(false)
})
