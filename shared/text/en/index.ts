import { app } from './app.ts'
import { groups } from './groups.ts'
import { users } from './users.ts'

/** What the window says, by domain. */
export const en = { app, groups, users }

export type Text = typeof en
