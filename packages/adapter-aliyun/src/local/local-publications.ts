import type {
  LocalFailure,
  LocalPublication,
  RtcDriverEnvironment,
  RtcError,
  SourceKind,
  SourceQuality,
  SyncLocalResult,
} from '@jackfield/core/adapter';
import { encode, untilAborted } from '@jackfield/core/adapter-kit';
import {
  encodeBy,
  forgetPending,
  letPublishingEnd,
  senderOf,
  slots,
  tellMutesBy,
  type Slot,
} from '../engine/engine-internals.ts';
import type { AliEngine } from '../engine/port.ts';
import { takeDown } from '../engine/take-down.ts';
import { errors } from '../map/map-errors.ts';
import { fillQuality } from './fill-quality.ts';
import { GivenTracks } from './given-tracks.ts';

type Wanted = Pick<LocalPublication, 'track' | 'muted' | 'quality'>;

/**
 * The own publication: one connection with three slots. Placeholders take all slots in the first `publish()`, because a
 * source that was not there then is never added; tracks then go to the senders. So the SDK never holds a track of core's,
 * and neither its `enabled = true` nor its stopping of what it was given can reach one. Where the senders cannot be
 * reached the SDK is given gated clones instead, and each change of a track is a new publication.
 */
export class LocalPublications {
  readonly #engine: AliEngine;
  readonly #given: GivenTracks;
  #wanted: ReadonlyMap<Slot, Wanted> = new Map();
  #announced: readonly Slot[] = [];
  #broken = false;
  /** The senders cannot be reached. */
  #direct = false;
  /** Counts publications; the one that is being ended, which the vendor may never answer. */
  #publication = 0;
  #ending: number | undefined;
  #syncing: Promise<unknown> = Promise.resolve();

  #letPublishingEnd = (): void => undefined;
  readonly #tellMutes: () => void;
  readonly #lost: (source: Slot, error: RtcError) => void;

  /** `lost` hears of what was published and is gone, although nobody asked for that. */
  constructor(
    engine: AliEngine,
    environment: RtcDriverEnvironment,
    lost: (source: Slot, error: RtcError) => void,
  ) {
    this.#engine = engine;
    this.#lost = lost;
    this.#given = new GivenTracks(engine, environment);
    this.#tellMutes = tellMutesBy(engine, (slot) => this.#wanted.get(slot)?.muted !== false);
  }

  /** What is published now. */
  get sources(): readonly Slot[] {
    return this.#announced;
  }

  /** Resolves when the publication that is under way has come to its end, whichever. */
  async settled(): Promise<void> {
    await this.#syncing;
  }

  /** Makes what is published equal the set. */
  sync(wanted: readonly LocalPublication[], signal: AbortSignal | undefined): Promise<SyncLocalResult> {
    const work = this.#orLose(() => this.#apply(wanted, signal));
    // For whoever waits until it is over; what it rejects with goes to whoever asked.
    this.#syncing = work.catch(() => undefined);
    return work;
  }

  /** Sends another track for a slot, or the placeholder. */
  async replace(
    source: SourceKind,
    track: MediaStreamTrack | null,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const before = isSlot(source) ? this.#wanted.get(source) : undefined;
    if (!isSlot(source) || !before) throw noSlot(source);
    this.#wanted = new Map([...this.#wanted, [source, { ...before, track }]]);
    if (await this.#send(source)) return;
    const failed = await this.#orLose(() => this.#publish(signal));
    const failure = failed.find((one) => one.source === source);
    if (failure) throw failure.error;
  }

  /** Changes how a source is encoded, at its sender: the SDK's own profiles count at the next publication alone. */
  async setQuality(source: SourceKind, quality: SourceQuality): Promise<void> {
    const before = isSlot(source) ? this.#wanted.get(source) : undefined;
    if (!isSlot(source) || !before) throw noSlot(source);
    const { contentHint = '' } = quality;
    if (before.track) before.track.contentHint = contentHint;
    this.#wanted = new Map([...this.#wanted, [source, { ...before, quality }]]);
    if (this.#direct)
      throw errors.make(
        'unsupported',
        `How the ${source} is sent cannot be reached in this copy of the SDK.`,
      );
    await this.#encode(source);
  }

  /** Tells the others. The SDK answers false where it did nothing. */
  setMuted(source: SourceKind, muted: boolean): void {
    const before = isSlot(source) ? this.#wanted.get(source) : undefined;
    if (isSlot(source) && before) this.#wanted = new Map([...this.#wanted, [source, { ...before, muted }]]);
    const done =
      source === 'microphone'
        ? this.#engine.muteLocalMic(muted, true)
        : source === 'camera' && this.#engine.muteLocalCamera(muted);
    if (done) return;
    throw failedTo(`The ${source} is not published, so its mute cannot be told.`);
  }

  /** The transport failed: the next `sync` begins a new publication. Returns what is lost. */
  drop(): readonly Slot[] {
    const lost = this.#announced;
    this.#announced = [];
    this.#broken = true;
    return lost;
  }

  /** Ends the publication; the SDK ends what it was given with it. */
  async end(signal: AbortSignal | undefined): Promise<void> {
    if (this.#given.isEmpty) return;
    const publication = this.#publication;
    this.#ending = publication;
    try {
      await takeDown(this.#engine, this.#engine.unPublish(), { signal, what: 'Unpublishing' });
    } finally {
      if (this.#ending === publication) this.#ending = undefined;
    }
    if (this.#publication === publication) this.release();
  }

  /** Forgets everything, without a word to the vendor. */
  release(): void {
    this.#publication += 1;
    this.#letPublishingEnd();
    this.#given.release();
    this.#announced = [];
    this.#broken = false;
  }

  /** There is one publication for all: where a change of it fails, those that were in it before are gone, too. */
  async #orLose<Result>(change: () => Promise<Result>): Promise<Result> {
    const before = this.#announced;
    try {
      return await change();
    } catch (cause) {
      const error = errors.from(cause, 'The publication was lost with a change of it.', 'publish-failed');
      for (const slot of before)
        if (this.#wanted.has(slot) && !this.#announced.includes(slot)) this.#lost(slot, error);
      throw cause;
    }
  }

  async #apply(
    wanted: readonly LocalPublication[],
    signal: AbortSignal | undefined,
  ): Promise<SyncLocalResult> {
    const failed: LocalFailure[] = [];
    const known = new Map<Slot, Wanted>();
    for (const { source, ...one } of wanted) {
      if (isSlot(source)) known.set(source, one);
      else failed.push({ source, error: noSlot(source) });
    }
    this.#wanted = known;
    try {
      if (known.size === 0 || this.#broken) await this.end(signal);
      if (known.size > 0) failed.push(...(await this.#publish(signal)));
    } catch (cause) {
      throw errors.from(cause, 'Publishing failed.', 'publish-failed');
    }
    return { failed };
  }

  /** Publishes what is wanted, however far it has come. */
  async #publish(signal: AbortSignal | undefined): Promise<readonly LocalFailure[]> {
    await this.#hold(signal);
    // Flags only disable what the SDK was given, which is the placeholder: a track on the sender would go on being sent.
    for (const slot of this.#announced) if (!this.#wanted.has(slot)) await this.#send(slot);
    // Ended meanwhile: what it has no track for any more the SDK would take from the person's devices.
    this.#checkGoesOn();
    await this.#announce(signal);
    this.#checkGoesOn();
    for (const slot of slots) if (!this.#wanted.has(slot)) await this.#send(slot);
    const failed: LocalFailure[] = [];
    for (const [source, { muted }] of this.#wanted) {
      try {
        // When a screen starts the SDK may put sound of its own on the microphone's sender, so all are sent anew.
        if (!this.#direct && !(await this.#send(source))) {
          // Without a publication there are no senders, which does not mean that they cannot be reached.
          this.#checkGoesOn();
          this.#direct = true;
          return await this.#publish(signal);
        }
        if (source !== 'screen') this.setMuted(source, muted);
      } catch (cause) {
        const error = errors.from(cause, `The ${source} could not be published.`, 'publish-failed');
        failed.push({ source, error });
      }
    }
    return failed;
  }

  /** Throws where the publication was ended while it was being made. */
  #checkGoesOn(): void {
    if (this.#given.isEmpty || this.#ending === this.#publication)
      throw failedTo('The publication was ended meanwhile.');
  }

  /** Puts a slot's track, or its placeholder, on its sender. False where there is none to be reached. */
  async #send(slot: Slot): Promise<boolean> {
    const sender = this.#direct ? undefined : senderOf(this.#engine, slot);
    const placeholder = this.#given.trackOf(slot);
    if (!sender || !placeholder) return false;
    await sender.replaceTrack(this.#wanted.get(slot)?.track ?? placeholder);
    await this.#encode(slot);
    return true;
  }

  /**
   * Writes what is wished for into a sender; the SDK writes 500 kbit/s for any camera and 24 for any sound there (measured). Of a
   * source that nobody asked for nothing is encoded: its slot is kept by the placeholder on an inactive sender. (One without a track the
   * SDK does not survive: it reads the settings of what it sends, measured.)
   */
  async #encode(slot: Slot): Promise<void> {
    const sender = this.#direct ? undefined : senderOf(this.#engine, slot);
    const wanted = this.#wanted.get(slot);
    if (sender) await encode(sender, wanted && fillQuality({ source: slot, ...wanted }));
  }

  /** Gives the SDK what it is to publish; where that has changed, for a new publication. */
  async #hold(signal: AbortSignal | undefined): Promise<void> {
    const tracks = slots.map((slot) => (this.#direct ? (this.#wanted.get(slot)?.track ?? null) : null));
    if (this.#given.are(tracks)) return;
    await this.end(signal);
    this.#given.give(tracks);
  }

  async #announce(signal: AbortSignal | undefined): Promise<void> {
    const [engine, wanted] = [this.#engine, this.#wanted];
    engine.configLocalAudioPublish = wanted.has('microphone');
    engine.configLocalCameraPublish = wanted.has('camera');
    engine.configLocalScreenPublish = wanted.has('screen');
    if ([...wanted.values()].some(({ muted }) => muted)) this.#tellMutes();
    encodeBy(engine, () => {
      // Each is written once more as its track is sent, and whoever asked hears of what fails then.
      for (const slot of slots) this.#encode(slot).catch(() => undefined);
    });
    this.#letPublishingEnd = letPublishingEnd(engine);
    try {
      await untilAborted(engine.publish(), { signal, what: 'Publishing' });
      // The SDK resolves all the same where the transport failed on the way, and nothing is sent.
      if (this.#broken) throw failedTo('The transport failed while it was being published.');
      this.#announced = [...wanted.keys()];
    } catch (cause) {
      // A failed publication leaves a half-open connection behind, over which the next one would resolve falsely.
      await this.end(undefined).catch(() => {
        this.#broken = true;
      });
      forgetPending(engine);
      this.#letPublishingEnd();
      throw errors.from(cause, 'Publishing failed.', 'publish-failed');
    }
  }
}

function isSlot(source: SourceKind): source is Slot {
  return source !== 'screen-audio';
}

function noSlot(source: SourceKind): RtcError {
  return errors.make('unsupported', `The ${source} has no publication of its own here.`);
}

function failedTo(message: string): RtcError {
  return errors.make('publish-failed', message);
}
