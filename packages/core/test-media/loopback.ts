import { expect, onTestFinished } from 'vitest';
import { createLocalMedia } from '../src/capture/create-local-media.ts';
import { createKeepPlaying, type KeepPlaying } from '../src/elements/keep-playing.ts';
import type { LocalMedia } from '../src/capture/local-media.ts';
import { browserEnvironment } from '../src/environment/browser-environment.ts';
import type { RtcEnvironment } from '../src/environment/rtc-environment.ts';
import { shapeOffers, type ShapedOffers, type ShapedOffersContext } from '../src/leg/shaped-offers.ts';
import type { CaptureState } from '../src/model/local-source-state.ts';
import { sourceKinds, type SourceKind } from '../src/model/source-kind.ts';

/** Own sources of the real browser, and a vendor that sends over a peer connection to itself. */
export interface Loopback {
  readonly local: LocalMedia;
  /** The owner of what plays here: previews. */
  readonly keep: KeepPlaying;
  /** The leg is over; another one begins. */
  readonly endLeg: () => void;
  /** Sends a track and returns what can be measured of it. */
  readonly send: (track: MediaStreamTrack) => Promise<SentTrack>;
  /** The track that a vendor is handed. */
  readonly handed: (source: SourceKind) => MediaStreamTrack;
}

/** A track on the wire. */
export interface SentTrack {
  readonly sender: RTCRtpSender;
  readonly received: MediaStreamTrack;
  /** Energy that went into the encoder and out of the far end's decoder, while so many seconds of sound passed. */
  readonly energyDuring: (seconds: number) => Promise<{ readonly sent: number; readonly received: number }>;
}

export function createLoopback({
  able = {},
  environment = browserEnvironment,
}: {
  readonly able?: Partial<ShapedOffersContext['capabilities']>;
  readonly environment?: RtcEnvironment;
} = {}): Loopback {
  const states: Partial<Record<SourceKind, CaptureState>> = {};
  const keep = createKeepPlaying({ environment, changed: () => undefined });
  const local = createLocalMedia({
    environment,
    keep,
    port: {
      stateOf: (source) => ({ ...local.states[source], publication: { status: 'unpublished' } }),
      changed: (state) => {
        states[state.source] = state;
      },
      offerChanged: () => Promise.resolve(),
      refusal: () => undefined,
      cameraBesideScreen: () => true,
      screenShareEnded: () => undefined,
      contained: () => undefined,
      warn: (error) => {
        throw error;
      },
    },
  });
  onTestFinished(() => {
    local.dispose();
  });
  const shape = (): ShapedOffers =>
    shapeOffers({
      environment,
      offers: local.offers,
      capabilities: { sources: sourceKinds, screenAudio: 'separate', audioRelayNeeded: false, ...able },
      contained: () => undefined,
      warn: (error) => {
        throw error;
      },
    });
  let leg = shape();
  return {
    local,
    keep,
    endLeg() {
      leg.end();
      leg = shape();
    },
    handed(source) {
      const track = leg.publication(source)?.track;
      if (!track) throw new Error(`No track is handed out for the ${source}.`);
      return track;
    },
    send: sendOver,
  };
}

async function sendOver(track: MediaStreamTrack): Promise<SentTrack> {
  const near = new RTCPeerConnection();
  const far = new RTCPeerConnection();
  onTestFinished(() => {
    near.close();
    far.close();
  });
  for (const [one, other] of [
    [near, far],
    [far, near],
  ] as const) {
    one.addEventListener('icecandidate', ({ candidate }) => {
      void other.addIceCandidate(candidate ?? undefined);
    });
  }
  const arrived = new Promise<MediaStreamTrack>((resolve) => {
    far.addEventListener('track', (event) => {
      resolve(event.track);
    });
  });
  const sender = near.addTrack(track);
  await near.setLocalDescription();
  await far.setRemoteDescription(near.localDescription ?? { type: 'offer' });
  await far.setLocalDescription();
  await near.setRemoteDescription(far.localDescription ?? { type: 'answer' });
  const received = await arrived;
  if (received.kind === 'audio') {
    // The far end decodes only what is played.
    const element = new Audio();
    element.srcObject = new MediaStream([received]);
    await element.play();
    onTestFinished(() => {
      element.srcObject = null;
    });
  }
  const measure = async (): Promise<{ sent: number; received: number; seconds: number; heard: number }> => {
    const source = await numbersOf(sender, 'media-source');
    const inbound = await numbersOf(
      far.getReceivers().find((receiver) => receiver.track === received) ?? far,
      'inbound-rtp',
    );
    return {
      sent: source('totalAudioEnergy'),
      seconds: source('totalSamplesDuration'),
      received: inbound('totalAudioEnergy'),
      heard: inbound('totalSamplesDuration'),
    };
  };
  return {
    sender,
    received,
    async energyDuring(seconds) {
      const before = await measure();
      let after = before;
      await expect
        .poll(
          async () => {
            after = await measure();
            return Math.min(after.seconds - before.seconds, after.heard - before.heard);
          },
          { timeout: seconds * 1000 + 10_000, message: `${String(seconds)} s of sound, silent or not` },
        )
        .toBeGreaterThan(seconds);
      return { sent: after.sent - before.sent, received: after.received - before.received };
    },
  };
}

async function numbersOf(
  from: { getStats(): Promise<RTCStatsReport> },
  type: string,
): Promise<(name: string) => number> {
  const entries: Record<string, unknown>[] = [];
  (await from.getStats()).forEach((entry: Record<string, unknown>) => {
    if (entry['type'] === type) entries.push(entry);
  });
  return (name) => {
    const value = entries[0]?.[name];
    return typeof value === 'number' ? value : 0;
  };
}
