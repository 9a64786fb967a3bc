/** What the system's browser shows at the end of a sign-in or a consent. */
export interface BrowserText {
  readonly title: string
  readonly received: string
  readonly refused: string
}

export const browser: BrowserText = {
  title: 'Tenantry',
  received: 'Tenantry has received the answer. You can close this tab and go back to Tenantry.',
  refused: 'Tenantry was not waiting for this. Nothing was changed.',
}
