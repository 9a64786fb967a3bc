/** A credential that ends within so many days is spoken of. */
const expiryHorizon = 60
/** From here on it is urgent: making and uploading a new one takes several people in many companies. */
const expiryUrgent = 14

/** How a credential with so many whole days left is marked; negative ones are past. */
export const expiryLevel = (days: number): 'ok' | 'warn' | 'error' => {
  if (days <= expiryUrgent) return 'error'
  return days <= expiryHorizon ? 'warn' : 'ok'
}
