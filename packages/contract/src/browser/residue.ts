/** What a page can close. */
export type Closable = 'RTCPeerConnection' | 'WebSocket' | 'BroadcastChannel' | 'AudioContext';

/**
 * What a vendor's SDK opens in a page and never closes, where an adapter cannot close it either. It is bounded for the page: calls that
 * follow may not add to it. Everything that is not declared, or beyond it, fails the clause.
 */
export interface Residue {
  /** What stays open. */
  readonly kind: Closable;
  /** How many of them in a page, whatever is done there. */
  readonly atMost: number;
  /** Whose they are, and why nobody can close them. */
  readonly reason: string;
}

/** What of a count was not declared. */
export function beyond(residue: readonly Residue[], kind: Closable, count: number): number {
  const allowed = residue.find((each) => each.kind === kind)?.atMost ?? 0;
  return count > allowed ? count : 0;
}
