import { Caller } from './caller.ts';
import type { Probe, ProbeFar, ProbeStage } from './stage.ts';

async function watching(stage: ProbeStage): Promise<{ readonly ann: Caller; readonly zoe: ProbeFar }> {
  const zoe = await stage.far('zoe');
  await zoe.publish('microphone', 'camera');
  const ann = await Caller.joined(stage, 'ann');
  await ann.hears('zoe has microphone');
  await ann.hears('zoe has camera');
  return { ann, zoe };
}

const camera = { userId: 'zoe', streamType: 'main' } as const;

/** Receiving, and messages. */
export const receiveProbes: readonly Probe[] = [
  {
    title: 'somebody who is there already, pictures first; nothing is received unasked',
    async ask(stage) {
      const { ann } = await watching(stage);
      return ann.of('zoe');
    },
    answer: ['zoe enters', 'zoe has camera', 'zoe has microphone'],
  },
  {
    title: 'somebody who is not there, and a picture that nobody publishes',
    async ask(stage) {
      const { ann } = await watching(stage);
      return [
        await stage.how(ann.instance.startRemoteVideo({ userId: 'nobody', streamType: 'main' })),
        await stage.how(ann.instance.startRemoteVideo({ userId: 'zoe', streamType: 'sub' })),
        await stage.how(ann.instance.stopRemoteVideo({ userId: 'zoe', streamType: 'sub' })),
      ];
    },
    answer: ['5100/5102', '5100/5103', 'resolved'],
  },
  {
    title: 'a picture: a track comes by an event, and is gone with its end',
    async ask(stage) {
      const { ann } = await watching(stage);
      const before = ann.instance.getVideoTrack(camera);
      await ann.instance.startRemoteVideo(camera);
      await ann.hears('zoe track main');
      const during = ann.instance.getVideoTrack(camera)?.kind;
      await ann.instance.stopRemoteVideo(camera);
      const after = ann.instance.getVideoTrack(camera);
      await ann.instance.startRemoteVideo(camera);
      await stage.until('a track again', () => ann.of('zoe track').length === 2);
      return [before, during, after?.readyState, ann.instance.getVideoTrack(camera) === after];
    },
    answer: [null, 'video', 'live', true],
  },
  {
    title: 'sound: wished for once, it comes again by itself; pictures do not',
    async ask(stage) {
      const { ann, zoe } = await watching(stage);
      await ann.instance.muteRemoteAudio('zoe', false);
      await ann.instance.startRemoteVideo(camera);
      await ann.hears('zoe track audio');
      await ann.hears('zoe track main');
      await zoe.mute('camera', true);
      await ann.hears('zoe lacks camera');
      await zoe.mute('camera', false);
      await stage.until('camera again', () => ann.of('zoe has camera').length === 2);
      await zoe.publish();
      await ann.hears('zoe lacks microphone');
      await zoe.publish('microphone', 'camera');
      await stage.until('sound again', () => ann.of('zoe track audio').length === 2);
      return [ann.of('zoe track main').length, ann.of('zoe track audio').length];
    },
    answer: [1, 2],
  },
  {
    title: 'a mute of somebody else: what is told, and the sound that is back after it',
    async ask(stage) {
      const { ann, zoe } = await watching(stage);
      await ann.instance.muteRemoteAudio('zoe', false);
      await ann.hears('zoe track audio');
      await zoe.mute('microphone', true);
      await ann.hears('zoe lacks microphone');
      await zoe.mute('microphone', false);
      await stage.until('sound again', () => ann.of('zoe has microphone').length === 2);
      return [ann.of('zoe').filter((event) => event.endsWith('microphone')), ann.of('zoe track').length];
    },
    answer: [['zoe has microphone', 'zoe lacks microphone', 'zoe has microphone'], 1],
  },
  {
    title: 'somebody who leaves takes all with them',
    async ask(stage) {
      const { ann, zoe } = await watching(stage);
      await zoe.leave();
      await ann.hears('zoe exits');
      return ann.of('zoe').slice(3).sort();
    },
    answer: ['zoe exits', 'zoe lacks camera', 'zoe lacks microphone'],
  },
  {
    title: 'messages arrive in order, the sender hears none',
    async ask(stage) {
      const ann = await Caller.joined(stage, 'ann');
      const bob = await Caller.joined(stage, 'bob');
      await bob.hears('ann enters');
      for (const text of ['one', 'two', 'three']) ann.say(text);
      await bob.hears('ann says 1 three');
      return [bob.of('ann says'), ann.of('ann')];
    },
    answer: [['ann says 1 one', 'ann says 1 two', 'ann says 1 three'], []],
  },
  {
    title: 'the first message of somebody is held back longer than a mute takes, later ones are not',
    async ask(stage) {
      const { ann, zoe } = await watching(stage);
      await zoe.say(10, 'first');
      await zoe.mute('camera', true);
      await ann.hears('zoe says 10 first');
      await ann.hears('zoe lacks camera');
      await zoe.say(10, 'second');
      await zoe.mute('microphone', true);
      await ann.hears('zoe lacks microphone');
      return ann.of('zoe').slice(3);
    },
    answer: ['zoe lacks camera', 'zoe says 10 first', 'zoe says 10 second', 'zoe lacks microphone'],
  },
];
