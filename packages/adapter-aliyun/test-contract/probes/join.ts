import { leaveEarly } from '../../src/engine/engine-internals.ts';
import { Caller } from './caller.ts';
import type { Probe } from './stage.ts';

/** Joining, and leaving. */
export const joinProbes: readonly Probe[] = [
  {
    title: 'a field of the credential is missing',
    async ask(stage) {
      const caller = new Caller(stage);
      const auth = { ...(await stage.auth('ann')), token: '' };
      return [await stage.how(caller.engine.joinChannel(auth, 'ann')), caller.events];
    },
    answer: ['message alone', ['onError text']],
  },
  {
    title: 'the service refuses the join',
    async ask(stage) {
      const caller = new Caller(stage);
      await stage.refuse('join');
      const refused = await stage.how(caller.engine.joinChannel(await stage.auth('ann'), 'ann'));
      return [refused, await stage.how(caller.engine.joinChannel(await stage.auth('ann'), 'ann'))];
    },
    answer: ['errorCode 33622275', 'resolved'],
  },
  {
    title: 'the answer to the join is lost',
    async ask(stage) {
      await stage.hold('join');
      return stage.how(stage.engine().joinChannel(await stage.auth('ann'), 'ann'));
    },
    answer: 'pending',
  },
  {
    title: 'who has joined without being told of it can be left by the private way alone',
    async ask(stage) {
      const bob = await Caller.joined(stage, 'bob');
      const engine = stage.engine();
      await stage.hold('join');
      const joining = engine.joinChannel(await stage.auth('ann'), 'ann');
      await bob.hears('onJoin ann');
      const left = await stage.how(engine.leaveChannel());
      const before = [...bob.events];
      const leftEarly = await stage.how(leaveEarly(engine));
      await bob.hears('onLeave ann');
      return [left, before, leftEarly, await stage.how(joining)];
    },
    answer: ['resolved', ['onJoin ann'], 'resolved', 'pending'],
  },
  {
    title: 'an ampersand and an escape in the name, as others read it',
    async ask(stage) {
      const bob = await Caller.joined(stage, 'bob');
      for (const [userId, name] of [
        ['ann', 'A&B'],
        ['cat', 'A%2526B'],
      ] as const) {
        await stage.engine().joinChannel(await stage.auth(userId), name);
        await bob.hears(`onJoin ${userId}`);
      }
      return ['ann', 'cat'].map((userId) => bob.engine.getUserInfo(userId)?.displayName);
    },
    answer: ['A', 'A%26B'],
  },
  {
    title: 'a leave during a join',
    async ask(stage) {
      const bob = await Caller.joined(stage, 'bob');
      const { engine } = new Caller(stage);
      const joining = engine.joinChannel(await stage.auth('ann'), 'ann');
      const leaving = await stage.how(engine.leaveChannel());
      const joined = await stage.how(joining);
      await bob.hears('onJoin ann');
      return [leaving, joined, bob.events];
    },
    answer: ['resolved', 'resolved', ['onJoin ann']],
  },
  {
    title: 'a leave without a join, and one after another',
    async ask(stage) {
      const { engine } = await Caller.joined(stage, 'ann');
      return [
        await stage.how(stage.engine().leaveChannel()),
        await stage.how(engine.leaveChannel()),
        await stage.how(engine.leaveChannel()),
      ];
    },
    answer: ['resolved', 'resolved', 'resolved'],
  },
  {
    title: 'the service refuses the leave',
    async ask(stage) {
      const { engine } = await Caller.joined(stage, 'ann');
      await stage.refuse('leave');
      return [await stage.how(engine.leaveChannel()), await stage.how(engine.leaveChannel())];
    },
    answer: ['code 33622275, holds itself', 'resolved'],
  },
  {
    title: 'the answer to the leave is lost',
    async ask(stage) {
      const bob = await Caller.joined(stage, 'bob');
      const { engine } = await Caller.joined(stage, 'ann');
      await stage.hold('leave');
      const left = await stage.how(engine.leaveChannel());
      await bob.hears('onLeave ann');
      return left;
    },
    answer: 'pending',
  },
  {
    title: 'one engine in one call after another',
    async ask(stage) {
      const bob = await Caller.joined(stage, 'bob');
      const { engine } = await Caller.joined(stage, 'ann');
      await engine.leaveChannel();
      await bob.hears('onLeave ann');
      await engine.joinChannel(await stage.auth('ann'), 'ann');
      await stage.until('back', () => bob.count('onJoin ann') === 2);
      return bob.events.filter((event) => !event.startsWith('onNotify'));
    },
    answer: ['onJoin ann', 'onLeave ann', 'onJoin ann'],
  },
  {
    title: 'somebody is put out',
    async ask(stage) {
      await stage.far('zoe');
      const ann = await Caller.joined(stage, 'ann');
      await ann.hears('onJoin zoe');
      await stage.kick('ann');
      await ann.hears('onBye');
      const people = ann.engine.getUserList().length;
      return [ann.events.at(-1), people, await stage.how(ann.engine.leaveChannel())];
    },
    answer: ['onBye 1', 0, 'resolved'],
  },
  {
    title: 'the same user once more',
    async ask(stage) {
      const first = await Caller.joined(stage, 'ann');
      await Caller.joined(stage, 'ann');
      await first.hears('onBye');
      return first.events;
    },
    answer: ['onBye 3'],
  },
  {
    title: 'the profile before a join and after it',
    async ask(stage) {
      const engine = stage.engine();
      const before = engine.setChannelProfile(0);
      await engine.joinChannel(await stage.auth('ann'), 'ann');
      return [before, engine.setChannelProfile(1)];
    },
    answer: [true, false],
  },
  {
    title: 'a second listener of the same event',
    async ask(stage) {
      const { engine } = await Caller.joined(stage, 'ann');
      const heard: string[] = [];
      const second = (): void => void heard.push('second');
      engine.on('onJoin', () => heard.push('first'));
      engine.on('onJoin', second);
      await stage.far('zoe');
      await stage.until('zoe is told of', () => heard.length > 0);
      engine.off('onJoin', () => undefined);
      await stage.far('yan');
      await stage.until('yan is told of', () => heard.length > 1);
      engine.off('onJoin', second);
      await stage.far('xia');
      await stage.until('xia is there', () => Boolean(engine.getUserInfo('xia')));
      return heard;
    },
    answer: ['second', 'second'],
  },
];
