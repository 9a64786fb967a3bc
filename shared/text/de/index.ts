import type { Text } from '../en/index.ts'
import { app } from './app.ts'
import { groups } from './groups.ts'
import { users } from './users.ts'

export const de: Text = { app, groups, users }
