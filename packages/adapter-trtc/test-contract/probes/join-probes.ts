import { Caller } from './caller.ts';
import { thrown, type Probe } from './stage.ts';

/** Joining, leaving, being put out. */
export const joinProbes: readonly Probe[] = [
  {
    title: 'a refused userSig: the number is in the text alone',
    async ask(stage) {
      const { instance } = new Caller(stage);
      return stage.how(instance.enterRoom(await stage.forged('ann')));
    },
    answer: '5500, 70013 in the text',
  },
  {
    title: 'a join that is refused otherwise, and the next one of the same instance',
    async ask(stage) {
      const { instance } = new Caller(stage);
      const allow = await stage.refuse('join', -100_013);
      const refused = await stage.how(instance.enterRoom(await stage.entry('ann')));
      await allow();
      return [refused, await stage.how(instance.enterRoom(await stage.entry('ann')))];
    },
    answer: ['5400/-100013', 'resolved'],
  },
  {
    title: 'a join that nobody answers: a leave waits for it, and only destroy frees both',
    async ask(stage) {
      const { instance } = new Caller(stage);
      await stage.hold('join');
      const joining = instance.enterRoom(await stage.entry('ann'));
      const leaving = instance.exitRoom();
      const before = [await stage.how(joining), await stage.how(leaving)];
      instance.destroy();
      return [before, await stage.how(joining)];
    },
    answer: [['pending', 'pending'], '5100'],
  },
  {
    title: 'a join beside another, and in a room',
    async ask(stage) {
      const { instance } = new Caller(stage);
      const entry = await stage.entry('ann');
      const first = instance.enterRoom(entry);
      const beside = await stage.how(instance.enterRoom(entry));
      await first;
      return [beside, await stage.how(instance.enterRoom(entry))];
    },
    answer: ['5998', '5100/5104'],
  },
  {
    title: 'destroy in a room, after it, and a join then',
    async ask(stage) {
      const { instance } = await Caller.joined(stage, 'ann');
      const inside = thrown(() => {
        instance.destroy();
      });
      await instance.exitRoom();
      const outside = thrown(() => {
        instance.destroy();
      });
      return [inside, outside, await stage.how(instance.enterRoom(await stage.entry('ann')))];
    },
    answer: ['5100', 'nothing', '5100'],
  },
  {
    title: 'a leave without a join, and one after another',
    async ask(stage) {
      const { instance } = await Caller.joined(stage, 'ann');
      return [
        await stage.how(stage.instance().exitRoom()),
        await stage.how(instance.exitRoom()),
        await stage.how(instance.exitRoom()),
      ];
    },
    answer: ['resolved', 'resolved', 'resolved'],
  },
  {
    title: 'what was started before a join, and what an earlier join has left, is published by itself',
    async ask(stage) {
      const bob = await Caller.joined(stage, 'bob');
      const ann = new Caller(stage);
      await ann.start('camera');
      await ann.instance.enterRoom(await stage.entry('ann'));
      await bob.hears('ann has camera');
      await ann.instance.exitRoom();
      await bob.hears('ann exits');
      await ann.instance.enterRoom(await stage.entry('ann'));
      await stage.until('camera again', () => bob.of('ann has camera').length === 2);
      return bob.of('ann');
    },
    answer: ['ann enters', 'ann has camera', 'ann lacks camera', 'ann exits', 'ann enters', 'ann has camera'],
  },
  {
    title: 'the same user once more',
    async ask(stage) {
      const first = await Caller.joined(stage, 'ann');
      await Caller.joined(stage, 'ann');
      await stage.until('out', () => first.of('out').length > 0);
      return [first.of('out'), await stage.how(first.instance.exitRoom())];
    },
    answer: [['out kick'], 'resolved'],
  },
  {
    title: 'put out by the service',
    async ask(stage) {
      const ann = await Caller.joined(stage, 'ann');
      const bob = await Caller.joined(stage, 'bob');
      await bob.hears('ann enters');
      await stage.kick('ann');
      await stage.until('out', () => ann.of('out').length > 0);
      await bob.hears('ann exits');
      return ann.of('out');
    },
    answer: ['out banned'],
  },
  {
    title: 'the room is closed',
    async ask(stage) {
      const ann = await Caller.joined(stage, 'ann');
      await stage.close();
      await stage.until('out', () => ann.of('out').length > 0);
      return ann.of('out');
    },
    answer: ['out room_disband'],
  },
];
