import { connectionOf } from '../../src/engine/engine-internals.ts';
import { Caller } from './caller.ts';
import type { Probe, ProbeFar, ProbeStage } from './stage.ts';

async function watching(stage: ProbeStage): Promise<{ ann: Caller; zoe: ProbeFar }> {
  const zoe = await stage.far('zoe');
  await zoe.publish('microphone', 'camera');
  const ann = await Caller.joined(stage, 'ann');
  await ann.hears('onPublisher zoe');
  return { ann, zoe };
}

function tracksOf(ann: Caller): readonly string[] {
  return [...(ann.streams.at(-1)?.mediaStream.getTracks() ?? [])].map(({ id }) => id).sort();
}

/** Receiving. */
export const subscribeProbes: readonly Probe[] = [
  {
    title: 'somebody who is not there, and somebody who publishes nothing',
    async ask(stage) {
      await stage.far('zoe');
      const ann = await Caller.joined(stage, 'ann');
      await ann.hears('onJoin zoe');
      return [
        await stage.how(ann.engine.subscribe('nobody')),
        ann.wish('nobody', 'microphone'),
        await stage.how(ann.engine.subscribe('zoe')),
        await stage.how(ann.engine.unSubscribe('zoe')),
      ];
    },
    answer: ['message alone', [false, false, false], 'message alone', 'message alone'],
  },
  {
    title: 'a subscription: what it gives, and the same once more',
    async ask(stage) {
      const { ann } = await watching(stage);
      const wished = ann.wish('zoe', 'microphone', 'camera');
      const how = await stage.how(ann.engine.subscribe('zoe'));
      await stage.until('tracks', () => ann.streams.length > 0);
      return [wished, how, tracksOf(ann), await stage.how(ann.engine.subscribe('zoe'))];
    },
    answer: [[true, true, true], 'resolved', ['sophon_audio', 'sophon_video_camera_large'], 'resolved'],
  },
  {
    title: 'one more source of somebody',
    async ask(stage) {
      const { ann } = await watching(stage);
      ann.wish('zoe', 'microphone');
      await ann.engine.subscribe('zoe');
      await stage.until('a track', () => ann.streams.length > 0);
      const first = tracksOf(ann);
      ann.wish('zoe', 'microphone', 'camera');
      const more = await stage.how(ann.engine.subscribe('zoe'));
      await stage.until('two tracks', () => tracksOf(ann).length === 2);
      return [first, more, tracksOf(ann)];
    },
    answer: [['sophon_audio'], 'resolved', ['sophon_audio', 'sophon_video_camera_large']],
  },
  {
    title: 'two subscriptions to somebody at a time',
    async ask(stage) {
      const { ann } = await watching(stage);
      ann.wish('zoe', 'microphone');
      const first = ann.engine.subscribe('zoe');
      return [await stage.how(ann.engine.subscribe('zoe')), await stage.how(first)];
    },
    answer: ['errorCode 10500', 'resolved'],
  },
  {
    title: 'a subscription that is refused, and the next one',
    async ask(stage) {
      const { ann } = await watching(stage);
      ann.wish('zoe', 'microphone');
      await stage.refuse('subscribe');
      return [await stage.how(ann.engine.subscribe('zoe')), await stage.how(ann.engine.subscribe('zoe'))];
    },
    answer: ['pending', 'errorCode 10500'],
  },
  {
    title: 'the end of a subscription, and another one',
    async ask(stage) {
      const { ann } = await watching(stage);
      ann.wish('zoe', 'microphone', 'camera');
      await ann.engine.subscribe('zoe');
      await stage.until('tracks', () => ann.streams.length > 0);
      const how = await stage.how(ann.engine.unSubscribe('zoe'));
      const gone = !connectionOf(ann.engine, 'zoe');
      const again = await stage.how(ann.engine.subscribe('zoe'));
      await stage.until('tracks again', () => ann.streams.length > 1);
      return [how, gone, again];
    },
    answer: ['resolved', true, 'resolved'],
  },
  {
    title: 'what is withdrawn: the engine ends the subscription by itself',
    async ask(stage) {
      const { ann, zoe } = await watching(stage);
      ann.wish('zoe', 'microphone', 'camera');
      await ann.engine.subscribe('zoe');
      await stage.until('tracks', () => ann.streams.length > 0);
      await zoe.withdraw();
      await ann.hears('onUnPublisher zoe');
      await stage.until('closed', () => !connectionOf(ann.engine, 'zoe'));
      // Nothing is told of the subscription. Whether the engine reports an error without a number is a matter of timing.
      return ann.events.filter((event) => event !== 'onError undefined').at(-1);
    },
    answer: 'onUnPublisher zoe',
  },
  {
    title: 'what is withdrawn and published again at once',
    async ask(stage) {
      const { ann, zoe } = await watching(stage);
      ann.wish('zoe', 'microphone', 'camera');
      await ann.engine.subscribe('zoe');
      await stage.until('tracks', () => ann.streams.length > 0);
      const release = await stage.hold('unsubscribe');
      await zoe.withdraw();
      await zoe.publish('microphone', 'camera');
      await stage.until('it is told', () => ann.count('onPublisher zoe') > 1);
      const still = Boolean(connectionOf(ann.engine, 'zoe'));
      const early = await stage.how(ann.engine.subscribe('zoe'));
      await release();
      await stage.until('closed', () => !connectionOf(ann.engine, 'zoe'));
      return [still, early, await stage.how(ann.engine.subscribe('zoe'))];
    },
    answer: [true, 'code 33681415, holds itself', 'resolved'],
  },
];
