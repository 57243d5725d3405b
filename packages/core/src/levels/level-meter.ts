import { playerOf } from '../call/players.ts';
import type { Internals } from '../session/internals.ts';
import { createActiveSpeaker } from './active-speaker.ts';
import type { Levels, LevelsWatch, ParticipantLevel } from './levels.ts';
import { createProbes } from './probes.ts';
import { createSpeech, type Speech } from './speech.ts';
import { createVendorLevels, type VendorLevels } from './vendor-levels.ts';

/** Measures one session for all who watch it. Runs while somebody watches and there is something to measure. */
export interface LevelMeter {
  /** Watches. Returns the undo. */
  watch(watch: LevelsWatch): () => void;
}

/** 20 reads a second. */
const readEveryMs = 50;
/** The local microphone among the probes; participants' ids are never empty. */
const local = '';

/** Makes the meter of a session, which measures nothing. */
export function createLevelMeter(parts: Internals): LevelMeter {
  const { store, environment, call } = parts;
  const watches = new Set<LevelsWatch>();
  const probes = createProbes(environment);
  const speeches = new Map<string, Speech>();
  let speaker = createActiveSpeaker();
  let activeSpeakerId: string | undefined;
  let vendor: VendorLevels | undefined;
  let unsubscribe: (() => void) | undefined;
  let cancel: (() => void) | undefined;

  function begin(): void {
    unsubscribe = store.subscribe(() => {
      run();
    });
    run();
  }
  function end(): void {
    unsubscribe?.();
    vendor?.end();
    vendor = undefined;
    rest();
    activeSpeakerId = undefined;
    probes.set(new Map());
  }
  /** Measures what is there; starts or stops the timer accordingly. */
  function run(): boolean {
    // Where any leg gives no tracks of its own to measure, its vendor is asked. Before a call it is the adapter that will be.
    const open = [...call.connections];
    const over = open.length > 0 ? open : [parts];
    if (!vendor && over.some(({ adapter }) => adapter.capabilities.remoteAudio !== 'tracks'))
      vendor = createVendorLevels(parts);
    probes.set(wanted());
    const { status } = store.state.session;
    const inCall = status === 'joined' || status === 'reconnecting';
    if (probes.size > 0 || (vendor && inCall)) {
      cancel ??= next();
      return true;
    }
    if (cancel) {
      rest();
      tell(read());
    }
    return false;
  }
  function rest(): void {
    cancel?.();
    cancel = undefined;
    speeches.clear();
    speaker = createActiveSpeaker();
  }
  function next(): () => void {
    return environment.clock.after(readEveryMs, () => {
      cancel = next();
      if (run()) tell(read());
    });
  }
  /** Tells whether somebody's sound is a track of theirs alone, on the leg that they are heard from. */
  function isProbed(participantId: string): boolean {
    const { part } = parts;
    if (!part) return false;
    return playerOf({ store, legs: part.legs }, { participantId, source: 'microphone' }) === 'element';
  }
  function wanted(): ReadonlyMap<string, MediaStreamTrack> {
    const tracks = new Map<string, MediaStreamTrack>();
    const { track } = store.state.local.microphone;
    if (track) tracks.set(local, track);
    for (const [participantId, { participant }] of store.state.people) {
      const { microphone } = participant.sources;
      if (microphone?.subscription.status !== 'subscribed' || microphone.muted) continue;
      if (!isProbed(participantId)) continue;
      const stream = parts.part?.remote.streamOf({ participantId, source: 'microphone' });
      const [heard] = stream?.getAudioTracks() ?? [];
      if (heard) tracks.set(participantId, heard);
    }
    return tracks;
  }
  function levelOf(id: string): number {
    return isProbed(id) ? probes.read(id) : (vendor?.read(id) ?? 0);
  }
  function read(): Levels {
    const { people, local: sources } = store.state;
    const nowMs = environment.clock.now();
    for (const id of [...speeches.keys()]) if (id !== local && !people.has(id)) speeches.delete(id);
    const levels = new Map<string, ParticipantLevel>();
    for (const [id, { participant }] of people) {
      const { microphone } = participant.sources;
      if (!microphone) continue;
      const level = microphone.muted ? 0 : levelOf(id);
      levels.set(id, { level, speaking: speechOf(id).update(level, nowMs) });
    }
    const { muted, enabled } = sources.microphone;
    // Also one that is being let go is heard by nobody.
    const heard = enabled && !muted;
    const spoken = probes.read(local);
    const speaks = speechOf(local).update(spoken, nowMs);
    return {
      own: { level: heard ? spoken : 0, speaking: speaks && heard, speakingWhileMuted: speaks && muted },
      participants: levels,
      activeSpeakerId: speaker.update(levels, nowMs),
    };
  }
  function speechOf(id: string): Speech {
    const speech = speeches.get(id) ?? createSpeech();
    speeches.set(id, speech);
    return speech;
  }
  function tell(levels: Levels): void {
    const changed = levels.activeSpeakerId !== activeSpeakerId;
    activeSpeakerId = levels.activeSpeakerId;
    if (changed && activeSpeakerId !== undefined) {
      parts.part?.wishes.spoke(activeSpeakerId);
      parts.part?.remote.spoke(activeSpeakerId);
    }
    for (const watch of [...watches]) {
      // A listener before it may have undone it.
      if (!watches.has(watch)) continue;
      try {
        watch.onLevels?.(levels);
        if (changed) watch.onActiveSpeaker?.(levels.activeSpeakerId);
      } catch (error) {
        environment.reportError(error);
      }
    }
  }
  return {
    watch(watch) {
      // A copy, so that the same object may watch twice and be undone once.
      const { onLevels, onActiveSpeaker } = watch;
      const entry: LevelsWatch = { onLevels, onActiveSpeaker };
      watches.add(entry);
      if (watches.size === 1) begin();
      return () => {
        if (watches.delete(entry) && watches.size === 0) end();
      };
    },
  };
}
