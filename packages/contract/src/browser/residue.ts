/** What a page can close. */
export type Closable = 'RTCPeerConnection' | 'WebSocket' | 'BroadcastChannel' | 'AudioContext';

/**
 * What a vendor's SDK opens in a page and never closes, where an adapter cannot close it either. It is bounded for the page: calls that
 * follow may not add to it. Everything that is not declared, or beyond it, fails the clause.
 */
export interface Residue {
  /** What stays open: something that can be closed, a timer of the platform's, or a listener of what outlives calls. */
  readonly kind: Closable | 'timer' | 'listener';
  /** Which timers, by their delay in milliseconds; which listeners, by target and type, as in `mediaDevices: devicechange`. */
  readonly which?: number | string | undefined;
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

/** What of the timers or listeners of a page was not declared. More of one than was declared are told all. */
export function undeclared<Which extends number | string>(
  residue: readonly Residue[],
  kind: 'timer' | 'listener',
  all: readonly Which[],
): readonly Which[] {
  return all.filter((which) => {
    const declared = residue.find((each) => each.kind === kind && each.which === which);
    return all.filter((each) => each === which).length > (declared?.atMost ?? 0);
  });
}
