/** The body of an answer; null when it has more bytes than are wanted, whose rest is not fetched then. */
export const bytesOf = async (response: Response, most: number): Promise<Uint8Array<ArrayBuffer> | null> => {
  const reader = response.body?.getReader()
  const parts: Uint8Array[] = []
  let length = 0
  for (;;) {
    const part = await reader?.read()
    if (part?.value === undefined) return Uint8Array.from(Buffer.concat(parts))
    parts.push(part.value)
    length += part.value.length
    if (length <= most) continue
    await reader?.cancel()
    return null
  }
}
