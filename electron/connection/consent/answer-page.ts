import { createHash } from 'node:crypto'
import type { Language } from '../../../shared/ipc/app.ts'
import { browserText } from '../../../shared/text/browser.ts'

const style =
  ':root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:20vh auto;padding:0 1.5rem}h1{font-size:1.25rem}'
const styleHash = createHash('sha256').update(style).digest('base64')

/**
 * Headers of everything the loopback server says. The page loads nothing and runs nothing; the address in the browser's
 * bar holds a code or a state, so it is neither kept nor told to anyone.
 */
export const answerHeaders: Readonly<Record<string, string>> = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'Content-Type': 'text/html; charset=utf-8',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  Connection: 'close',
}

/** One of two fixed pages; nothing of the request is in it. */
export const answerPage = (language: Language, kind: 'received' | 'refused'): string => {
  const text = browserText(language)
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${text.title}</title><style>${style}</style></head><body><main><h1>${text.title}</h1><p>${text[kind]}</p></main></body></html>`
}
