import { addCertificates } from './corpus-certificates.ts'
import { addChains } from './corpus-chains.ts'
import { addMessages } from './corpus-messages.ts'
import { Bench, type CorpusItem } from './item.ts'
import { Workshop } from './workshop.ts'

/**
 * Certificates, chains and messages with everything that S/MIME meets, made by the openssl command. Each item has a
 * name that says what is special about it, what else is known (issuers, trusted roots, addresses) and the time at which
 * it is to be judged, so that a test judges it both by openssl (`oracle.ts`) and by the program and compares.
 *
 * Keys differ at each call, everything else is always the same. `at` is the time that validity is counted from.
 */
export const corpus = (at: Date = new Date()): readonly CorpusItem[] => {
  const workshop = new Workshop(at)
  try {
    const bench = new Bench(workshop)
    addCertificates(bench)
    addChains(bench)
    addMessages(bench)
    return bench.items
  } finally {
    workshop.close()
  }
}
