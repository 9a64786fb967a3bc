import { readFileSync } from 'node:fs'
import { type CloudOverride, parseCloudOverride } from '../cloud/cloud-override.ts'
import type { Logger } from '../ports.ts'

/** TENANTRY_CLOUD names a JSON file with other addresses; a packaged application ignores it and says so in the log. */
export const readCloudOverride = (
  variable: string | undefined,
  packaged: boolean,
  logger: Logger,
): CloudOverride | null => {
  if (variable === undefined || variable === '') return null
  if (packaged) {
    logger.warn('cloud.override.ignored')
    return null
  }
  const override = parseCloudOverride(readFileSync(variable, 'utf8'))
  logger.warn('cloud.override', { authority: override.authority, graph: override.graph })
  return override
}
