import { Fragment } from 'react'

/** An address breaks before its at sign, not inside a word. */
export const Breakable = ({ children }: { readonly children: string }) => {
  const at = children.lastIndexOf('@')
  if (at <= 0) return children
  return (
    <Fragment>
      {children.slice(0, at)}
      <wbr />
      {children.slice(at)}
    </Fragment>
  )
}
