import { describe, expect, test } from 'vitest';
import { createLoopback } from './loopback.ts';

// The fake microphone beeps once a second.
const aBeepSeconds = 1.5;
// libwebrtc's meter holds the loudest sample of 100 ms and lets it fall by a factor of four each 100 ms.
const meterDecaySeconds = 1;

describe('the gate on the wire', { timeout: 60_000 }, () => {
  test('a muted microphone is silent whatever is written to its clones, and heard again after', async () => {
    const { local, send, handed } = createLoopback();
    await local.microphone.enable();
    const track = handed('microphone');
    // As SDKs do: one sends what it was handed, one a clone of its own.
    const direct = await send(track);
    const cloned = await send(track.clone());
    for (const wire of [direct, cloned]) {
      const { sent, received } = await wire.energyDuring(aBeepSeconds);
      expect(sent).toBeGreaterThan(0);
      expect(received).toBeGreaterThan(0);
    }
    await local.microphone.mute();
    track.enabled = true;
    for (const { sender } of [direct, cloned]) if (sender.track) sender.track.enabled = true;
    const late = track.clone();
    late.enabled = true;
    await direct.sender.replaceTrack(late);
    await Promise.all([direct.energyDuring(meterDecaySeconds), cloned.energyDuring(meterDecaySeconds)]);
    const silence = await Promise.all([direct.energyDuring(aBeepSeconds), cloned.energyDuring(aBeepSeconds)]);
    expect(silence.map(({ sent }) => sent)).toEqual([0, 0]);
    // The far end's comfort noise is not sound.
    for (const { received } of silence) expect(received).toBeLessThan(1e-6);
    await local.microphone.unmute();
    for (const wire of [direct, cloned]) {
      expect((await wire.energyDuring(aBeepSeconds)).sent).toBeGreaterThan(0);
    }
  });

  test('a plain clone is not held: what the gate is for', async () => {
    const { local, send } = createLoopback();
    await local.microphone.enable();
    const plain = local.microphone.state.track?.clone();
    if (!plain) throw new Error('The microphone is not open.');
    const wire = await send(plain);
    await local.microphone.mute();
    plain.enabled = true;
    expect((await wire.energyDuring(aBeepSeconds)).sent).toBeGreaterThan(0);
    plain.stop();
  });

  test('the relay silences copies that are made inside the platform', async () => {
    const { local, send, handed } = createLoopback({ able: { audioRelayNeeded: true } });
    await local.microphone.enable();
    const [copy] = new MediaStream([handed('microphone')]).clone().getTracks();
    if (!copy) throw new Error('The stream was cloned without its track.');
    const wire = await send(copy);
    expect((await wire.energyDuring(aBeepSeconds)).sent).toBeGreaterThan(0);
    await local.microphone.mute();
    copy.enabled = true;
    await wire.energyDuring(meterDecaySeconds);
    expect((await wire.energyDuring(aBeepSeconds)).sent).toBe(0);
    await local.microphone.unmute();
    expect((await wire.energyDuring(aBeepSeconds)).sent).toBeGreaterThan(0);
    copy.stop();
  });

  test('muting the microphone does not cut the sound that is mixed into it', async () => {
    const { local, send, handed } = createLoopback({ able: { screenAudio: 'mixed' } });
    await local.microphone.enable();
    await local.screen.enable({ audio: true });
    expect(local.screenAudio.state.capture.status).toBe('live');
    const wire = await send(handed('microphone'));
    await local.microphone.mute();
    await wire.energyDuring(meterDecaySeconds);
    expect((await wire.energyDuring(aBeepSeconds)).sent).toBeGreaterThan(0);
    await local.screenAudio.mute();
    await wire.energyDuring(meterDecaySeconds);
    expect((await wire.energyDuring(aBeepSeconds)).sent).toBe(0);
  });
});
