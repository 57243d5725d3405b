import { Caller } from './caller.ts';
import type { Probe, ProbeStage } from './stage.ts';

async function pair(stage: ProbeStage): Promise<{ readonly ann: Caller; readonly bob: Caller }> {
  const bob = await Caller.joined(stage, 'bob');
  const ann = await Caller.joined(stage, 'ann');
  await bob.hears('ann enters');
  return { ann, bob };
}

/** Publishing, mute, roles. */
export const publishProbes: readonly Probe[] = [
  {
    title: 'three tracks: what is told, and to whom',
    async ask(stage) {
      const { ann, bob } = await pair(stage);
      for (const slot of ['microphone', 'camera', 'screen'] as const) {
        await ann.start(slot);
        await ann.hears(`${slot} started`);
        await bob.hears(`ann has ${slot}`);
      }
      return [ann.of('microphone'), ann.of('camera'), ann.of('screen')];
    },
    answer: [
      ['microphone starting', 'microphone started'],
      ['camera starting', 'camera started'],
      ['screen starting', 'screen started'],
    ],
  },
  {
    title: 'a start resolves before it is published',
    async ask(stage) {
      const { ann } = await pair(stage);
      const release = await stage.hold('publish');
      await ann.start('camera');
      const before = [...ann.of('camera')];
      await release();
      await ann.hears('camera started');
      return before;
    },
    answer: ['camera starting'],
  },
  {
    title: 'a stop waits for a publication that is pending',
    async ask(stage) {
      const { ann } = await pair(stage);
      const release = await stage.hold('publish');
      await ann.start('camera');
      const stopping = ann.instance.stopLocalVideo();
      const before = [await stage.how(stopping), ...ann.of('camera')];
      await release();
      return [before, await stage.how(stopping), ann.of('camera')];
    },
    answer: [
      ['pending', 'camera starting'],
      'resolved',
      ['camera starting', 'camera started', 'camera stopped'],
    ],
  },
  {
    title: 'a start of what is started',
    async ask(stage) {
      const { ann } = await pair(stage);
      await ann.start('camera');
      await ann.hears('camera started');
      return stage.how(
        ann.instance.startLocalVideo({ mute: false, option: { videoTrack: stage.track('video') } }),
      );
    },
    answer: '5998',
  },
  {
    title: 'a given track: switched on by a start, off by a mute, on by its end; alive after a stop',
    async ask(stage) {
      const { ann } = await pair(stage);
      const track = stage.track('audio');
      track.enabled = false;
      await ann.instance.startLocalAudio({ mute: false, option: { audioTrack: track } });
      const seen = [track.enabled];
      await ann.instance.updateLocalAudio({ mute: true });
      seen.push(track.enabled);
      await ann.instance.updateLocalAudio({ mute: false });
      seen.push(track.enabled);
      await ann.hears('microphone started');
      await ann.instance.stopLocalAudio();
      return [seen, track.readyState];
    },
    answer: [[true, false, true], 'live'],
  },
  {
    title: 'another track, switched on as well',
    async ask(stage) {
      const { ann } = await pair(stage);
      const first = await ann.start('camera');
      await ann.hears('camera started');
      const next = stage.track('video');
      next.enabled = false;
      await ann.instance.updateLocalVideo({ option: { videoTrack: next } });
      return [next.enabled, first.readyState];
    },
    answer: [true, 'live'],
  },
  {
    title: 'a mute and an unpublish are the same to others, and messages tell nothing of either',
    async ask(stage) {
      const { ann, bob } = await pair(stage);
      await ann.start('camera');
      await bob.hears('ann has camera');
      await ann.instance.updateLocalVideo({ mute: true });
      await bob.hears('ann lacks camera');
      await ann.instance.updateLocalVideo({ mute: false });
      await stage.until('camera again', () => bob.of('ann has camera').length === 2);
      await ann.instance.stopLocalVideo();
      await stage.until('no camera', () => bob.of('ann lacks camera').length === 2);
      return bob.of('ann');
    },
    answer: ['ann enters', 'ann has camera', 'ann lacks camera', 'ann has camera', 'ann lacks camera'],
  },
  {
    title: 'an update, and a stop, of what was never started',
    async ask(stage) {
      const { ann } = await pair(stage);
      return [
        await stage.how(ann.instance.updateLocalVideo({ mute: true })),
        await stage.how(ann.instance.stopLocalVideo()),
        await stage.how(ann.instance.stopScreenShare()),
      ];
    },
    answer: ['5998', 'resolved', 'resolved'],
  },
  {
    title: 'the audience: a start is taken and not published, until the role allows it',
    async ask(stage) {
      const bob = await Caller.joined(stage, 'bob', { scene: 'live', role: 'anchor' });
      const ann = await Caller.joined(stage, 'ann', { scene: 'live', role: 'audience' });
      const how = await stage.how(
        ann.instance.startLocalVideo({ mute: false, option: { videoTrack: stage.track('video') } }),
      );
      const before = [...bob.of('ann')];
      await ann.instance.switchRole('anchor');
      await bob.hears('ann has camera');
      return [how, before, bob.of('ann')];
    },
    answer: ['resolved', [], ['ann enters', 'ann has camera']],
  },
  {
    title: 'a change of role that is refused: the number is in the text alone',
    async ask(stage) {
      const ann = await Caller.joined(stage, 'ann', { scene: 'live', role: 'audience' });
      await stage.refuse('set-role', -100_013);
      return stage.how(ann.instance.switchRole('anchor'));
    },
    answer: '5400, -100013 in the text',
  },
];
