import type { Answer } from '../graph/answer.ts'
import type { Account } from './accounts.ts'

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign)

const style =
  'body{font:16px system-ui,sans-serif;max-width:34rem;margin:4rem auto;padding:0 1rem}' +
  'button{font:inherit;padding:.5rem 1rem;margin:.25rem 0}ul{padding-left:1.2rem}small{color:#555}'

const page = (title: string, content: string, status = 200): Answer => ({
  status,
  type: 'text/html; charset=utf-8',
  headers: { 'Cache-Control': 'no-store', 'X-Frame-Options': 'DENY', 'Referrer-Policy': 'no-referrer' },
  body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escaped(title)}</title><link rel="icon" href="data:,"><style>${style}</style></head><body><main><h1>${escaped(title)}</h1>${content}</main></body></html>`,
})

const hidden = (name: string, value: string) => `<input type="hidden" name="${name}" value="${escaped(value)}">`

const form = (action: string, flow: string, content: string) =>
  `<form method="post" action="${escaped(action)}">${hidden('flow', flow)}${content}</form>`

/** One button for each account, a field for an account's name, and Cancel. `problem` tells why it is shown again. */
export const signInPage = (
  action: string,
  flow: string,
  view: {
    readonly client: string
    readonly accounts: readonly Account[]
    readonly hint: string
    readonly problem: string
  },
): Answer => {
  const buttons = view.accounts.map(
    ({ key, label, userPrincipalName }) =>
      `<div><button name="account" value="${key}">${escaped(label)}</button> <small>${escaped(userPrincipalName)}</small></div>`,
  )
  const problem = view.problem === '' ? '' : `<p role="alert">${escaped(view.problem)}</p>`
  return page(
    'Sign in to your account',
    `<p>to continue to ${escaped(view.client)}</p>${problem}
    ${form(action, flow, buttons.join(''))}
    ${form(action, flow, `<label>Email <input name="loginfmt" type="email" autocomplete="off" value="${escaped(view.hint)}"></label> <button>Next</button>`)}
    ${form(action, flow, '<button name="cancel" value="1">Cancel</button>')}`,
  )
}

/** What is asked for, with Accept and Cancel. */
export const consentPage = (
  action: string,
  flow: string,
  view: {
    readonly client: string
    readonly account: string
    readonly organization: string
    readonly permissions: readonly { readonly value: string; readonly displayName: string }[]
  },
): Answer => {
  const items = view.permissions.map(
    ({ value, displayName }) => `<li>${escaped(displayName)} <small>${escaped(value)}</small></li>`,
  )
  return page(
    'Permissions requested',
    `<p>${escaped(view.account)}</p><h2>${escaped(view.client)}</h2><p>Review for your organization ${escaped(view.organization)}. This app would like to:</p>
    <ul aria-label="Permissions">${items.join('')}</ul>
    ${form(action, flow, '<button name="decision" value="accept">Accept</button> <button name="decision" value="cancel">Cancel</button>')}`,
  )
}

/** The end for somebody who may not consent: nothing goes back to the application. */
export const approvalPage = (client: string): Answer =>
  page(
    'Need admin approval',
    `<p>${escaped(client)} needs permission to access resources in your organization that only an admin can grant. Please ask an admin to grant permission to this app before you can use it.</p>`,
  )

/** An error inside Entra: nothing goes back to the application. */
export const errorPage = (text: string): Answer =>
  page("Sorry, but we're having trouble signing you in", `<p role="alert">${escaped(text)}</p>`, 400)

/** Posts the parameters to the application as soon as it is shown. */
export const formPostPage = (action: string, parameters: Readonly<Record<string, string>>): Answer => {
  const fields = Object.entries(parameters).map(([name, value]) => hidden(name, value))
  return page(
    'Working…',
    `<form method="post" action="${escaped(action)}">${fields.join('')}<noscript><button>Continue</button></noscript></form><script>document.forms[0].submit()</script>`,
  )
}
