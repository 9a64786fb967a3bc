import { z } from 'zod'
import { type Bootstrap, defaultBootstrap } from '../../../shared/domain/setup.ts'
import type { SettingsFile } from '../../ports.ts'
import { checkClient } from '../consent/tenant-id.ts'

const clientNames: Readonly<Record<string, string>> = {
  [defaultBootstrap.clientId]: defaultBootstrap.clientName,
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
    const clientId = parsed.success ? parsed.data.clientId : defaultBootstrap.clientId
    return { clientId, clientName: clientNames[clientId] ?? null, isDefault: clientId === defaultBootstrap.clientId }
  }

  /** What setting it would come to. Null for the default. */
  wish(clientId: string | null): Pick<Bootstrap, 'clientId'> {
    return { clientId: (clientId ?? defaultBootstrap.clientId).toLowerCase() }
  }

  /** Null for the default. @throws AppError validation */
  set(clientId: string | null): Bootstrap {
    if (clientId !== null) checkClient(clientId)
    this.#file.write('bootstrap', this.wish(clientId))
    return this.get()
  }
}
