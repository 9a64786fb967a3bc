import type { BrowserText } from '../en/browser.ts'

export const browser: BrowserText = {
  title: 'Tenantry',
  received: 'Tenantry hat die Antwort erhalten. Sie können diesen Tab schließen und zu Tenantry zurückkehren.',
  refused: 'Darauf hat Tenantry nicht gewartet. Es wurde nichts geändert.',
}
