/** `nativeImage`: bytes of a PNG and what its header says. */
import { existsSync, readFileSync } from 'node:fs'
import { strict } from './strict.ts'

export interface NativeImage {
  isEmpty(): boolean
  toPNG(): Buffer
  toDataURL(): string
  getSize(): { width: number; height: number }
  resize(): NativeImage
  isTemplateImage(): boolean
}

/** Width and height are the first fields of a PNG's first chunk. */
const sizeOf = (png: Buffer) =>
  png.length < 24 ? { width: 0, height: 0 } : { width: png.readUInt32BE(16), height: png.readUInt32BE(20) }

const image = (png: Buffer): NativeImage =>
  strict('NativeImage', {
    isEmpty: () => png.length === 0,
    toPNG: () => png,
    toDataURL: () => `data:image/png;base64,${png.toString('base64')}`,
    getSize: () => sizeOf(png),
    resize: () => image(png),
    isTemplateImage: () => false,
  })

export const nativeImage = strict('NativeImage', {
  createEmpty: () => image(Buffer.alloc(0)),
  createFromBuffer: (bytes: Buffer) => image(bytes),
  createFromPath: (path: string) => image(existsSync(path) ? readFileSync(path) : Buffer.alloc(0)),
  createFromDataURL: (url: string) => image(Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')),
})
