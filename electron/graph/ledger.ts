/** Before the path of what was asked within a batch: no request of its own. */
export const withinBatch = '/v1.0/$batch › '

/** Query options whose values come from the program, never from a person or a server. */
const plainOptions = new Set(['$select', '$top', '$count', '$expand', '$orderby'])

/**
 * What of an address goes into the ledger: the path with object ids, but no address of a person (a UPN in the path) and
 * no message's id;
 * of the query the harmless values, and of the rest (filters, skip and delta tokens) only that they were there.
 */
export const ledgerPath = (url: string): string => {
  const { pathname, search } = new URL(url)
  const path = pathname
    .split('/')
    .map((segment, index, all) => (decode(segment).includes('@') || all[index - 1] === 'messages' ? '…' : segment))
    .join('/')
  if (search === '') return path
  const query = search
    .slice(1)
    .split('&')
    .map((option) => {
      const [name = '', ...value] = option.split('=')
      const key = decode(name)
      return plainOptions.has(key) ? `${key}=${decode(value.join('='))}` : `${key}=…`
    })
  return `${path}?${query.join('&')}`
}

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return '…'
  }
}
