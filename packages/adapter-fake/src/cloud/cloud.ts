import type { Clock, RtcDriverSink } from '@jackfield/core/adapter';
import { Engine } from '../engine.ts';
import type { EventFault } from '../trouble/event-filter.ts';
import type { FakeOperation, FakeOutcome, FaultPlan } from '../trouble/faults.ts';
import { browserMedia, type FakeMedia } from './media.ts';
import { Network } from '../trouble/network.ts';
import { createRandom, type Random } from '../trouble/random.ts';
import { FakeRoom } from './room.ts';

/** How a fake cloud behaves. Everything may be left out. */
export interface FakeCloudOptions {
  /** Decides every random number. 1 where left out: the same calls give the same run. */
  readonly seed?: number | undefined;
  /** Time for latency. The platform's where left out; a virtual one makes everything deterministic. */
  readonly clock?: Clock | undefined;
  /** Milliseconds that every operation and every event takes: the least and the most. None where left out. */
  readonly latencyMs?: readonly [least: number, most: number] | undefined;
  /**
   * The share of messages that get lost, 0…1, on their way to sessions whose adapter claims `messages.reliable: false`.
   * None where left out.
   */
  readonly lossRate?: number | undefined;
  /** What happens when one user joins a room twice. */
  readonly duplicateIdentity?: 'kicks-older' | 'rejects-newer' | 'allowed' | undefined;
  /** What scripted participants send. Canvas and tone in a browser; elsewhere give fake tracks. */
  readonly media?: FakeMedia | undefined;
}

/** The platform's clock, for clouds without one of their own. */
const platformClock: Clock = {
  now: () => performance.now(),
  after(delayMs, run) {
    const handle = setTimeout(run, delayMs);
    return () => {
      clearTimeout(handle);
    };
  },
};

/** A whole RTC service in memory: sessions join it through `fake(cloud)`, and tests and demos play everybody else. */
export class FakeCloud {
  /** The one source of chance. */
  readonly random: Random;
  /** The one source of time. */
  readonly clock: Clock;
  /** Cuts and restores the links of sessions. */
  readonly network: Network;
  /** What happens when one user joins a room twice. */
  readonly duplicateIdentity: 'kicks-older' | 'rejects-newer' | 'allowed';
  /**
   * What drivers, rooms and participants act on. Tests and demos use `room()`, `plan()` and the like.
   *
   * @internal
   */
  readonly engine: Engine;

  /** Use {@link createFakeCloud}. */
  constructor({
    seed = 1,
    clock = platformClock,
    latencyMs = [0, 0],
    lossRate = 0,
    duplicateIdentity,
    media,
  }: FakeCloudOptions) {
    this.random = createRandom(seed);
    this.clock = clock;
    this.duplicateIdentity = duplicateIdentity ?? 'kicks-older';
    this.engine = new Engine({
      random: this.random,
      clock,
      latencyMs,
      lossRate,
      duplicateIdentity: this.duplicateIdentity,
      media: media ?? browserMedia(),
    });
    this.network = new Network(this.engine);
  }

  /** A room by name, whether or not anybody is in it. */
  room(name: string): FakeRoom {
    return new FakeRoom(this.engine, name);
  }

  /** Plans what becomes of vendor operations, instead of success. Returns the release of what is held. */
  plan(operation: FakeOperation, outcome: FakeOutcome, plan?: FaultPlan): () => void {
    return this.engine.board.plan(operation, outcome, plan);
  }

  /** Plans that events get lost, come twice, or come after the next one. Returns the undo. */
  planEvent(
    name: keyof RtcDriverSink,
    fault: EventFault,
    plan?: { readonly userId?: string | undefined; readonly times?: number | undefined },
  ): () => void {
    return this.engine.filter.plan(name, fault, plan);
  }

  /** The whole service goes down gracefully: every call ends as `server-shutdown`, and joins are refused until `start`. */
  shutdown(): void {
    this.engine.down = true;
    for (const room of this.engine.roomNames) this.engine.endAll(room, 'server-shutdown');
  }

  /** The service is up again. */
  start(): void {
    this.engine.down = false;
  }
}

/** Makes a fake cloud. Clouds share nothing: each test has its own. */
export function createFakeCloud(options: FakeCloudOptions = {}): FakeCloud {
  return new FakeCloud(options);
}
