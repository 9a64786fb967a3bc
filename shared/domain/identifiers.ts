const guid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i
const domain = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/i

/** Of an application. */
export const isClientId = (text: string): boolean => guid.test(text)

/** Its id, or a domain of it. */
export const isTenant = (text: string): boolean => guid.test(text) || domain.test(text)
