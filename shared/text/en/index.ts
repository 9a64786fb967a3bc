import { app } from './app.ts'
import { audit } from './audit.ts'
import { certificateReasons } from './certificate-reasons.ts'
import { certificateSettings } from './certificate-settings.ts'
import { certificates } from './certificates.ts'
import { changes } from './changes.ts'
import { connect } from './connect.ts'
import { credentials } from './credentials.ts'
import { disconnect } from './disconnect.ts'
import { exporting } from './export.ts'
import { groups } from './groups.ts'
import { overview } from './overview.ts'
import { ownRegistration } from './own-registration.ts'
import { period } from './period.ts'
import { settings } from './settings.ts'
import { sync } from './sync.ts'
import { tenants } from './tenants.ts'
import { users } from './users.ts'

/** What the window says, by domain. */
export const en = {
  app,
  audit,
  certificateReasons,
  certificateSettings,
  certificates,
  changes,
  connect,
  credentials,
  disconnect,
  exporting,
  groups,
  overview,
  ownRegistration,
  period,
  settings,
  sync,
  tenants,
  users,
}

export type Text = typeof en
