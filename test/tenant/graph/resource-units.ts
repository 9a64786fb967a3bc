/** Cost of a request in resource units. Source: Graph, "Throttling limits", identity and access. */
export const resourceUnits = (path: string, query: string): number => {
  const base = /\/transitiveMembers/i.test(path)
    ? 5
    : /\/groups\/[^/]+\/members/i.test(path)
      ? 3
      : /^\/v1\.0\/(users|applications)/i.test(path)
        ? 2
        : 1
  const decoded = query.toLowerCase().replaceAll('%24', '$')
  const top = /(?:^|&)\$?top=(\d+)/.exec(decoded)?.[1]
  const cheaper = (decoded.includes('$select=') ? 1 : 0) + (top !== undefined && Number(top) < 20 ? 1 : 0)
  return Math.max(1, base - cheaper + (decoded.includes('$expand=') ? 1 : 0))
}
