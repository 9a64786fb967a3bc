import { z } from 'zod'
import type { Bootstrap } from '../../../shared/domain/setup.ts'
import type { SettingsFile } from '../../ports.ts'
import { checkClient } from '../consent/tenant-id.ts'

/**
 * The public client that an administrator signs in through to have a registration made: Microsoft's own for the Azure
 * CLI, with which CLI for Microsoft 365 sets itself up too. Microsoft does not document that others may use it, and a
 * tenant can block it; so the administrator is told beforehand, and can enter a client of the tenant's own.
 */
const defaultBootstrapClient = '04b07795-8ddb-461a-bbee-02f9e1bf7b46'

const clientNames: Readonly<Record<string, string>> = {
  [defaultBootstrapClient]: 'Microsoft Azure CLI',
  '14d82eec-204b-4c2f-b7e8-296a70dab67e': 'Microsoft Graph Command Line Tools',
  '1950a258-227b-4e31-a9cf-717495945fc2': 'Microsoft Azure PowerShell',
}

const stored = z.object({ clientId: z.string() })

export class BootstrapSetting {
  readonly #file: SettingsFile

  constructor(file: SettingsFile) {
    this.#file = file
  }

  get(): Bootstrap {
    const parsed = stored.safeParse(this.#file.read('bootstrap'))
    const clientId = parsed.success ? parsed.data.clientId : defaultBootstrapClient
    return { clientId, clientName: clientNames[clientId] ?? null, isDefault: clientId === defaultBootstrapClient }
  }

  /** What setting it would come to. Null for the default. */
  wish(clientId: string | null): Pick<Bootstrap, 'clientId'> {
    return { clientId: (clientId ?? defaultBootstrapClient).toLowerCase() }
  }

  /** Null for the default. @throws AppError validation */
  set(clientId: string | null): Bootstrap {
    if (clientId !== null) checkClient(clientId)
    this.#file.write('bootstrap', this.wish(clientId))
    return this.get()
  }
}
