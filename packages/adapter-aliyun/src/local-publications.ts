import {
  RtcError,
  type LocalFailure,
  type LocalPublication,
  type RtcDriverEnvironment,
  type SourceKind,
  type SyncLocalResult,
} from '@jackfield/core/adapter';
import { abortable } from './abortable.ts';
import { forgetPending, senderOf, slots, tellMutesBy, type Slot } from './engine-internals.ts';
import { GivenTracks } from './given-tracks.ts';
import { mapError } from './map-errors.ts';
import type { AliEngine } from './port.ts';
import { takeDown } from './take-down.ts';

type Wanted = Pick<LocalPublication, 'track' | 'muted'>;

/**
 * The own publication: one connection with three slots. Placeholders take all slots in the first `publish()`, because a
 * source that was not there then is never added; tracks then go to the senders. So the SDK never holds a track of core's,
 * and neither its `enabled = true` nor its stopping of what it was given can reach one. Where the senders cannot be
 * reached the SDK is given gated clones instead, and each change of a track is a new publication.
 */
export class LocalPublications {
  private readonly engine: AliEngine;
  private readonly given: GivenTracks;
  private wanted: ReadonlyMap<Slot, Wanted> = new Map();
  private announced: readonly Slot[] = [];
  private broken = false;
  /** The senders cannot be reached. */
  private direct = false;
  private syncing: Promise<unknown> = Promise.resolve();

  private readonly tellMutes: () => void;

  constructor(engine: AliEngine, environment: RtcDriverEnvironment) {
    this.engine = engine;
    this.given = new GivenTracks(engine, environment);
    const muted = (slot: Slot): boolean => this.wanted.get(slot)?.muted !== false;
    this.tellMutes = tellMutesBy(engine, () => ({
      microphone: muted('microphone'),
      camera: muted('camera'),
    }));
  }

  /** What is published now. */
  get sources(): readonly Slot[] {
    return this.announced;
  }

  /** Resolves when the publication that is under way has come to its end, whichever. */
  async settled(): Promise<void> {
    await this.syncing;
  }

  /** Makes what is published equal the set. */
  sync(wanted: readonly LocalPublication[], signal: AbortSignal | undefined): Promise<SyncLocalResult> {
    const work = this.apply(wanted, signal);
    // For whoever waits until it is over; what it rejects with goes to whoever asked.
    this.syncing = work.catch(() => undefined);
    return work;
  }

  /** Sends another track for a slot, or the placeholder. */
  async replace(
    source: SourceKind,
    track: MediaStreamTrack | null,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const before = isSlot(source) ? this.wanted.get(source) : undefined;
    if (!isSlot(source) || !before) throw noSlot(source);
    this.wanted = new Map([...this.wanted, [source, { ...before, track }]]);
    if (await this.send(source)) return;
    const failure = (await this.publish(signal)).find((one) => one.source === source);
    if (failure) throw failure.error;
  }

  /** Tells the others. The SDK answers false where it did nothing. */
  setMuted(source: SourceKind, muted: boolean): void {
    const before = isSlot(source) ? this.wanted.get(source) : undefined;
    if (isSlot(source) && before) this.wanted = new Map([...this.wanted, [source, { ...before, muted }]]);
    const done =
      source === 'microphone'
        ? this.engine.muteLocalMic(muted, true)
        : source === 'camera' && this.engine.muteLocalCamera(muted);
    if (done) return;
    throw failedTo(`The ${source} is not published, so its mute cannot be told.`);
  }

  /** The transport failed: the next `sync` begins a new publication. Returns what is lost. */
  drop(): readonly Slot[] {
    const lost = this.announced;
    this.announced = [];
    this.broken = true;
    return lost;
  }

  /** Ends the publication; the SDK ends what it was given with it. */
  async end(signal: AbortSignal | undefined): Promise<void> {
    if (this.given.isEmpty) return;
    await takeDown(this.engine, this.engine.unPublish(), { signal, what: 'Unpublishing' });
    this.release();
  }

  /** Forgets everything, without a word to the vendor. */
  release(): void {
    this.given.release();
    this.announced = [];
    this.broken = false;
  }

  private async apply(
    wanted: readonly LocalPublication[],
    signal: AbortSignal | undefined,
  ): Promise<SyncLocalResult> {
    const failed: LocalFailure[] = [];
    const known = new Map<Slot, Wanted>();
    for (const { source, ...one } of wanted) {
      if (isSlot(source)) known.set(source, one);
      else failed.push({ source, error: noSlot(source) });
    }
    this.wanted = known;
    try {
      if (known.size === 0 || this.broken) await this.end(signal);
      if (known.size > 0) failed.push(...(await this.publish(signal)));
    } catch (cause) {
      throw mapError(cause, 'Publishing failed.', 'publish-failed');
    }
    return { failed };
  }

  /** Publishes what is wanted, however far it has come. */
  private async publish(signal: AbortSignal | undefined): Promise<readonly LocalFailure[]> {
    await this.hold(signal);
    // Flags only disable what the SDK was given, which is the placeholder: a track on the sender would go on being sent.
    for (const slot of this.announced) if (!this.wanted.has(slot)) await this.send(slot);
    await this.announce(signal);
    if (this.given.isEmpty) throw failedTo('The publication was ended meanwhile.');
    const failed: LocalFailure[] = [];
    for (const [source, { muted }] of this.wanted) {
      try {
        // When a screen starts the SDK may put sound of its own on the microphone's sender, so all are sent anew.
        if (!this.direct && !(await this.send(source))) {
          this.direct = true;
          return await this.publish(signal);
        }
        if (source !== 'screen') this.setMuted(source, muted);
      } catch (cause) {
        const error = mapError(cause, `The ${source} could not be published.`, 'publish-failed');
        failed.push({ source, error });
      }
    }
    return failed;
  }

  /** Puts a slot's track, or its placeholder, on its sender. False where there is none to be reached. */
  private async send(slot: Slot): Promise<boolean> {
    const sender = this.direct ? undefined : senderOf(this.engine, slot);
    const placeholder = this.given.trackOf(slot);
    if (!sender || !placeholder) return false;
    await sender.replaceTrack(this.wanted.get(slot)?.track ?? placeholder);
    return true;
  }

  /** Gives the SDK what it is to publish; where that has changed, for a new publication. */
  private async hold(signal: AbortSignal | undefined): Promise<void> {
    const tracks = slots.map((slot) => (this.direct ? (this.wanted.get(slot)?.track ?? null) : null));
    if (this.given.are(tracks)) return;
    await this.end(signal);
    this.given.give(tracks);
  }

  private async announce(signal: AbortSignal | undefined): Promise<void> {
    const { engine, wanted } = this;
    engine.configLocalAudioPublish = wanted.has('microphone');
    engine.configLocalCameraPublish = wanted.has('camera');
    engine.configLocalScreenPublish = wanted.has('screen');
    if ([...wanted.values()].some(({ muted }) => muted)) this.tellMutes();
    try {
      await abortable(engine.publish(), { signal, what: 'Publishing' });
      // The SDK resolves all the same where the transport failed on the way, and nothing is sent.
      if (this.broken) throw failedTo('The transport failed while it was being published.');
      this.announced = [...wanted.keys()];
    } catch (cause) {
      // A failed publication leaves a half-open connection behind, over which the next one would resolve falsely.
      await this.end(undefined).catch(() => {
        this.broken = true;
      });
      forgetPending(engine);
      throw mapError(cause, 'Publishing failed.', 'publish-failed');
    }
  }
}

function isSlot(source: SourceKind): source is Slot {
  return source !== 'screen-audio';
}

function noSlot(source: SourceKind): RtcError {
  return new RtcError({
    code: 'unsupported',
    message: `The ${source} has no publication of its own here.`,
    adapter: 'aliyun',
  });
}

function failedTo(message: string): RtcError {
  return new RtcError({ code: 'publish-failed', message, adapter: 'aliyun' });
}
