/** Of one certificate; whoever names more has a reason that is not ours. */
const mostAddresses = 2

/** This machine and its link: no authority publishes there, but services that trust whoever reaches them listen there. */
const ownMachine =
  /^(localhost|.*\.localhost|127\.[\d.]+|0\.0\.0\.0|169\.254\.[\d.]+|\[::1?\]|\[fe[89ab].*\]|\[::ffff:.*\])$/

/**
 * Where revocation is asked, of the addresses that a certificate names: http and https. LDAP is left out. Addresses of
 * private networks are allowed, because an organisation's own authority publishes in its own network; they come from
 * certificates alone that lead to a trusted root, so no stranger can make this program knock somewhere.
 */
export const destinations = (addresses: readonly string[]): readonly URL[] =>
  addresses
    .map((address) => URL.parse(address))
    .filter((url) => url !== null)
    .filter(({ protocol }) => protocol === 'http:' || protocol === 'https:')
    .filter(
      ({ hostname, username, password }) =>
        !ownMachine.test(hostname.replace(/\.$/, '')) && username === '' && password === '',
    )
    .slice(0, mostAddresses)
