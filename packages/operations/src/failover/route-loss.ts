import type { RtcAdapter } from '@jackfield/core/adapter';

/** The loss of the route that carried a call. */
export interface RouteLoss {
  /** The route. */
  readonly route: string;
  /** The reason: it is gone for good, or has been interrupted for longer than the policy allows. */
  readonly reason: 'ended' | 'interrupted';
}

/** The parts of a loss that its follower needs. */
export interface LossDetails {
  /** The adapter that the call was over. */
  readonly adapter: RtcAdapter;
  /** The adapter that is to carry it on. */
  readonly next: RtcAdapter;
  /** Milliseconds that the change may take. */
  readonly handoverMs: number;
  /** Takes notice that the change has failed: the call is still over the adapter that has lost it. */
  failed(): void;
}

/** The name of the vendor event by which a loss is told. */
export const routeLost = 'route-lost';

const details = new WeakMap<object, LossDetails>();

/** Makes the payload of a loss: its details are for this package alone. */
export function makeLoss(loss: RouteLoss, more: LossDetails): RouteLoss {
  const payload = Object.freeze({ ...loss });
  details.set(payload, more);
  return payload;
}

/** Gives the details of what was told; undefined of any other payload. */
export function detailsOf(payload: unknown): LossDetails | undefined {
  return typeof payload === 'object' && payload !== null ? details.get(payload) : undefined;
}
