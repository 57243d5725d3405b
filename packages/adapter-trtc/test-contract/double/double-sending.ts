import type { FakeMediaStreamTrack } from '@jackfield/core/testing';
import { DoubleError } from './double-error.ts';
import type { DoubleEmitter } from './double-emitter.ts';
import type { DoubleService } from './double-service.ts';
import type { Listed, Slot } from './member.ts';

const mediaTypes = { microphone: 'audio', camera: 'video', screen: 'screen' } as const;
/** After a refusal the SDK asks again, and tells nobody. */
const againMs = 5_000;
/** A stop waits for a publication that is pending, and so long at most: then the SDK gives it up. */
const givesUpMs = 20_000;

/** What an instance is for what it sends. */
export interface SendingHost {
  readonly service: DoubleService;
  readonly emitter: DoubleEmitter;
  /** Tells whether it is in a room and may publish. */
  mayPublish(): boolean;
  /** The list of what is published has changed. */
  listChanged(): void;
}

interface Local {
  track: MediaStreamTrack;
  muted: boolean;
  undo: () => void;
  /** Settles with what becomes of the publication that is under way. */
  pending: Promise<void>;
}

/** What an instance sends: taken first, published later, and again by itself whenever it may. */
export class DoubleSending {
  readonly listed: Map<Slot, Listed> = new Map<Slot, Listed>();
  readonly #host: SendingHost;
  readonly #local = new Map<Slot, Local>();

  constructor(host: SendingHost) {
    this.#host = host;
  }

  sends(slot: Slot): boolean {
    const track = this.#local.get(slot)?.track;
    return this.listed.get(slot)?.muted === false && track !== undefined && gives(track);
  }

  start(slot: Slot, track: MediaStreamTrack, muted: boolean): Promise<void> {
    if (this.#local.has(slot)) return refused(5998, 'it is started already');
    const local: Local = { track, muted, undo: () => undefined, pending: Promise.resolve() };
    this.#local.set(slot, local);
    // It writes `enabled` of what it was given: on first, whatever it was, and off a moment later where it is muted.
    track.enabled = true;
    if (muted) this.#host.service.later(() => void (track.enabled = false));
    if (slot === 'screen') local.undo = this.#watch(track);
    if (this.#host.mayPublish()) this.#publish(slot, local);
    return this.#soon();
  }

  update(
    slot: Slot,
    change: { track?: MediaStreamTrack | undefined; muted?: boolean | undefined },
  ): Promise<void> {
    const local = this.#local.get(slot);
    if (!local) return refused(5998, 'it is not started');
    if (change.track && slot === 'screen') {
      local.undo();
      local.undo = this.#watch(change.track);
    }
    local.track = change.track ?? local.track;
    local.muted = change.muted ?? local.muted;
    local.track.enabled = !local.muted;
    if (this.listed.has(slot)) this.#list(slot, local);
    return this.#soon();
  }

  async stop(slot: Slot): Promise<void> {
    const local = this.#local.get(slot);
    if (!local) return this.#soon();
    local.undo();
    await local.pending;
    if (this.#local.get(slot) === local) {
      this.#local.delete(slot);
      this.#state(slot, 'stopped');
      if (this.listed.delete(slot)) this.#host.listChanged();
    }
    return this.#soon();
  }

  /** It may publish now: after a join, and on the way to the stage. What was not stopped is published by itself. */
  begin(): void {
    for (const [slot, local] of this.#local) this.#publish(slot, local);
  }

  /** It is off the stage, or out of the room; what was started stays started. */
  end(): void {
    this.listed.clear();
  }

  #publish(slot: Slot, local: Local): void {
    const { clock } = this.#host.service;
    const givenUp = new Promise<void>((resolve) => void clock.after(givesUpMs, resolve));
    local.pending = Promise.race([this.#ask(slot, local), givenUp]);
  }

  async #ask(slot: Slot, local: Local): Promise<void> {
    const { service } = this.#host;
    this.#state(slot, 'starting');
    while ((await service.request('publish')) !== 0)
      await new Promise<void>((resolve) => void service.clock.after(againMs, resolve));
    if (this.#local.get(slot) !== local || !this.#host.mayPublish()) return;
    this.#list(slot, local);
    this.#state(slot, 'started');
  }

  /** A screen that ends is unpublished by the SDK; of other tracks it takes no notice. */
  #watch(track: MediaStreamTrack): () => void {
    const ended = (): void => void this.stop('screen');
    track.addEventListener('ended', ended);
    return () => {
      track.removeEventListener('ended', ended);
    };
  }

  #list(slot: Slot, { muted }: Local): void {
    this.listed.set(slot, { muted });
    this.#host.listChanged();
  }

  #state(slot: Slot, state: 'starting' | 'started' | 'stopped'): void {
    this.#host.emitter.emit('publish-state-changed', { mediaType: mediaTypes[slot], state });
  }

  #soon(): Promise<void> {
    return new Promise((resolve) => {
      this.#host.service.later(resolve);
    });
  }
}

/** Rejects as the SDK does. */
export function refused(code: number, message: string, extraCode?: number): Promise<never> {
  return Promise.reject(new DoubleError(code, message, extraCode));
}

/** Tells whether a track of the platform's double gives anything. */
function gives(track: MediaStreamTrack): boolean {
  return isFake(track) && track.emits;
}

function isFake(track: MediaStreamTrack): track is FakeMediaStreamTrack {
  return 'emits' in track;
}
