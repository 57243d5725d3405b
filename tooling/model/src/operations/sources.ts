import type { MediaProcessor, SourceKind } from '@jackfield/core';
import { RtcError } from '@jackfield/core';
import { microtasks } from '../microtasks.ts';
import { allKinds, deviceKinds } from '../game/names.ts';
import { operation } from '../search/describe-operation.ts';
import type { Operations } from '../operation.ts';
import { must } from '../search/violation.ts';
import { localOf, type World } from '../game/world.ts';

type DeviceKind = (typeof deviceKinds)[number];

const device = (source: DeviceKind, number: string | undefined): string | undefined =>
  number === undefined ? undefined : `${source === 'camera' ? 'cam' : 'mic'}-${number}`;

/** What the app does with its own sources. Prompts and slow devices have no bound. */
export const sourceOperations: Operations<World> = {
  enable: operation<{ source: DeviceKind; device: string | undefined; abort: boolean; small: boolean }>({
    weight: 12,
    choices: {
      source: deviceKinds,
      device: [undefined, undefined, '1', '2', 'gone'],
      abort: [false, false, false, false, true],
      small: [false, false, true],
    },
    run(world, { source, device: number, abort, small }) {
      const aborter = new AbortController();
      const options = { deviceId: device(source, number), signal: aborter.signal };
      decide(world, source, { enabled: abort ? undefined : true });
      const { session, commands, clock } = world;
      if (source === 'camera')
        commands.run('enable', () => session.camera.enable({ ...options, ...(small ? { width: 320 } : {}) }));
      else
        commands.run('enable', () =>
          session.microphone.enable({ ...options, ...(small ? { echoCancellation: false } : {}) }),
        );
      if (abort)
        clock.after(30, () => {
          aborter.abort();
        });
    },
  }),
  share: operation<{ audio: boolean; camera: 'keep' | 'suspend' | undefined; abort: 'no' | 'now' | 'soon' }>({
    weight: 6,
    choices: {
      audio: [false, true, true],
      camera: [undefined, 'keep', 'suspend'],
      abort: ['no', 'no', 'no', 'now', 'soon'],
    },
    run(world, { audio, camera, abort }) {
      const { session, commands, intents, clock } = world;
      const aborter = new AbortController();
      // The person decides, and the browser.
      intents.forget('screen');
      intents.forget('screen-audio');
      intents.forget('camera');
      commands.run('share', () => session.screen.enable({ audio, camera, signal: aborter.signal }));
      if (abort === 'soon')
        clock.after(30, () => {
          aborter.abort();
        });
      if (abort === 'now')
        void microtasks(4).then(() => {
          aborter.abort();
        });
    },
  }),
  disable: operation<{ source: SourceKind }>({
    weight: 7,
    choices: { source: allKinds },
    run(world, { source }) {
      decide(world, source, { enabled: false });
      if (source === 'screen') {
        for (const each of ['screen-audio', 'camera'] as const) world.intents.forget(each);
        world.intents.of.screen.muted = undefined;
      }
      world.commands.run('disable', () => localOf(world, source).disable());
    },
  }),
  mute: operation<{ source: SourceKind; release: 'default' | 'now' | 'never' | 'later' }>({
    weight: 8,
    choices: { source: allKinds, release: ['default', 'default', 'now', 'never', 'later'] },
    run(world, { source, release }) {
      const { capture } = world.session.snapshot.local[source];
      // A share that is given up takes its mute along.
      const lasts = !source.startsWith('screen') || capture.status === 'live';
      decide(world, source, { muted: lasts ? true : undefined });
      const how = { default: undefined, now: true, never: false, later: { afterMs: 60 } }[release];
      world.commands.run('mute', () => localOf(world, source).mute({ release: how }));
    },
  }),
  unmute: operation<{ source: SourceKind }>({
    weight: 7,
    choices: { source: allKinds },
    run(world, { source }) {
      // It may fail to open, and stays muted then.
      decide(world, source, { muted: undefined });
      world.commands.run('unmute', () => localOf(world, source).unmute());
    },
  }),
  'set-device': operation<{ source: DeviceKind; device: string }>({
    weight: 5,
    choices: { source: deviceKinds, device: ['2', '1', 'gone'] },
    run(world, { source, device: number }) {
      const { session, commands } = world;
      const { capture, deviceId } = session.snapshot.local[source];
      const changes = capture.status === 'live' && commands.areSettled;
      const { turn } = world;
      commands.run('set-device', () => session[source].setDevice(device(source, number) ?? ''), {
        settled(command) {
          const { code } = command;
          if (code === undefined || code === 'aborted' || !changes) return;
          // A change that fails leaves the old device working, unless somebody has done anything else since.
          if (world.turn !== turn || commands.all.at(-1) !== command) return;
          const now = session.snapshot.local[source].deviceId;
          must(now === deviceId, 'failed-change-stays', () => `${source}: ${code}, and is ${String(now)}`);
        },
      });
    },
  }),
  'set-processor': operation<{ source: DeviceKind; kind: 'works' | 'none' | 'fails' | 'slow' | 'hangs' }>({
    choices: { source: deviceKinds, kind: ['works', 'none', 'fails', 'slow', 'hangs'] },
    run(world, { source, kind }) {
      const processor = kind === 'none' ? undefined : processorOf(world, source, kind);
      world.commands.run('set-processor', () => world.session[source].setProcessor(processor));
    },
  }),
  preview: operation<{ source: 'camera' | 'screen'; view: number }>({
    choices: { source: ['camera', 'screen'], view: [0, 1, 2] },
    run({ session, views, shown }, { source, view }) {
      const element = views[view];
      if (!element) return;
      shown.set(view, session[source].attach(element));
    },
  }),
};

function decide(world: World, source: SourceKind, part: Partial<World['intents']['of'][SourceKind]>): void {
  // What is asked of a session that was disposed is refused.
  if (!world.disposed) Object.assign(world.intents.of[source], part);
}

function processorOf(
  { browser, clock }: World,
  source: DeviceKind,
  kind: 'works' | 'fails' | 'slow' | 'hangs',
): MediaProcessor {
  return {
    async start(given) {
      if (kind === 'fails') throw new RtcError({ code: 'unknown', message: 'The processor cannot start.' });
      if (kind === 'hangs') await new Promise(() => undefined);
      if (kind === 'slow') await new Promise<void>((resolve) => clock.after(70, resolve));
      const track = browser.tracks.create({
        kind: source === 'camera' ? 'video' : 'audio',
        label: 'processed',
        gives: () => given.readyState === 'live',
      });
      return { track, stop: () => undefined };
    },
  };
}
