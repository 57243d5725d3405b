import type { RtcErrorCode } from '@jackfield/core';
import { checkEqual } from '../../run/check.ts';
import type { Clause } from '../clause.ts';
import { ContractFailure } from '../../run/contract-failure.ts';
import { sessionClauses } from '../define.ts';
import * as needs from '../needs.ts';
import type { Rig } from '../../rig/rig.ts';
import {
  eventually,
  handleOf,
  joined,
  left,
  meets,
  personOf,
  receives,
  rejects,
  resolves,
} from '../../run/scene.ts';
import type { Side } from '../../rig/side.ts';

const playsItself = needs.claims('remoteAudio', 'sdk-played');
const mixes = needs.claims('remoteAudio', 'one-mix');

async function copies(rig: Rig, side: Side, userId: string): Promise<number> {
  return rig.world.audibleCopies(side, { participantId: personOf(side, userId).id, source: 'microphone' });
}

/** A session that hears somebody. */
async function hearing(rig: Rig, ...userIds: readonly string[]): Promise<Side> {
  for (const userId of userIds) await rig.world.farJoin({ userId, sources: ['microphone'] });
  const ann = await joined(rig);
  for (const userId of userIds) {
    await receives(rig, ann, userId, 'microphone');
    await eventually(rig, `${userId} can be heard`, async () => (await copies(rig, ann, userId)) === 1);
  }
  return ann;
}

function codeOf(run: () => void): RtcErrorCode | undefined {
  try {
    run();
  } catch (error) {
    return (error as { readonly code?: RtcErrorCode }).code;
  }
  throw new ContractFailure('It should have been refused.');
}

/** Sound that core does not play itself, and sound that is one for everybody. */
export const vendorSoundClauses: readonly Clause[] = sessionClauses([
  {
    id: 'RTC-RENDER-14',
    title:
      'Where the SDK plays by itself and the browser refuses it, that is one state, and resume plays it.',
    law: 'playback',
    rules: [31],
    when: [playsItself],
    world: ['far-join', 'audible', 'block-vendor-playback', 'refuse-resume-playback'],
    saboteurs: ['resume-without-effect', 'blocked-event-lost'],
    async run(rig) {
      const ann = await hearing(rig, 'zoe');
      const { playback } = ann.session;
      await rig.world.blockVendorPlayback(ann);
      await eventually(rig, 'playback is blocked', () => playback.blocked);
      checkEqual(ann.log.of('playback-changed'), [{ blocked: true, interrupted: false }], 'What is told');
      checkEqual(await copies(rig, ann, 'zoe'), 0, 'How many copies can be heard while it is refused');
      await rig.world.refuse('resume-playback', 'playback-blocked');
      await rejects(rig, playback.resume(), {
        what: 'Resuming without a gesture',
        codes: ['playback-blocked'],
      });
      checkEqual(playback.blocked, true, 'Whether it is still blocked');
      await resolves(rig, playback.resume(), 'Resuming in a gesture');
      checkEqual(playback.blocked, false, 'Whether it is blocked');
      checkEqual(await copies(rig, ann, 'zoe'), 1, 'How many copies can be heard');
    },
  },
  {
    id: 'RTC-RENDER-15',
    title:
      'Where the SDK plays by itself, a volume reaches it and holds for what is published anew; 0 is silence.',
    law: 'speaker',
    rules: [33],
    when: [playsItself],
    world: ['far-join', 'far-publish', 'audible', 'vendor-output'],
    saboteurs: ['volume-without-effect'],
    async run(rig) {
      const zoe = await rig.world.farJoin({ userId: 'zoe', sources: ['microphone'] });
      await rig.world.farJoin({ userId: 'yan', sources: ['microphone'] });
      const ann = await joined(rig);
      for (const userId of ['zoe', 'yan']) await receives(rig, ann, userId, 'microphone');
      const { microphone } = handleOf(ann, 'zoe');
      for (const volume of [-0.1, 1.1, Number.NaN]) {
        const code = codeOf(() => {
          microphone.setVolume(volume);
        });
        checkEqual(code, 'invalid-argument', `The error for ${String(volume)}`);
      }
      microphone.setVolume(0.25);
      const heard = async (of: string): Promise<unknown> =>
        (await rig.world.vendorOutput(ann)).audible.find(({ userId }) => userId === of)?.volume;
      await eventually(rig, 'the SDK plays zoe at a quarter', async () => (await heard('zoe')) === 0.25);
      checkEqual(await heard('yan'), 1, 'The volume of yan, of whom nothing was wished');
      microphone.setVolume(0);
      await eventually(rig, 'it is silent', async () => (await copies(rig, ann, 'zoe')) === 0);
      await zoe.unpublish('microphone');
      await zoe.publish('microphone');
      await receives(rig, ann, 'zoe', 'microphone');
      await eventually(rig, 'it is silent again', async () => (await copies(rig, ann, 'zoe')) === 0);
      checkEqual(microphone.volume, 0, 'The volume that the app sees');
    },
  },
  {
    id: 'RTC-RENDER-16',
    title: 'Where the SDK plays by itself, the loudspeaker is chosen there, again in the next call.',
    law: 'speaker',
    when: [playsItself],
    world: ['far-join', 'vendor-output', 'refuse-set-audio-output'],
    saboteurs: ['speaker-without-effect'],
    async run(rig) {
      const ann = await hearing(rig, 'zoe');
      const { playback } = ann.session;
      await rig.world.refuse('set-audio-output', 'device-not-found');
      await rejects(rig, playback.setSpeaker('no-such-speaker'), {
        what: 'Choosing a speaker that is not there',
        codes: ['device-not-found'],
      });
      checkEqual(playback.speakerId, '', 'The speaker after a refusal');
      await resolves(rig, playback.setSpeaker('speaker-2'), 'Choosing a speaker');
      checkEqual(playback.speakerId, 'speaker-2', 'The speaker');
      checkEqual((await rig.world.vendorOutput(ann)).speakerId, 'speaker-2', "The SDK's speaker");
      await left(rig, ann);
      await resolves(rig, ann.session.join({ room: rig.room, userId: ann.userId }), 'Joining again');
      await eventually(
        rig,
        'the new engine has it',
        async () => (await rig.world.vendorOutput(ann)).speakerId === 'speaker-2',
      );
    },
  },
  {
    id: 'RTC-RENDER-17',
    title: 'A mix of everybody is heard once, for as long as anybody is in it.',
    law: 'audible-once',
    rules: [30],
    when: [mixes],
    world: ['far-join', 'far-leave', 'audible'],
    saboteurs: ['two-audible-copies', 'mix-for-each'],
    async run(rig) {
      const yan = await rig.world.farJoin({ userId: 'yan', sources: ['microphone'] });
      const ann = await hearing(rig, 'zoe');
      await receives(rig, ann, 'yan', 'microphone');
      const streams = ['yan', 'zoe'].map((userId) => handleOf(ann, userId).microphone.mediaStream);
      const tracks = new Set(streams.flatMap((stream) => stream.getAudioTracks()));
      checkEqual(tracks.size, 1, 'How many tracks carry the mix');
      checkEqual(await copies(rig, ann, 'yan'), 1, 'How many copies can be heard of two');
      await yan.leave();
      await eventually(rig, 'one is gone', () => ann.log.of('participant-left').length === 1);
      await eventually(rig, 'the other is heard', async () => (await copies(rig, ann, 'zoe')) === 1);
    },
  },
  {
    id: 'RTC-RENDER-18',
    title: 'Where everybody is one sound nobody has a volume of their own, and asking for one says so.',
    law: 'speaker',
    when: [mixes],
    world: ['far-join'],
    async run(rig) {
      await rig.world.farJoin({ userId: 'zoe', sources: ['microphone'] });
      const ann = await joined(rig);
      await meets(rig, ann, 'zoe');
      const code = codeOf(() => {
        handleOf(ann, 'zoe').microphone.setVolume(0.5);
      });
      checkEqual(code, 'unsupported', 'The error');
    },
  },
]);
