import { describe, expect, it } from 'vitest';
import { createGate, type Gate } from '../../src/capture/gate.ts';
import type { OfferedSource } from '../../src/capture/offer.ts';
import { createSoundOffer, type SoundOffer } from '../../src/leg/sound-offer.ts';
import { createFakeEnvironment, type FakeEnvironment } from '../../src/testing/create-fake-environment.ts';
import { FakeMediaStreamTrack } from '../../src/testing/fake-track.ts';
import { noLeaks } from '../../src/testing/leak-report.ts';
import { settle } from '../../src/testing/settle.ts';

/** A source with an open device, which is on offer while `on`. */
interface Source extends OfferedSource {
  readonly gate: Gate;
  readonly track: FakeMediaStreamTrack;
  on: boolean;
}

function createSource(world: FakeEnvironment): Source {
  const track = world.tracks.create({ kind: 'audio', origin: 'device', label: 'sound' });
  const gate = createGate({});
  const source: Source = {
    gate,
    track,
    on: true,
    offer: () =>
      source.on
        ? { media: { track, hand: () => gate.hand(track) }, muted: !gate.open, contentHint: 'speech' }
        : undefined,
  };
  return source;
}

function createRig({ relay = false, film = false }: { readonly relay?: boolean; readonly film?: boolean }) {
  const world = createFakeEnvironment();
  const microphone = createSource(world);
  const screenAudio = film ? createSource(world) : undefined;
  const contained: string[] = [];
  const offered: SoundOffer = createSoundOffer({
    environment: world.environment,
    microphone,
    screenAudio,
    relay,
    contained: () => contained.push('gate-write'),
    warn(cause) {
      throw cause;
    },
  });
  /** What a vendor is handed. */
  function sent(): FakeMediaStreamTrack {
    const track = offered.offer()?.media?.hand().track;
    if (!(track instanceof FakeMediaStreamTrack)) throw new TypeError('Nothing is offered.');
    return track;
  }
  return { ...world, microphone, screenAudio, contained, offered, sent };
}

describe('the sound in the publication of a microphone', () => {
  it('is the microphone itself where nothing is mixed', () => {
    const { microphone, offered, audioContexts } = createRig({});
    microphone.gate.set(true);
    expect(offered.offer()).toMatchObject({ muted: false, contentHint: 'speech' });
    expect(offered.offer()?.media?.track).toBe(microphone.track);
    expect(audioContexts).toHaveLength(0);
  });

  it('is the microphone itself until the screen has sound, and the same mix from then on', () => {
    const { microphone, screenAudio, offered } = createRig({ film: true });
    if (screenAudio) screenAudio.on = false;
    expect(offered.offer()?.media?.track).toBe(microphone.track);
    if (screenAudio) screenAudio.on = true;
    const mixed = offered.offer()?.media?.track;
    expect(mixed).not.toBe(microphone.track);
    expect(offered.offer()?.media?.track).toBe(mixed);
  });

  it('is silent with the gates, at once: without another offer', () => {
    const { microphone, screenAudio, sent } = createRig({ film: true });
    microphone.gate.set(true);
    const track = sent();
    expect(track.emits).toBe(true);
    microphone.gate.set(false);
    expect(track.emits).toBe(false);
    screenAudio?.gate.set(true);
    expect(track.emits).toBe(true);
    screenAudio?.gate.set(false);
    expect(track.emits).toBe(false);
  });

  it('is announced muted where both are: a muted microphone does not cut the film', () => {
    const { microphone, screenAudio, offered } = createRig({ film: true });
    microphone.gate.set(false);
    screenAudio?.gate.set(true);
    expect(offered.offer()).toMatchObject({ muted: false, contentHint: '' });
    screenAudio?.gate.set(false);
    expect(offered.offer()?.muted).toBe(true);
  });

  it('is announced muted with the one that there is, where the other is off', () => {
    const relayed = createRig({ relay: true });
    expect(relayed.offered.offer()?.muted).toBe(true);
    relayed.microphone.gate.set(true);
    expect(relayed.offered.offer()?.muted).toBe(false);
    const { microphone, screenAudio, offered } = createRig({ film: true });
    microphone.on = false;
    expect(offered.offer()?.muted).toBe(true);
    screenAudio?.gate.set(true);
    expect(offered.offer()?.muted).toBe(false);
  });

  it('stays silent whatever a vendor writes, which is told but for a moment in which it is expected', () => {
    const { microphone, contained, sent } = createRig({ relay: true });
    const track = sent();
    track.enabled = true;
    expect([track.emits, contained]).toEqual([false, ['gate-write']]);
    microphone.gate.expectWrites();
    track.enabled = true;
    expect([track.emits, contained]).toEqual([false, ['gate-write']]);
  });

  it('ends with all that was handed out, and leaves the devices to their owner', async () => {
    const { microphone, screenAudio, offered, sent, leaks } = createRig({ relay: true, film: true });
    microphone.gate.set(true);
    const track = sent();
    offered.end();
    await settle();
    expect([track.readyState, microphone.track.readyState]).toEqual(['ended', 'live']);
    microphone.track.stop();
    screenAudio?.track.stop();
    expect(leaks()).toEqual(noLeaks);
  });
});
