import type { Clock } from '@jackfield/core/adapter';
import type { MemberState, SignallingMember } from '../protocol/member-state.ts';
import { TokenBucket } from '../protocol/token-bucket.ts';

/** New connections that another member may ask for: a repair needs one after 10 s at the earliest. */
const connections = { burst: 8, perSecond: 0.2 } as const;
/** Offers that it may make for one that is there: the first one, and one for each restart of ICE. */
const offers = { burst: 16, perSecond: 0.5 } as const;
/** Key frames, which cost bits: one after each gap. */
const keyFrames = { burst: 4, perSecond: 0.5 } as const;

/** What another member may ask of this one's connection: as much as repairs need, and no more. */
export class AskedRepairs {
  readonly #clock: Clock;
  readonly #connections: TokenBucket;
  readonly #offers: TokenBucket;
  readonly #keyFrames: TokenBucket;

  constructor(clock: Clock) {
    this.#clock = clock;
    const now = clock.now();
    this.#connections = new TokenBucket({ ...connections, now });
    this.#offers = new TokenBucket({ ...offers, now });
    this.#keyFrames = new TokenBucket({ ...keyFrames, now });
  }

  /** Whether it may have another connection. */
  connection(): boolean {
    return this.#connections.take(this.#clock.now());
  }

  /** Whether its offer is looked at. */
  offer(): boolean {
    return this.#offers.take(this.#clock.now());
  }

  /** Tells whether a key frame is made for it. */
  keyFrame(): boolean {
    return this.#keyFrames.take(this.#clock.now());
  }
}

/** What a member may publish of what it says: the server checks its own way, the data channel is checked here. */
export function permitted(state: MemberState, { permissions }: SignallingMember): MemberState {
  if (!permissions) return state;
  return { ...state, sources: state.sources.filter(({ source }) => permissions.publish.includes(source)) };
}
