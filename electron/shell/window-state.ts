import { z } from 'zod'

const bounds = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() })
const windowState = bounds.extend({ maximized: z.boolean() })
export type Area = z.infer<typeof bounds>

export const smallest = { width: 900, height: 600 } as const
const usual = { width: 1280, height: 800 } as const

/** How much of a window must be on a screen to be caught with the pointer. */
const graspable = 64

/**
 * Where to open: as it was left, if that place still exists on one of the screens, else centred at the usual size.
 * @param saved what the settings hold, of any shape
 * @param screens work areas in the same pixels
 */
export const placeWindow = (saved: unknown, screens: readonly Area[]): Partial<Area> & { maximized: boolean } => {
  const parsed = windowState.safeParse(saved)
  if (!parsed.success) return { ...usual, maximized: false }
  const { x, y, maximized } = parsed.data
  const width = Math.max(smallest.width, parsed.data.width)
  const height = Math.max(smallest.height, parsed.data.height)
  const reachable = screens.some(
    (screen) =>
      x + width - graspable > screen.x &&
      x + graspable < screen.x + screen.width &&
      y >= screen.y &&
      y + graspable < screen.y + screen.height,
  )
  return reachable ? { x, y, width, height, maximized } : { width, height, maximized }
}
