import type { AdapterMiddleware } from '../rig/middleware.ts';

/** An adapter with exactly one lie. */
export interface Saboteur {
  /** What it does wrong, as one sentence. */
  readonly lie: string;
  /** Makes an honest adapter tell it. */
  readonly middleware: AdapterMiddleware;
}
