/** What is to be judged, as the contract takes it. */
export interface Material {
  readonly name: string
  /** Base64. */
  readonly content: string
}

/** Most bytes of one file that main takes. */
export const mostBytes = 10_000_000
const longestName = 255

/** Why a file is not even sent. */
export type Refusal = 'tooLarge' | 'empty' | 'unreadable'

export const refusalOf = ({ size }: { readonly size: number }): Refusal | undefined => {
  if (size === 0) return 'empty'
  return size > mostBytes ? 'tooLarge' : undefined
}

/** The base64 behind the head of a data address. */
export const contentOf = (dataUrl: string): string => dataUrl.slice(dataUrl.indexOf(',') + 1)

/** A long name keeps its end, which says what kind of file it is. */
export const nameOf = (name: string): string => name.slice(-longestName)

/** Reads a file that the administrator dropped, pasted or chose. */
export const readMaterial = async (file: File): Promise<Material> => {
  const reader = new FileReader()
  const read = new Promise<string>((resolve, reject) => {
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error ?? new Error('unreadable'))
  })
  reader.readAsDataURL(file)
  return { name: nameOf(file.name), content: contentOf(await read) }
}
