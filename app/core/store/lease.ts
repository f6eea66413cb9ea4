/**
 * Who may write what outlives the tabs. The lease is a record in the store itself: its transactions exclude each other
 * over all tabs, so that a tab that slept finds another's name there instead of writing over its work.
 */
export interface Lease {
  /** Outlives a reload of the tab. */
  readonly tabId: string;
  /** Of one opening: a page brought back from the browser's cache is not its successor. */
  readonly session: string;
  /** Wall time, ms UTC. */
  readonly renewedAtMs: number;
}

export const LEASE_RENEWAL_MS = 2_000;
/**
 * A holder that was not heard of for so long has gone. A worker may be busy with one step of a query for many seconds, and
 * the machine of thirty tabs is slow: as long as until a silent worker is taken for dead.
 */
export const LEASE_LAPSE_MS = 20_000;

/** Whether `who` may take the lease, or go on holding it. */
export function mayTakeLease(held: Lease | null, who: Omit<Lease, 'renewedAtMs'>, nowMs: number): boolean {
  if (held === null || held.session === who.session || held.tabId === who.tabId) return true;
  const ageMs = nowMs - held.renewedAtMs;
  // A time to come means that the machine's clock was put back: it says nothing about the holder.
  return ageMs > LEASE_LAPSE_MS || ageMs < -LEASE_LAPSE_MS;
}
