import { describe, expect, onTestFinished, test } from 'vitest';
import { browserEnvironment } from '../src/environment/browser-environment.ts';
import type { MediaDevicesPort } from '../src/environment/rtc-environment.ts';
import { createLoopback, type SentTrack } from './loopback.ts';

// libwebrtc's meter holds the loudest sample of 100 ms and lets it fall by a factor of four each 100 ms: a reading that
// comes sooner still counts what was sent before the mute.
const meterDecaySeconds = 1;
const afterwardsSeconds = 0.5;
// How often each hand-over is repeated: the audio thread takes a turn every 10 ms, and one of them would be enough.
const times = 12;

/** A microphone that never pauses, so that a single block of samples that gets through is seen. */
async function steadyTone(): Promise<Pick<MediaDevicesPort, 'getUserMedia'>> {
  // A page that captures may make sound.
  const [silencer] = (await navigator.mediaDevices.getUserMedia({ audio: true })).getTracks();
  const context = new AudioContext();
  await context.resume();
  const oscillator = new OscillatorNode(context, { frequency: 440 });
  oscillator.start();
  const outputs: AudioNode[] = [];
  onTestFinished(async () => {
    silencer?.stop();
    await context.close();
  });
  return {
    getUserMedia() {
      const output = new MediaStreamAudioDestinationNode(context);
      oscillator.connect(output);
      outputs.push(output);
      return Promise.resolve(output.stream);
    },
  };
}

async function mutedCall() {
  const tone = await steadyTone();
  const { mediaDevices } = browserEnvironment;
  if (!mediaDevices) throw new Error('This browser has no devices.');
  const call = createLoopback({
    environment: { ...browserEnvironment, mediaDevices: { ...mediaDevices, ...tone } },
  });
  await call.local.microphone.enable();
  const wire = await call.send(call.handed('microphone'));
  expect((await wire.energyDuring(afterwardsSeconds)).sent).toBeGreaterThan(0);
  await call.local.microphone.mute();
  await wire.energyDuring(meterDecaySeconds);
  return { ...call, wire };
}

async function silent({ energyDuring }: SentTrack): Promise<void> {
  const { sent, received } = await energyDuring(afterwardsSeconds);
  expect(sent).toBe(0);
  // The far end's comfort noise is not sound.
  expect(received).toBeLessThan(1e-6);
}

describe('a muted microphone is silent over every hand-over', { timeout: 60_000 }, () => {
  test('a new clone on the same sender', async () => {
    const { endLeg, handed, wire } = await mutedCall();
    for (let round = 0; round < times; round += 1) {
      endLeg();
      await wire.sender.replaceTrack(handed('microphone'));
    }
    await silent(wire);
  });

  test('a clone that the vendor made and enabled', async () => {
    const { handed, wire } = await mutedCall();
    for (let round = 0; round < times; round += 1) {
      const clone = handed('microphone').clone();
      clone.enabled = true;
      await wire.sender.replaceTrack(clone);
    }
    await silent(wire);
  });

  test('no track in between', async () => {
    const { handed, wire } = await mutedCall();
    for (let round = 0; round < times; round += 1) {
      await wire.sender.replaceTrack(null);
      await wire.sender.replaceTrack(handed('microphone'));
    }
    await silent(wire);
  });

  test('another device', async () => {
    const { local, handed, wire } = await mutedCall();
    for (let round = 0; round < times; round += 1) {
      await local.microphone.setDevice(`device-${String(round)}`);
      await wire.sender.replaceTrack(handed('microphone'));
    }
    await silent(wire);
  });

  test('a new connection', async () => {
    const { endLeg, handed, send } = await mutedCall();
    endLeg();
    await silent(await send(handed('microphone')));
  });

  test('the device let go and taken back, muted again at once', async () => {
    const { local, handed, wire } = await mutedCall();
    await local.microphone.mute({ release: true });
    const unmuting = local.microphone.unmute();
    await local.microphone.mute();
    await unmuting.catch(() => undefined);
    await local.microphone.enable();
    await wire.sender.replaceTrack(handed('microphone'));
    await silent(wire);
  });

  test('a plain clone that sounds for one block is seen: the measurement would tell', async () => {
    const { local, wire } = await mutedCall();
    const clone = local.microphone.state.track?.clone();
    if (!clone) throw new Error('The microphone is not open.');
    await wire.sender.replaceTrack(clone);
    // The shortest time that the statistics can tell: one more block has gone.
    await wire.energyDuring(0);
    clone.enabled = false;
    expect((await wire.energyDuring(afterwardsSeconds)).sent).toBeGreaterThan(0);
    clone.stop();
  });
});
