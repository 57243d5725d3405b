import type { RtcAdapter } from '../adapter/rtc-adapter.ts';
import type { Call } from '../call/call.ts';
import { createLegs, type Legs } from '../call/legs.ts';
import { playerOf, setVolumes } from '../call/players.ts';
import { createEffects } from '../call/run-effects.ts';
import type { LocalMedia } from '../capture/local-media.ts';
import type { KeepPlaying } from '../elements/keep-playing.ts';
import { browserEnvironment } from '../environment/browser-environment.ts';
import type { RtcEnvironment } from '../environment/rtc-environment.ts';
import type { RemoteParticipant } from '../face/remote-participant.ts';
import type { RtcViewer } from '../face/rtc-viewer.ts';
import type { DriverFact } from '../leg/create-sink.ts';
import type { Publishers } from '../leg/publishers.ts';
import { createWishes, type Wishes } from '../leg/wishes.ts';
import type { QualityWishes } from '../model/quality.ts';
import { createRemoteMedia } from '../rendering/create-remote-media.ts';
import type { RemoteMedia } from '../rendering/remote-media.ts';
import { reduce } from '../state/reduce.ts';
import type { Store } from '../state/store.ts';
import type { SessionTimeouts } from '../timing/timeouts.ts';
import { createParticipantHandle } from './participant-handle.ts';
import { sendMessage } from './send-message.ts';

/** The part that only a call needs, but for what is sent: legs, people, what is received and shown. */
export interface ReceivingPart {
  readonly legs: Legs;
  readonly remote: RemoteMedia;
  readonly wishes: Wishes;
  readonly participant: RtcViewer['participant'];
  /** Sends over the leg that carries the call; replaced where there may be two. */
  sendMessage: RtcViewer['sendMessage'];
}

/** The part that is there before a call, for the part that only a call needs. */
export interface ReceivingPort {
  /** The adapter of the leg that carries the call, or of the next join. */
  over(): RtcAdapter;
  /** The browser where left out. */
  readonly environment: RtcEnvironment | undefined;
  readonly timeouts: SessionTimeouts;
  /** See {@link SessionOptions.subscriptions}. */
  readonly mode: 'auto' | 'manual';
  readonly store: Store;
  readonly keep: KeepPlaying;
  /** See {@link QualityWishes}. */
  readonly quality: QualityWishes;
  readonly call: Call;
  /** A leg has joined. */
  joined(): void;
  /** Levels and quality that a leg tells. */
  signals(leg: number, data: Extract<DriverFact, { type: 'signals' }>['data']): void;
}

/** The part that sends. */
export interface SendingPart {
  readonly publishers: Publishers;
  readonly local: Pick<LocalMedia, 'mutedByServer' | 'unpublishedByServer'>;
}

/** Makes the parts of a call, each from what it uses, and ties them together: commands down, facts up, effects where they belong. */
export function openReceivingPart(port: ReceivingPort, { publishers, local }: SendingPart): ReceivingPart {
  const { environment = browserEnvironment, timeouts, mode, store, call, keep } = port;
  const { dispatch } = store;
  const wishes = createWishes({
    clock: environment.clock,
    mode,
    changed: (key) => {
      for (const { receiver } of call.connections) receiver.wished(key);
    },
    spoke: () => {
      for (const { receiver, adapter: over } of call.connections)
        if (over.limits.subscriptions !== undefined) receiver.receiveAll();
    },
  });
  const remote: RemoteMedia = createRemoteMedia({
    environment,
    keep,
    port: {
      playerOf: (key) => playerOf({ store, legs }, key),
      sdkOutputs: () => [...call.connections].flatMap(({ sound }) => sound ?? []),
      volumeChanged: (key) => {
        setVolumes({ store, legs, remote }, key);
      },
      isExpected: ({ participantId, source }) =>
        store.state.people.get(participantId)?.participant.sources[source]?.muted === false,
      interestChanged: wishes.setInterest,
      renderChanged: (key, render) => {
        dispatch({ type: 'renderChanged', data: { ...key, render } });
      },
      warn: store.warn,
      speakerChanged: (speakerId) => {
        dispatch({ type: 'speakerChanged', data: { speakerId } });
      },
    },
  });
  const legs: Legs = createLegs({
    environment,
    store,
    timeouts,
    publishers,
    wishes,
    quality: port.quality,
    joined(connection) {
      const { speakerId } = remote.playback;
      // A new engine knows nothing of the choice made before.
      if (speakerId !== '') connection.sound?.setSpeaker(speakerId).catch(store.warn);
      port.joined();
    },
    signals: port.signals,
  });
  store.extend({ reduce, run: createEffects({ store, timeouts, local, remote, wishes, call, legs }) });
  const handlePort = { clock: environment.clock, store, remote, wishes, ms: timeouts.subscribe };
  const handles = new Map<string, RemoteParticipant>();
  store.on('participant-left', ({ participant }) => handles.delete(participant.id));
  return {
    legs,
    remote,
    wishes,
    sendMessage: (message) => sendMessage(port, message),
    participant(id) {
      const participant = store.state.people.get(id)?.participant;
      if (!participant) return undefined;
      const handle = handles.get(id) ?? createParticipantHandle(handlePort, participant);
      handles.set(id, handle);
      return handle;
    },
  };
}
