import type { MediaProcessor } from '@jackfield/core/processors';
import { check, checkEqual, checkThere } from '../../run/check.ts';
import type { Clause } from '../clause.ts';
import { coreClauses, sessionClauses } from '../define.ts';
import type { Rig } from '../../rig/rig.ts';
import { joined, later, left, rejects, resolves, sentinel, wireBecomes } from '../../run/scene.ts';

/** One start of a processor, as the processor saw it. */
interface Run {
  readonly input: MediaStreamTrack;
  readonly output: MediaStreamTrack;
  readonly signal: AbortSignal;
  stops: number;
}

/** A processor that changes nothing, and keeps what was asked of it. */
function createCopier(): { readonly processor: MediaProcessor; readonly runs: readonly Run[] } {
  const runs: Run[] = [];
  return {
    runs,
    processor: {
      start(input, { signal }) {
        const run: Run = { input, output: input.clone(), signal, stops: 0 };
        runs.push(run);
        return {
          track: run.output,
          stop() {
            run.stops += 1;
          },
        };
      },
    },
  };
}

async function openDevices(rig: Rig, side: Parameters<Rig['world']['devices']>[0]): Promise<unknown> {
  return (await rig.world.devices(side)).open;
}

/** A processor over any vendor. */
const overVendors = sessionClauses([
  {
    id: 'RTC-PROCESSOR-01',
    title:
      'What a processor makes is what is sent, and a mute silences it, also when it writes to its own track.',
    law: 'processors',
    world: ['wire', 'far-join'],
    saboteurs: ['enables-my-track', 'copies-past-gate', 'mixes-by-web-audio'],
    async run(rig) {
      const ann = await rig.side();
      const { microphone } = ann.session;
      const { processor, runs } = createCopier();
      await resolves(rig, microphone.setProcessor(processor), 'Setting a processor');
      await resolves(rig, microphone.enable(), 'Enabling the microphone');
      await resolves(rig, ann.session.join({ room: rig.room, userId: ann.userId }), 'Joining');
      await wireBecomes(rig, ann, 'microphone', { published: true, sending: true });
      const { output } = checkThere(runs[0], 'A start of the processor');
      check(microphone.state.track === output, 'The own track should be what the processor made.');
      const muting = later(microphone.mute());
      check(!(await rig.world.wire(ann, 'microphone')).sending, 'It sends right after mute().');
      await resolves(rig, muting, 'Muting');
      output.enabled = true;
      await sentinel(rig, ann);
      check(!(await rig.world.wire(ann, 'microphone')).sending, 'A muted microphone with a processor sends.');
      await resolves(rig, microphone.unmute(), 'Unmuting');
      await wireBecomes(rig, ann, 'microphone', { muted: false, sending: true });
    },
  },
  {
    id: 'RTC-PROCESSOR-02',
    title:
      'A processor is put in and taken out in the middle of a call, under the same publication; mute stays.',
    law: 'processors',
    world: ['wire', 'far-join'],
    saboteurs: ['enables-my-track', 'copies-past-gate', 'mixes-by-web-audio'],
    async run(rig) {
      const ben = await joined(rig);
      const ann = await joined(rig, { enable: ['microphone'] });
      await wireBecomes(rig, ann, 'microphone', { sending: true });
      const { microphone } = ann.session;
      const { processor, runs } = createCopier();
      await resolves(rig, microphone.setProcessor(processor), 'Putting a processor in');
      await wireBecomes(rig, ann, 'microphone', { published: true, sending: true });
      check(microphone.state.track === runs[0]?.output, 'The own track should be what the processor made.');
      await resolves(rig, microphone.mute(), 'Muting');
      await resolves(rig, microphone.setProcessor(undefined), 'Taking it out');
      await sentinel(rig, ben);
      check(!(await rig.world.wire(ann, 'microphone')).sending, 'It sends after the processor went.');
      checkEqual([microphone.state.muted, runs.map(({ stops }) => stops)], [true, [1]], 'Mute and stops');
      await resolves(rig, microphone.unmute(), 'Unmuting');
      await wireBecomes(rig, ann, 'microphone', { sending: true });
    },
  },
]);

/** What becomes of processors that fail. */
const failing = coreClauses([
  ...(['throws', 'rejects'] as const).map((how, index): Omit<Clause, 'level'> => ({
    id: `RTC-CORE-6${String(index + 1)}`,
    title: `A processor that ${how} leaves the device closed and the source failed; nothing unprocessed is sent; without it all works.`,
    law: 'processors',
    world: ['wire', 'devices'],
    async run(rig) {
      const ann = await joined(rig, { enable: ['microphone'] });
      const { camera } = ann.session;
      const broken: MediaProcessor = {
        start() {
          if (how === 'throws') throw new Error('no WebGL');
          return Promise.reject(new Error('no WebGL'));
        },
      };
      await resolves(rig, camera.setProcessor(broken), 'Setting a processor while nothing is open');
      const what = 'Enabling with a broken processor';
      const error = await rejects(rig, camera.enable(), { what, codes: ['unknown'] });
      check(error.message.includes('no WebGL'), 'The message should say why.', error.message);
      checkEqual(camera.state.capture.status, 'failed', 'The capture');
      checkEqual(await openDevices(rig, ann), ['microphone'], 'Open devices');
      checkEqual((await rig.world.wire(ann, 'camera')).sending, false, 'Whether the camera sends');
      await wireBecomes(rig, ann, 'microphone', { sending: true });
      await resolves(rig, camera.setProcessor(undefined), 'Taking it away');
      await resolves(rig, camera.enable(), 'Enabling without it');
      await wireBecomes(rig, ann, 'camera', { published: true, sending: true });
    },
  })),
  {
    id: 'RTC-CORE-63',
    title: 'A processor that never starts is given up within its bound; what it gives late is stopped.',
    law: 'processors',
    world: ['devices', 'clock'],
    async run(rig) {
      const ann = await rig.side();
      const { processor, runs } = createCopier();
      let begin: () => void = () => undefined;
      const given: AbortSignal[] = [];
      const slow: MediaProcessor = {
        async start(track, context) {
          given.push(context.signal);
          await new Promise<void>((resolve) => {
            begin = resolve;
          });
          return processor.start(track, context);
        },
      };
      await resolves(rig, ann.session.camera.setProcessor(slow), 'Setting a processor');
      const what = 'Enabling with a processor that hangs';
      await rejects(rig, ann.session.camera.enable(), { what, codes: ['timeout'], withinMs: 30_000 });
      checkEqual(await openDevices(rig, ann), [], 'Open devices');
      checkEqual(given[0]?.aborted, true, 'Whether its signal has aborted');
      begin();
      await rig.settle();
      const late = checkThere(runs[0], 'What it gave late');
      checkEqual(
        [late.output.readyState, late.stops],
        ['ended', 1],
        'Its track, and how often it was stopped',
      );
    },
  },
  {
    id: 'RTC-CORE-64',
    title:
      'A processor that stops by itself is not left out: the source is muted and failed, and unmuting starts it anew.',
    law: 'processors',
    world: ['wire', 'devices'],
    async run(rig) {
      const ann = await rig.side({ session: { deviceLoss: 'next-device' } });
      const { camera } = ann.session;
      const { processor, runs } = createCopier();
      await resolves(rig, camera.setProcessor(processor), 'Setting a processor');
      await resolves(rig, camera.enable(), 'Enabling the camera');
      await resolves(rig, ann.session.join({ room: rig.room, userId: ann.userId }), 'Joining');
      await wireBecomes(rig, ann, 'camera', { sending: true });
      const { output } = checkThere(runs[0], 'A start of the processor');
      output.stop();
      output.dispatchEvent(new Event('ended'));
      await wireBecomes(rig, ann, 'camera', { published: true, muted: true, sending: false });
      checkEqual([camera.state.capture.status, camera.state.muted], ['failed', true], 'The state');
      checkEqual(await openDevices(rig, ann), [], 'Open devices');
      await resolves(rig, camera.unmute(), 'Unmuting');
      await wireBecomes(rig, ann, 'camera', { muted: false, sending: true });
      checkEqual(runs.length, 2, 'Starts of the processor');
    },
  },
  {
    id: 'RTC-CORE-65',
    title:
      'Each start of a processor is stopped once: for another device, another processor, and at the end of the call.',
    law: 'processors',
    world: ['devices', 'wire'],
    async run(rig) {
      const ann = await rig.side();
      const { microphone } = ann.session;
      const first = createCopier();
      const second = createCopier();
      const stops = (): unknown => [first, second].map(({ runs }) => runs.map((run) => run.stops));
      await resolves(rig, microphone.setProcessor(first.processor), 'Setting a processor');
      await resolves(rig, microphone.enable(), 'Enabling the microphone');
      await resolves(rig, ann.session.join({ room: rig.room, userId: ann.userId }), 'Joining');
      await wireBecomes(rig, ann, 'microphone', { sending: true });
      const { other } = await rig.world.devices(ann);
      await resolves(rig, microphone.setDevice(other.microphone), 'Changing the device');
      checkEqual(stops(), [[1, 0], []], 'Stops after another device');
      await resolves(rig, microphone.setProcessor(second.processor), 'Setting another processor');
      checkEqual(stops(), [[1, 1], [0]], 'Stops after another processor');
      await left(rig, ann);
      checkEqual(stops(), [[1, 1], [1]], 'Stops after the call');
      const tracks = [...first.runs, ...second.runs].flatMap(({ input, output }) => [input, output]);
      check(
        tracks.every(({ readyState }) => readyState === 'ended'),
        'Every track of it should have ended.',
      );
    },
  },
]);

/** Processors: what is sent instead of what a device gives. */
export const processorClauses: readonly Clause[] = [...overVendors, ...failing];
