import type { Internals } from '../session/internals.ts';
import { createActiveSpeaker } from './active-speaker.ts';
import type { Levels, LevelsWatch, ParticipantLevel } from './levels.ts';
import { createProbes } from './probes.ts';
import { createSpeech, type Speech } from './speech.ts';
import { createVendorLevels, type VendorLevels } from './vendor-levels.ts';

/** 20 reads a second. */
const readEveryMs = 50;
/** The local microphone among the probes; participants' ids are never empty. */
const own = '';

/** Measures one session for all who watch it. Runs while somebody watches and there is something to measure. */
export class LevelMeter {
  private readonly parts: Internals;
  private readonly watches = new Set<LevelsWatch>();
  private readonly probes: ReturnType<typeof createProbes>;
  private readonly speeches = new Map<string, Speech>();
  private speaker = createActiveSpeaker();
  private activeSpeakerId: string | undefined;
  private vendor: VendorLevels | undefined;
  private unsubscribe: (() => void) | undefined;
  private cancel: (() => void) | undefined;

  constructor(parts: Internals) {
    this.parts = parts;
    this.probes = createProbes(parts.environment);
  }

  /** Watches. Returns the undo. */
  watch(watch: LevelsWatch): () => void {
    // A copy, so that the same object may watch twice and be undone once.
    const entry = { ...watch };
    this.watches.add(entry);
    if (this.watches.size === 1) this.begin();
    return () => {
      if (this.watches.delete(entry) && this.watches.size === 0) this.end();
    };
  }

  private begin(): void {
    if ((this.parts.call.leading ?? this.parts).adapter.capabilities.remoteAudio !== 'tracks')
      this.vendor = createVendorLevels(this.parts);
    this.unsubscribe = this.parts.store.subscribe(() => {
      this.run();
    });
    this.run();
  }

  private end(): void {
    this.unsubscribe?.();
    this.vendor?.end();
    this.vendor = undefined;
    this.rest();
    this.activeSpeakerId = undefined;
    this.probes.set(new Map());
  }

  /** Measures what is there; starts or stops the timer accordingly. */
  private run(): boolean {
    this.probes.set(this.wanted());
    const { status } = this.parts.store.state.session;
    const inCall = status === 'joined' || status === 'reconnecting';
    if (this.probes.size > 0 || (this.vendor && inCall)) {
      this.cancel ??= this.next();
      return true;
    }
    if (this.cancel) {
      this.rest();
      this.tell(this.read());
    }
    return false;
  }

  private rest(): void {
    this.cancel?.();
    this.cancel = undefined;
    this.speeches.clear();
    this.speaker = createActiveSpeaker();
  }

  private next(): () => void {
    return this.parts.environment.clock.after(readEveryMs, () => {
      this.cancel = this.next();
      if (this.run()) this.tell(this.read());
    });
  }

  private wanted(): ReadonlyMap<string, MediaStreamTrack> {
    const { store, part } = this.parts;
    const tracks = new Map<string, MediaStreamTrack>();
    const { track } = store.state.local.microphone;
    if (track) tracks.set(own, track);
    if (this.vendor) return tracks;
    for (const [participantId, { participant }] of store.state.people) {
      const { sources } = participant;
      if (sources.microphone?.subscription.status !== 'subscribed' || sources.microphone.muted) continue;
      const [heard] = part?.remote.streamOf({ participantId, source: 'microphone' }).getAudioTracks() ?? [];
      if (heard) tracks.set(participantId, heard);
    }
    return tracks;
  }

  private read(): Levels {
    const { people, local } = this.parts.store.state;
    const nowMs = this.parts.environment.clock.now();
    for (const id of [...this.speeches.keys()]) if (id !== own && !people.has(id)) this.speeches.delete(id);
    const levels = new Map<string, ParticipantLevel>();
    for (const [id, { participant }] of people) {
      const { sources } = participant;
      if (!sources.microphone) continue;
      const level = sources.microphone.muted ? 0 : (this.vendor?.read(id) ?? this.probes.read(id));
      levels.set(id, { level, speaking: this.speechOf(id).update(level, nowMs) });
    }
    const { muted } = local.microphone;
    const spoken = this.probes.read(own);
    const speaks = this.speechOf(own).update(spoken, nowMs);
    return {
      own: { level: muted ? 0 : spoken, speaking: speaks && !muted, speakingWhileMuted: speaks && muted },
      participants: levels,
      activeSpeakerId: this.speaker.update(levels, nowMs),
    };
  }

  private speechOf(id: string): Speech {
    const speech = this.speeches.get(id) ?? createSpeech();
    this.speeches.set(id, speech);
    return speech;
  }

  private tell(levels: Levels): void {
    const changed = levels.activeSpeakerId !== this.activeSpeakerId;
    this.activeSpeakerId = levels.activeSpeakerId;
    if (changed && levels.activeSpeakerId !== undefined)
      this.parts.part?.wishes.spoke(levels.activeSpeakerId);
    for (const watch of [...this.watches]) {
      // A listener before it may have undone it.
      if (!this.watches.has(watch)) continue;
      try {
        watch.onLevels?.(levels);
        if (changed) watch.onActiveSpeaker?.(levels.activeSpeakerId);
      } catch (error) {
        this.parts.environment.reportError(error);
      }
    }
  }
}
