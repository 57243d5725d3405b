import type { VideoView } from '../../../src/environment/rtc-environment.ts';
import { how, note, thrown, type Question, type Stage } from './stage.ts';

async function playing(stage: Stage): Promise<VideoView> {
  const view = stage.view();
  view.srcObject = stage.stream('video');
  await view.play();
  await stage.quiet();
  return view;
}

/** Of elements. */
export const elementQuestions: readonly Question[] = [
  {
    title: 'a pause: at once, and told later, once',
    async ask(stage) {
      const view = await playing(stage);
      const log = note(view, 'pause');
      view.pause?.();
      view.pause?.();
      const before = [view.paused, log.length];
      await stage.quiet();
      return [before, log];
    },
    answer: [[true, 0], ['pause, still']],
  },
  {
    title: 'a pause that is taken back in the same turn is told all the same',
    async ask(stage) {
      const view = await playing(stage);
      const log = note(view, 'pause', 'play');
      view.pause?.();
      await view.play();
      await stage.quiet();
      return log;
    },
    answer: ['pause, playing', 'play, playing'],
  },
  {
    title: 'another stream while it plays: still, no pause is told, and it plays when it is asked to',
    async ask(stage) {
      const view = await playing(stage);
      const log = note(view, 'pause');
      view.srcObject = stage.stream('video');
      const { paused } = view;
      const end = await how(stage, view.play());
      return [paused, log, end];
    },
    answer: [true, [], 'resolved'],
  },
  {
    title: 'no stream any more while it plays: still, and no pause is told',
    async ask(stage) {
      const view = await playing(stage);
      const log = note(view, 'pause');
      view.srcObject = null;
      const { paused } = view;
      await stage.quiet();
      return [paused, log];
    },
    answer: [true, []],
  },
  {
    title: 'sound: another stream while it plays, and none',
    async ask(stage) {
      const audio = stage.audio();
      audio.srcObject = stage.stream('audio');
      await audio.play();
      await stage.quiet();
      const log = note(audio, 'pause');
      audio.srcObject = stage.stream('audio');
      const other = audio.paused;
      await audio.play();
      audio.srcObject = null;
      const none = audio.paused;
      await stage.quiet();
      return [other, none, log];
    },
    answer: [true, true, []],
  },
  {
    title: 'a stream that changes while it begins to play',
    async ask(stage) {
      const ends: string[] = [];
      for (const element of [stage.view(), stage.audio()]) {
        const kind = 'videoWidth' in element ? 'video' : 'audio';
        element.srcObject = stage.stream(kind);
        const begun = element.play();
        element.srcObject = stage.stream(kind);
        ends.push(await how(stage, begun));
      }
      return ends;
    },
    answer: ['AbortError', 'AbortError'],
  },
  {
    title: 'a pause while it begins to play',
    async ask(stage) {
      const ends: string[] = [];
      for (const element of [stage.view(), stage.audio()]) {
        element.srcObject = stage.stream('videoWidth' in element ? 'video' : 'audio');
        const begun = element.play();
        element.pause?.();
        ends.push(await how(stage, begun));
      }
      return ends;
    },
    answer: ['AbortError', 'AbortError'],
  },
  {
    title: 'out of the page for longer: still, and told',
    async ask(stage) {
      const view = await playing(stage);
      const log = note(view, 'pause');
      stage.takeOut(view);
      const before = view.paused;
      await stage.quiet();
      return [before, view.paused, view.isConnected, log];
    },
    answer: [false, true, false, ['pause, still']],
  },
  {
    title: 'out of the page and in it again in one turn: nothing happens',
    async ask(stage) {
      const view = await playing(stage);
      const log = note(view, 'pause');
      stage.takeOut(view);
      stage.putInto(view, 'page');
      await stage.quiet();
      return [view.paused, log];
    },
    answer: [false, []],
  },
  {
    title: 'into another window in one turn',
    async ask(stage) {
      const view = await playing(stage);
      const home = view.ownerDocument;
      const log = note(view, 'pause');
      stage.putInto(view, 'other window');
      const { paused } = view;
      await stage.quiet();
      return [view.ownerDocument === home, paused, view.paused, log];
    },
    answer: [false, false, false, []],
  },
  {
    title: 'a loudspeaker that is there, one that is not, and the way back',
    async ask(stage) {
      const all = await stage.devices.enumerateDevices();
      const speaker = all.find(({ kind, deviceId }) => kind === 'audiooutput' && deviceId !== 'default');
      const audio = stage.audio();
      const ends: unknown[] = [];
      for (const id of [speaker?.deviceId ?? 'none', 'no such loudspeaker', '']) {
        ends.push(await how(stage, audio.setSinkId?.(id)));
        ends.push(audio.sinkId === speaker?.deviceId ? 'it' : audio.sinkId);
      }
      return ends;
    },
    answer: ['resolved', 'it', 'NotFoundError', 'it', 'resolved', ''],
  },
  {
    title: 'a volume that is none',
    ask(stage) {
      const audio = stage.audio();
      const refused = [-0.1, 1.1].map((volume) =>
        thrown(() => {
          audio.volume = volume;
        }),
      );
      return Promise.resolve([...refused, audio.volume]);
    },
    answer: ['IndexSizeError', 'IndexSizeError', 1],
  },
];
