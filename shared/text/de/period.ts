import type { Text } from '../en/index.ts'

export const period: Text['period'] = {
  label: 'Wann',
  all: 'Jederzeit',
  spans: { '24h': 'Letzte 24 Stunden', '7d': 'Letzte 7 Tage', '30d': 'Letzte 30 Tage', '90d': 'Letzte 90 Tage' },
  days: 'Zwischen zwei Tagen',
  from: 'Von',
  to: 'Bis',
}
