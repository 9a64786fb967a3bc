type Window<Row> = (offset: number, limit: number) => Promise<{ readonly total: number; readonly rows: readonly Row[] }>

/** Every row of a list, window by window. */
export const everything = async <Row>(window: Window<Row>): Promise<Row[]> => {
  const rows: Row[] = []
  for (;;) {
    const page = await window(rows.length, 200)
    rows.push(...page.rows)
    if (page.rows.length === 0 || rows.length >= page.total) return rows
  }
}
