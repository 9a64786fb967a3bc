import { versionedWorld } from './versioned-world.ts'
import { openAt, publish } from './world.ts'

/** Publishes one version after another until it is killed. Arguments: file, size, first version. Says 'ready' once it writes, and whenever one is published. */
const [file = '', size = '', first = ''] = process.argv.slice(2)
const directory = await openAt(file)
await directory.write.markInterrupted('2026-01-02T03:04:05.000Z')
process.stdout.write('ready\n')
for (let version = Number(first); ; version++) {
  await publish(directory, versionedWorld(version, Number(size)), `v${version}`)
  process.stdout.write('published\n')
}
