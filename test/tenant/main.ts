import { parseArgs } from 'node:util'
import { cloudIds } from './server/national-clouds.ts'
import { startTenant } from './start.ts'

/** The tenant as a process of its own: prints one line of JSON when it listens, ends on SIGTERM or when its standard input closes. */
const { values } = parseArgs({
  options: {
    users: { type: 'string' },
    groups: { type: 'string' },
    memberships: { type: 'string' },
    latency: { type: 'string' },
    seed: { type: 'string' },
    port: { type: 'string' },
    roles: { type: 'string' },
    cloud: { type: 'string' },
    displayName: { type: 'string' },
    domain: { type: 'string' },
    realNames: { type: 'boolean' },
    untrusted: { type: 'boolean' },
    offersCertificates: { type: 'boolean' },
  },
})

const number = (name: 'users' | 'groups' | 'memberships' | 'latency' | 'seed' | 'port') => {
  const text = values[name]
  if (text === undefined) return {}
  if (!/^\d+$/.test(text)) throw new RangeError(`--${name} takes a whole number, not '${text}'`)
  return { [name === 'latency' ? 'latencyMs' : name]: Number(text) }
}

const cloudOf = (text: string) => {
  const cloud = cloudIds.find((known) => known === text)
  if (cloud === undefined) throw new RangeError(`--cloud takes one of ${cloudIds.join(', ')}, not '${text}'`)
  return cloud
}

const tenant = await startTenant({
  ...number('users'),
  ...number('groups'),
  ...number('memberships'),
  ...number('latency'),
  ...number('seed'),
  ...number('port'),
  ...(values.roles === undefined ? {} : { roles: values.roles.split(',').filter((role) => role !== '') }),
  ...(values.cloud === undefined ? {} : { cloud: cloudOf(values.cloud) }),
  ...(values.displayName === undefined ? {} : { displayName: values.displayName }),
  ...(values.domain === undefined ? {} : { domain: values.domain }),
  ...(values.realNames === undefined ? {} : { realNames: values.realNames }),
  ...(values.offersCertificates === undefined ? {} : { offersCertificates: values.offersCertificates }),
  ...(values.untrusted === undefined ? {} : { untrusted: values.untrusted }),
})

const { model, controls, faults, log, cloudFile, close, ...facts } = tenant
process.stdout.write(`${JSON.stringify(facts)}\n`)

const end = () => void close().then(() => process.exit(0))
process.once('SIGTERM', end)
process.once('SIGINT', end)
process.stdin.once('close', end).once('end', end).resume()
