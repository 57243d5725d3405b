import {
  RtcError,
  type LocalFailure,
  type LocalPublication,
  type PlaceholderTrack,
  type RtcDriverEnvironment,
  type SourceKind,
  type SyncLocalResult,
} from '@jackfield/core/adapter';
import { abortable } from './abortable.ts';
import { mapError } from './map-errors.ts';
import type { AliEngine } from './port.ts';
import { senderOf, slots, type Slot } from './publish-senders.ts';

const types = { microphone: 0, camera: 1, screen: 2 } as const;

/**
 * The own publication: one connection with three slots. Placeholders take all slots in the first `publish()`, because a
 * source that was not there then is never added; tracks then go to the senders. So the SDK never holds a track of core's,
 * and neither its `enabled = true` nor its stopping of what it was given can reach one.
 */
export class LocalPublications {
  private readonly engine: AliEngine;
  private readonly environment: RtcDriverEnvironment;
  private placeholders: Readonly<Record<Slot, PlaceholderTrack>> | undefined;
  private announced: readonly Slot[] = [];
  private broken = false;

  constructor(engine: AliEngine, environment: RtcDriverEnvironment) {
    this.engine = engine;
    this.environment = environment;
  }

  /** What is published now. */
  get sources(): readonly Slot[] {
    return this.announced;
  }

  /** Makes what is published equal the set. */
  async sync(wanted: readonly LocalPublication[], signal: AbortSignal | undefined): Promise<SyncLocalResult> {
    const known = wanted.filter(({ source }) => isSlot(source));
    const failed: LocalFailure[] = wanted
      .filter(({ source }) => !isSlot(source))
      .map(({ source }) => ({ source, error: noSlot(source) }));
    if (known.length === 0 || this.broken) await this.end(signal);
    if (known.length === 0) return { failed };
    this.hold();
    const named = known.map(({ source }) => source).filter(isSlot);
    // Flags only disable what the SDK was given, which is the placeholder: a track on the sender would go on being sent.
    for (const slot of this.announced) if (!named.includes(slot)) await this.replace(slot, null);
    await this.announce(named, signal);
    for (const { source, track, muted } of known) {
      try {
        await this.replace(source, track);
        if (source !== 'screen') this.setMuted(source, muted);
      } catch (cause) {
        failed.push({
          source,
          error: mapError(cause, `The ${source} could not be published.`, 'publish-failed'),
        });
      }
    }
    return { failed };
  }

  /** Sends another track for a slot, or the placeholder. */
  async replace(source: SourceKind, track: MediaStreamTrack | null): Promise<void> {
    if (!isSlot(source) || !this.placeholders) throw noSlot(source);
    await senderOf(this.engine, source).replaceTrack(track ?? this.placeholders[source].track);
  }

  /** Tells the others. The SDK answers false where it did nothing. */
  setMuted(source: SourceKind, muted: boolean): void {
    const { engine } = this;
    const done =
      source === 'microphone'
        ? engine.muteLocalMic(muted, true)
        : source === 'camera' && engine.muteLocalCamera(muted);
    if (done) return;
    throw new RtcError({
      code: 'publish-failed',
      message: `The ${source} is not published, so its mute cannot be told.`,
      adapter: 'aliyun',
    });
  }

  /** The transport failed: the next `sync` begins a new publication. Returns what is lost. */
  drop(): readonly Slot[] {
    const lost = this.announced;
    this.announced = [];
    this.broken = true;
    return lost;
  }

  /** Ends the publication; the SDK ends the placeholders with it. */
  async end(signal: AbortSignal | undefined): Promise<void> {
    if (!this.placeholders) return;
    const { placeholders } = this;
    this.placeholders = undefined;
    this.announced = [];
    this.broken = false;
    // It rejects where nothing is published any more, which is what was asked for.
    await abortable(this.engine.unPublish(), { signal, what: 'Unpublishing' }).catch(() => undefined);
    for (const slot of slots) placeholders[slot].stop();
  }

  /** Forgets everything, without a word to the vendor. */
  release(): void {
    for (const slot of slots) this.placeholders?.[slot].stop();
    this.placeholders = undefined;
    this.announced = [];
    this.broken = false;
  }

  private hold(): void {
    if (this.placeholders) return;
    const { environment, engine } = this;
    this.placeholders = {
      microphone: environment.createPlaceholder('audio'),
      camera: environment.createPlaceholder('video'),
      screen: environment.createPlaceholder('video'),
    };
    for (const slot of slots) engine.setExternalMediaTrack(this.placeholders[slot].track, types[slot]);
  }

  private async announce(wanted: readonly Slot[], signal: AbortSignal | undefined): Promise<void> {
    const { engine } = this;
    engine.configLocalAudioPublish = wanted.includes('microphone');
    engine.configLocalCameraPublish = wanted.includes('camera');
    engine.configLocalScreenPublish = wanted.includes('screen');
    try {
      await abortable(engine.publish(), { signal, what: 'Publishing' });
      this.announced = wanted;
    } catch (cause) {
      // A failed publication leaves a half-open connection behind, over which the next one would resolve falsely.
      await this.end(signal);
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
