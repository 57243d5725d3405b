/** The time for which a session waits for a vendor, in milliseconds. */
export interface SessionTimeouts {
  /** Until `join` rejects `timeout`. 15,000 where left out. */
  readonly join: number;
  /** Until `leave` resolves all the same. 3,000. */
  readonly leave: number;
  /** Until a publication counts as failed. 10,000. */
  readonly publish: number;
  /** Until a subscription counts as failed. 10,000. */
  readonly subscribe: number;
  /** Until a reconnecting call ends as `connection-lost`. 90,000. */
  readonly reconnect: number;
}

/** The bounds that hold where an app gives none. */
export const defaultTimeouts: SessionTimeouts = {
  join: 15_000,
  leave: 3_000,
  publish: 10_000,
  subscribe: 10_000,
  reconnect: 90_000,
};
