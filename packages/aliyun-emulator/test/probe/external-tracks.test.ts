import type { Page } from 'playwright';
import { expect } from 'vitest';

import type { AliyunEmulator } from '../../src/index.ts';
import { installProbe, type Probe, type ProbeSender } from '../support/install-probe.ts';
import { mediaTest } from '../support/media-test.ts';
import type { SdkUser } from '../support/sdk-user.ts';

type ProbeMethod = Exclude<keyof Probe, 'captures'>;

interface Stage {
  readonly emulator: AliyunEmulator;
  readonly alice: SdkUser;
  readonly bob: SdkUser;
  /** Calls one of the probe's own functions in alice's page. */
  probe<K extends ProbeMethod>(
    method: K,
    ...args: Parameters<Probe[K]>
  ): Promise<Awaited<ReturnType<Probe[K]>>>;
  /** A publish of alice, with the time it took. */
  publish(): Promise<string>;
}

const test = mediaTest.extend<{ stage: Stage; note: (finding: string) => void }>({
  note: async ({ task }, use) => {
    await use((finding) => {
      console.log(`PROBE ${task.name}: ${finding}`);
    });
  },
  stage: async ({ emulate, engine }, use) => {
    const emulator = await emulate();
    const alice = await engine('alice');
    const bob = await engine('bob');
    await alice.page.evaluate(installProbe);
    await alice.join(emulator, 'room1');
    await bob.join(emulator, 'room1');
    await use({
      emulator,
      alice,
      bob,
      probe: (method, ...args) => callProbe(alice.page, method, args),
      publish: async () => {
        const begin = performance.now();
        const outcome = await alice.call('publish');
        return `${outcome.settled} in ${Math.round(performance.now() - begin)} ms`;
      },
    });
  },
});

async function callProbe<K extends ProbeMethod>(
  page: Page,
  method: K,
  args: Parameters<Probe[K]>,
): Promise<Awaited<ReturnType<Probe[K]>>> {
  const probe = await page.evaluateHandle(() => window.probe);
  return probe.evaluate(
    (target, { called, given }) => {
      const call = Reflect.get(target, called) as (...all: readonly unknown[]) => unknown;
      return call.apply(target, given) as Awaited<ReturnType<Probe[K]>>;
    },
    { called: method, given: args },
  );
}

const own = (senders: readonly ProbeSender[] | undefined): string =>
  senders?.map(({ kind, track }) => `${kind}:${track}`).join(' ') ?? 'not reachable';

test('microphone alone, camera later, without placeholders', async ({ stage, note }) => {
  const { alice, bob, probe, publish } = stage;
  await probe('make', 'tone', { toneHz: 440 });
  await probe('make', 'red', { hue: 0 });
  await probe('flags', 'alice', { enableCamera: false, camera: false, audio: true });
  await probe('give', 'alice', 'tone', 0);
  note(`first publish, microphone: ${await publish()}; senders ${own(await probe('senders', 'alice'))}`);
  await bob.waitForEvent('onPublisher', { userId: 'alice' });
  await bob.page.evaluate(() => window.harness.engine('bob').configRemoteCameraTrack('alice', true, false));
  await bob.must('subscribe', ['alice']);
  await bob.waitForView('alice', { toneHz: 440 });
  await probe('flags', 'alice', { enableCamera: true, camera: true });
  await probe('give', 'alice', 'red', 1);
  note(`publish again with a camera: ${await publish()}; senders ${own(await probe('senders', 'alice'))}`);
  const captures = await alice.page.evaluate(() => window.probe.captures);
  await bob.page.evaluate(() => window.harness.engine('bob').configRemoteCameraTrack('alice', true, true));
  await bob.must('subscribe', ['alice']);
  const announced = stage.emulator.sessions().find(({ userId }) => userId === 'alice')?.streams ?? [];
  note(
    `announced now: ${announced.map(({ label, state, counters }) => `${label} ${state} (${counters?.packets ?? 0} packets)`).join(', ')}`,
  );
  note(`devices that the SDK opened itself: ${captures.join(' ') || 'none'}`);
  expect((await probe('senders', 'alice'))?.some(({ track }) => track === 'red')).toBe(false);
});

test('placeholders first, replaceTrack later', async ({ stage, note }) => {
  const { alice, bob, probe, publish } = stage;
  for (const [key, hue] of [
    ['dark-camera', 240],
    ['dark-screen', 300],
    ['red', 0],
    ['green', 120],
  ] as const)
    await probe('make', key, { hue });
  await probe('make', 'tone', { toneHz: 440 });
  await probe('make', 'tone2', { toneHz: 900 });
  await probe('give', 'alice', 'tone', 0);
  await probe('give', 'alice', 'dark-camera', 1);
  await probe('give', 'alice', 'dark-screen', 2);
  await probe('flags', 'alice', { screen: true });
  note(
    `publish with three placeholders: ${await publish()}; senders ${own(await probe('senders', 'alice'))}`,
  );
  await bob.watch('alice', { screen: true });
  await bob.waitForView('alice', { hue: 240, screenHue: 300, toneHz: 440 });
  const senders = (await probe('senders', 'alice')) ?? [];
  const index = (track: string): number => senders.findIndex((sender) => sender.track === track);
  note(`the private connection is ${senders.length > 0 ? 'reachable' : 'NOT reachable'} after publish`);
  await probe('replace', 'alice', index('dark-camera'), 'red');
  await probe('replace', 'alice', index('dark-screen'), 'green');
  const audioIndex = senders.findIndex(({ kind }) => kind === 'audio');
  note(`the audio sender carries ${senders[audioIndex]?.track ?? 'nothing'}`);
  await probe('replace', 'alice', audioIndex, 'tone2');
  await bob.waitForView('alice', { hue: 0, screenHue: 120, toneHz: 900 });
  note('replaceTrack on camera, screen and microphone reaches the other side, nothing renegotiated');
  await alice.call('muteLocalCamera', [true]);
  note(
    `after muteLocalCamera(true): replaced camera ${JSON.stringify(await probe('track', 'red'))}, placeholder ${JSON.stringify(await probe('track', 'dark-camera'))}`,
  );
  await alice.call('muteLocalCamera', [false]);
  await probe('replace', 'alice', audioIndex, null);
  await bob.waitForView('alice', { silent: true });
  note('replaceTrack(null) on the audio sender is silence at the other side');
  await alice.must('unPublish');
  const left = await Promise.all(
    ['tone', 'tone2', 'dark-camera', 'dark-screen', 'red', 'green'].map(
      async (key) => `${key} ${(await probe('track', key)).readyState}`,
    ),
  );
  note(`after unPublish: ${left.join(', ')}`);
  expect(index('dark-camera')).toBeGreaterThanOrEqual(0);
});

test('mute: enabled is set back by the SDK', async ({ stage, note }) => {
  const { bob, probe, publish } = stage;
  await probe('make', 'tone', { toneHz: 440 });
  await probe('make', 'red', { hue: 0 });
  await probe('make', 'screen', { hue: 120 });
  await probe('enable', 'tone', false);
  await probe('give', 'alice', 'tone', 0);
  await probe('give', 'alice', 'red', 1);
  note(
    `publish with a disabled microphone track: ${await publish()}; the track is ${JSON.stringify(await probe('track', 'tone'))}`,
  );
  await bob.watch('alice');
  await bob.waitForView('alice', { hue: 0 });
  const leaked = await probe('energy', 'alice');
  note(`energy taken in within 500 ms after that publish: ${leaked.toFixed(4)}`);
  await probe('enable', 'tone', false);
  note(`energy after disabling it again: ${(await probe('energy', 'alice')).toFixed(4)}`);
  await probe('enable', 'tone', true);
  await probe('give', 'alice', 'screen', 2);
  await probe('flags', 'alice', { screen: true });
  note(
    `screen added later, without a placeholder: ${await publish()}; senders ${own(await probe('senders', 'alice'))}`,
  );
  await probe('enable', 'tone', false);
  note(
    `energy after disabling the microphone once a screen was started: ${(await probe('energy', 'alice')).toFixed(4)}`,
  );
  expect(leaked).toBeGreaterThan(0);
});

test('mending a publication after 10301', async ({ stage, note }) => {
  const { emulator, alice, bob, probe, publish } = stage;
  await probe('make', 'tone', { toneHz: 440 });
  await probe('make', 'red', { hue: 0 });
  await probe('give', 'alice', 'tone', 0);
  await probe('give', 'alice', 'red', 1);
  await publish();
  await bob.watch('alice');
  await bob.waitForView('alice', { hue: 0, toneHz: 440 });
  const killed = performance.now();
  emulator.killMedia({ room: 'room1', userId: 'alice' });
  await alice.waitForEvent('onError', { errorCode: 10_301, timeoutMs: 30_000 });
  note(`10301 came ${((performance.now() - killed) / 1000).toFixed(1)} s after the media path was cut`);
  note(`senders at that moment: ${own(await probe('senders', 'alice'))}`);
  await alice.must('unPublish');
  note(
    `after unPublish: tone ${(await probe('track', 'tone')).readyState}, camera ${(await probe('track', 'red')).readyState}`,
  );
  const before = await alice.page.evaluate(() => window.probe.captures.length);
  note(
    `publish again without giving tracks: ${await publish()}; senders ${own(await probe('senders', 'alice'))}`,
  );
  const opened = await alice.page.evaluate((from) => window.probe.captures.slice(from), before);
  note(`devices that the SDK opened itself for that: ${opened.join(' ') || 'none'}`);
  await alice.call('unPublish');
  await probe('make', 'tone-2', { toneHz: 880 });
  await probe('make', 'green', { hue: 120 });
  await probe('give', 'alice', 'tone-2', 0);
  await probe('give', 'alice', 'green', 1);
  note(`publish with new tracks: ${await publish()}; senders ${own(await probe('senders', 'alice'))}`);
  await bob.call('unSubscribe', ['alice']);
  await bob.must('subscribe', ['alice']);
  await bob.waitForView('alice', { hue: 120, toneHz: 880 });
  note('the other side sees and hears the new tracks after it has subscribed again');
});

test('where the private connection cannot be reached', async ({ stage, note }) => {
  const { alice, bob, probe, publish } = stage;
  await probe('make', 'tone', { toneHz: 440 });
  await probe('make', 'red', { hue: 0 });
  await probe('give', 'alice', 'tone', 0);
  await probe('give', 'alice', 'red', 1);
  await publish();
  note(`peer connections made through the global constructor: ${await probe('connections')}`);
  await bob.watch('alice');
  await bob.waitForView('alice', { hue: 0, toneHz: 440 });
  await probe('make', 'green', { hue: 120 });
  await probe('give', 'alice', 'green', 1);
  note(
    `another camera track and publish() without unPublish(): ${await publish()}; senders ${own(await probe('senders', 'alice'))}`,
  );
  const begin = performance.now();
  await alice.must('unPublish');
  await probe('make', 'tone-2', { toneHz: 880 });
  await probe('give', 'alice', 'tone-2', 0);
  await probe('give', 'alice', 'green', 1);
  note(`unPublish, new tracks, publish: ${await publish()}; senders ${own(await probe('senders', 'alice'))}`);
  await bob.waitForEvent('onUnPublisher', { userId: 'alice' });
  await bob.must('subscribe', ['alice']);
  const seen = await bob.waitForView('alice', { toneHz: 880 });
  note(
    `the other side had to subscribe again; sound was back after ${Math.round(performance.now() - begin)} ms, picture hue ${seen.hue ?? 'none'}`,
  );
  note(`the camera track given before unPublish is ${(await probe('track', 'green')).readyState}`);
});
