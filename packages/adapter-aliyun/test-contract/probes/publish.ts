import { senderOf, slots } from '../../src/engine/engine-internals.ts';
import { Caller } from './caller.ts';
import type { Probe, ProbeStage } from './stage.ts';

async function pair(stage: ProbeStage): Promise<{ ann: Caller; bob: Caller }> {
  const bob = await Caller.joined(stage, 'bob');
  const ann = await Caller.joined(stage, 'ann');
  await bob.hears('onJoin ann');
  return { ann, bob };
}

/** Publishing, and mute. */
export const publishProbes: readonly Probe[] = [
  {
    title: 'a publication before the join, and the end of none',
    async ask(stage) {
      const engine = stage.engine();
      const before = await stage.how(engine.publish());
      await engine.joinChannel(await stage.auth('ann'), 'ann');
      return [before, await stage.how(engine.unPublish())];
    },
    answer: ['TypeError', 'message alone'],
  },
  {
    title: 'three tracks: what is told, what the senders carry, which devices open',
    async ask(stage) {
      const { ann, bob } = await pair(stage);
      const tracks = ann.give('microphone', 'camera', 'screen');
      await ann.engine.publish();
      await bob.hears('onPublisher ann');
      const carried = slots.map((slot) => senderOf(ann.engine, slot)?.track === tracks[slot]);
      return [bob.events.at(-1), carried, stage.deviceCalls()];
    },
    answer: ['onPublisher ann camera microphone screen', [true, true, true], 0],
  },
  {
    title: 'what is not given is opened, also where it is not wanted',
    async ask(stage) {
      const { ann } = await pair(stage);
      ann.give('microphone');
      const how = await stage.how(ann.engine.publish());
      return [how, stage.deviceCalls() > 0];
    },
    answer: ['resolved', true],
  },
  {
    title: 'a track that is disabled',
    async ask(stage) {
      const { ann } = await pair(stage);
      const { microphone } = ann.give('microphone', 'camera', 'screen');
      microphone.enabled = false;
      await ann.engine.publish();
      return microphone.enabled;
    },
    answer: true,
  },
  {
    title: 'another track while publishing',
    async ask(stage) {
      const { ann } = await pair(stage);
      const { camera } = ann.give('microphone', 'camera', 'screen');
      await ann.engine.publish();
      ann.engine.setExternalMediaTrack(stage.track('video'), 1);
      const how = await stage.how(ann.engine.publish());
      return [how, senderOf(ann.engine, 'camera')?.track === camera];
    },
    answer: ['resolved', true],
  },
  {
    title: 'flags off and on: others are told each time, tracks stay',
    async ask(stage) {
      const { ann, bob } = await pair(stage);
      const { camera } = ann.give('microphone', 'camera', 'screen');
      await ann.engine.publish();
      ann.want('microphone');
      await ann.engine.publish();
      const between = camera.enabled;
      ann.want('microphone', 'camera');
      await ann.engine.publish();
      await stage.until('all is told', () => bob.count('onPublisher') === 3);
      const told = bob.events.filter((event) => event.startsWith('onPublisher'));
      // A mute is told in a report of its own, which may come sooner or later.
      return [told.map((event) => event.replaceAll(' muted', '')), between, camera.enabled];
    },
    answer: [
      [
        'onPublisher ann camera microphone screen',
        'onPublisher ann microphone',
        'onPublisher ann camera microphone',
      ],
      false,
      true,
    ],
  },
  {
    title: 'a screen that is switched on later',
    async ask(stage) {
      const { ann } = await pair(stage);
      const tracks = ann.give('microphone', 'camera', 'screen');
      ann.want('microphone', 'camera');
      await ann.engine.publish();
      const before = slots.map((slot) => senderOf(ann.engine, slot)?.track === tracks[slot]);
      ann.want('microphone', 'camera', 'screen');
      await ann.engine.publish();
      return [before, slots.map((slot) => senderOf(ann.engine, slot)?.track === tracks[slot])];
    },
    answer: [
      [true, true, true],
      [false, true, true],
    ],
  },
  {
    title: 'all flags off',
    async ask(stage) {
      const { ann, bob } = await pair(stage);
      const { camera } = ann.give('microphone', 'camera', 'screen');
      await ann.engine.publish();
      ann.want();
      const how = await stage.how(ann.engine.publish());
      await bob.hears('onUnPublisher ann');
      return [how, camera.readyState];
    },
    answer: ['resolved', 'ended'],
  },
  {
    title: 'two publications at a time',
    async ask(stage) {
      const { ann } = await pair(stage);
      ann.give('microphone', 'camera', 'screen');
      const first = ann.engine.publish();
      const second = await stage.how(ann.engine.publish());
      return [second, await stage.how(first)];
    },
    answer: ['errorCode 10500', 'resolved'],
  },
  {
    title: 'a publication that is refused, the next one, and one after an end',
    async ask(stage) {
      const { ann, bob } = await pair(stage);
      ann.give('microphone', 'camera', 'screen');
      await stage.refuse('publish');
      const refused = await stage.how(ann.engine.publish());
      const next = await stage.how(ann.engine.publish());
      const told = bob.count('onPublisher');
      await stage.how(ann.engine.unPublish());
      ann.give('microphone', 'camera', 'screen');
      const third = await stage.how(ann.engine.publish());
      await bob.hears('onPublisher ann');
      return [refused, next, told, third];
    },
    answer: ['code 33622275, holds itself', 'resolved', 0, 'resolved'],
  },
  {
    title: 'the end of a publication ends the tracks that were given, also those never sent',
    async ask(stage) {
      const { ann, bob } = await pair(stage);
      const given = ann.give('microphone', 'camera', 'screen');
      await ann.engine.publish();
      await bob.hears('onPublisher ann');
      const later = stage.track('video');
      ann.engine.setExternalMediaTrack(later, 1);
      await ann.engine.unPublish();
      await bob.hears('onUnPublisher ann');
      return [...Object.values(given), later].map(({ readyState }) => readyState);
    },
    answer: ['ended', 'ended', 'ended', 'ended'],
  },
  {
    title: 'a mute: before a publication, in it, and what becomes of the track',
    async ask(stage) {
      const { ann, bob } = await pair(stage);
      const before = [ann.engine.muteLocalMic(true, true), ann.engine.muteLocalCamera(true)];
      const { microphone } = ann.give('microphone', 'camera', 'screen');
      await ann.engine.publish();
      await bob.hears('onPublisher ann');
      const during = ann.engine.muteLocalMic(true, true);
      await stage.until('the mute is told', () => bob.events.at(-1)?.includes('microphone muted') ?? false);
      return [before, during, microphone.enabled, bob.events.at(-1)];
    },
    answer: [[false, false], true, false, 'onNotify ann camera microphone muted screen'],
  },
  {
    title: 'what others are told when somebody leaves',
    async ask(stage) {
      const { ann, bob } = await pair(stage);
      ann.give('microphone', 'camera', 'screen');
      await ann.engine.publish();
      await bob.hears('onPublisher ann');
      await ann.engine.leaveChannel();
      await bob.hears('onLeave ann');
      return bob.events.filter((event) => /^on(Un|Leave)/u.test(event)).map((event) => event.split(' ')[0]);
    },
    answer: ['onUnPublisher', 'onLeave'],
  },
];
