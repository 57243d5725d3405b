import { describe, expect, it } from 'vitest';
import type { RemoteSourceKey } from '../../src/model/remote-source-key.ts';
import { createEar } from './listen.ts';
import { watchUntil } from './look.ts';
import { colourTrack, receive, toneTrack } from './peers.ts';
import { createMediaRig, type MediaRig } from './rig.ts';

const microphone: RemoteSourceKey = { participantId: 'p1', source: 'microphone' };
const camera: RemoteSourceKey = { participantId: 'p1', source: 'camera' };

/** A tone that comes over the network and that core plays. */
async function playing(rig: MediaRig): Promise<{
  readonly far: RTCPeerConnection;
  readonly picture: MediaStreamTrack | undefined;
}> {
  const { tracks, far } = await receive(() => [toneTrack(1_000), colourTrack('red')]);
  const [tone, picture] = tracks;
  rig.media.setExpected(microphone, true);
  rig.media.setTrack(microphone, tone);
  return { far, picture };
}

/** What arrived of the sound, and how much sound of this page was played out, ever. */
async function arrived(
  far: RTCPeerConnection,
): Promise<{ readonly packets: number; readonly energy: number }> {
  const [transceiver] = far.getTransceivers();
  const reports: Record<string, unknown>[] = [];
  (await transceiver?.receiver.getStats())?.forEach((report: Record<string, unknown>) =>
    reports.push(report),
  );
  const inbound = reports.find(({ type }) => type === 'inbound-rtp');
  return {
    packets: Number(inbound?.['packetsReceived'] ?? 0),
    energy: Number(inbound?.['totalAudioEnergy'] ?? 0),
  };
}

const near = (hertz: number, wanted: number): boolean => Math.abs(hertz - wanted) < 30;

describe('remote sound in real elements', { timeout: 30_000 }, () => {
  it('plays in one element, also when the picture is on the page', async () => {
    const rig = createMediaRig();
    const { far, picture } = await playing(rig);
    const view = rig.view();
    rig.media.setTrack(camera, picture);
    rig.media.attach(camera, view);
    const [element] = rig.audio;
    expect(rig.audio).toHaveLength(1);
    const hear = await createEar(element ?? {});
    await watchUntil(
      () => String(hear()),
      (hertz) => near(Number(hertz), 1_000),
    );
    // A receiver counts energy only while the page plays something out.
    await watchUntil(
      async () => String((await arrived(far)).energy),
      (energy) => Number(energy) > 0,
    );
    expect(document.querySelectorAll('audio')).toHaveLength(0);
    expect([...document.querySelectorAll('video')].filter(({ muted }) => !muted)).toEqual([]);
  });

  it('is not played by core where the SDK plays it', async () => {
    const rig = createMediaRig({ player: 'sdk' });
    const { far } = await playing(rig);
    expect(rig.audio).toEqual([]);
    expect(rig.media.streamOf(microphone).getAudioTracks()).toHaveLength(1);
    await watchUntil(
      async () => String((await arrived(far)).packets),
      (packets) => Number(packets) > 20,
    );
    expect((await arrived(far)).energy).toBe(0);
  });

  it('plays on a loudspeaker that is there, and not on one that is not', async () => {
    const rig = createMediaRig();
    await playing(rig);
    const devices = await navigator.mediaDevices.enumerateDevices();
    const speaker = devices.find(({ kind, deviceId }) => kind === 'audiooutput' && deviceId !== 'default');
    expect(speaker).toBeDefined();
    await rig.media.playback.setSpeaker(speaker?.deviceId ?? '');
    expect(rig.media.playback.speakerId).toBe(speaker?.deviceId);
    await expect(rig.media.playback.setSpeaker('no-such-device')).rejects.toMatchObject({
      code: 'device-not-found',
    });
    expect(rig.media.playback.speakerId).toBe(speaker?.deviceId);
  });
});
