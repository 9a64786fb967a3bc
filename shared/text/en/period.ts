/** Between which moments something happened. */
export const period = {
  label: 'When',
  all: 'At any time',
  spans: { '24h': 'Last 24 hours', '7d': 'Last 7 days', '30d': 'Last 30 days', '90d': 'Last 90 days' },
  days: 'Between two days',
  from: 'From',
  to: 'To',
}
