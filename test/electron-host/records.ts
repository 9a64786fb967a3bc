/** What a spec may want to see of the host: `globalThis.electronHost`, read by `app.evaluate`. Nothing here leaves the process. */
export const records = {
  /** Members of Electron that were used and are missing here. Not empty: the exit code is 70. */
  missing: [] as string[],
  /** Calls of members that do nothing on purpose (inert.ts). */
  inertCalls: [] as { member: string; args: unknown[] }[],
  /** Addresses and paths handed to the system. */
  opened: [] as string[],
  notifications: [] as { title: string; body: string }[],
  /** Dialogs that nobody answered. */
  dialogs: [] as { method: string; args: unknown[] }[],
}
Object.assign(globalThis, { electronHost: records })
