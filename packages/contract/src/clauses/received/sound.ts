import { checkEqual } from '../../run/check.ts';
import type { Clause } from '../clause.ts';
import { ContractFailure } from '../../run/contract-failure.ts';
import { sessionClauses } from '../define.ts';
import * as needs from '../needs.ts';
import { eventually, handleOf, joined, personOf, receives, rejects, resolves } from '../../run/scene.ts';

function refused(run: () => void): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new ContractFailure('It should have been refused.');
}

/** Core plays: one track for each source, or one for everybody. */
const playsTracks = needs.claims('remoteAudio', 'tracks', 'one-mix');
const hasVolumes = needs.claims('remoteAudio', 'tracks');

/** Playing what others send. */
export const soundClauses: readonly Clause[] = sessionClauses([
  {
    id: 'RTC-RENDER-01',
    title: 'Each remote sound can be heard exactly once.',
    law: 'audible-once',
    rules: [30],
    world: ['far-join', 'audible'],
    saboteurs: ['two-audible-copies'],
    async run(rig) {
      await rig.world.farJoin({ userId: 'zoe', sources: ['microphone'] });
      const ann = await joined(rig);
      await receives(rig, ann, 'zoe', 'microphone');
      const key = { participantId: personOf(ann, 'zoe').id, source: 'microphone' } as const;
      await eventually(rig, 'it can be heard', async () => (await rig.world.audibleCopies(ann, key)) > 0);
      checkEqual(await rig.world.audibleCopies(ann, key), 1, 'How many copies can be heard');
    },
  },
  {
    id: 'RTC-RENDER-10',
    title: 'Sound that the browser refuses is one state; the call goes on; resume in a gesture plays it.',
    law: 'playback',
    rules: [31],
    when: [playsTracks],
    world: ['far-join', 'gesture', 'audible'],
    async run(rig) {
      await rig.world.farJoin({ userId: 'yan', sources: ['microphone'] });
      await rig.world.farJoin({ userId: 'zoe', sources: ['microphone'] });
      const ann = await joined(rig, { playbackBlocked: true });
      await receives(rig, ann, 'zoe', 'microphone');
      const { playback } = ann.session;
      await eventually(
        rig,
        'playback is blocked',
        () => playback.blocked && ann.session.snapshot.playbackBlocked,
      );
      checkEqual(ann.log.of('playback-changed'), [{ blocked: true, interrupted: false }], 'What is told');
      await rejects(rig, playback.resume(), {
        what: 'Resuming without a gesture',
        codes: ['playback-blocked'],
      });
      await rig.world.gesture(ann);
      await resolves(rig, playback.resume(), 'Resuming in a gesture');
      checkEqual(playback.blocked, false, 'Whether it is blocked');
      const key = { participantId: personOf(ann, 'zoe').id, source: 'microphone' } as const;
      checkEqual(await rig.world.audibleCopies(ann, key), 1, 'How many copies can be heard');
    },
  },
  {
    id: 'RTC-RENDER-11',
    title: 'A volume is a number from 0 to 1, kept while the participant is there; 0 is silence.',
    law: 'speaker',
    rules: [33],
    when: [hasVolumes],
    world: ['far-join', 'far-publish', 'audible'],
    async run(rig) {
      const zoe = await rig.world.farJoin({ userId: 'zoe', sources: ['microphone'] });
      const ann = await joined(rig);
      await receives(rig, ann, 'zoe', 'microphone');
      const { microphone } = handleOf(ann, 'zoe');
      checkEqual(microphone.volume, 1, 'The volume at first');
      for (const volume of [-0.1, 1.1, Number.NaN]) {
        const error = refused(() => {
          microphone.setVolume(volume);
        });
        checkEqual((error as { code?: unknown }).code, 'invalid-argument', `The error for ${String(volume)}`);
      }
      microphone.setVolume(0);
      const key = { participantId: personOf(ann, 'zoe').id, source: 'microphone' } as const;
      checkEqual(await rig.world.audibleCopies(ann, key), 0, 'How many copies can be heard at volume 0');
      await zoe.unpublish('microphone');
      await zoe.publish('microphone');
      await receives(rig, ann, 'zoe', 'microphone');
      checkEqual(microphone.volume, 0, 'The volume after it was published anew');
    },
  },
  {
    id: 'RTC-RENDER-12',
    title: 'A loudspeaker that is not there is refused, and the old one stays.',
    law: 'speaker',
    when: [playsTracks],
    world: ['far-join'],
    async run(rig) {
      const ann = await joined(rig);
      const { playback } = ann.session;
      if (!ann.session.can('choose-speaker')) {
        await rejects(rig, playback.setSpeaker('any'), {
          what: 'Choosing a speaker',
          codes: ['not-supported'],
        });
        return;
      }
      await rejects(rig, playback.setSpeaker('no-such-speaker'), {
        what: 'Choosing a speaker that is not there',
        codes: ['device-not-found'],
      });
      checkEqual(playback.speakerId, '', 'The speaker');
    },
  },
]);
