import { checkEqual } from '../../run/check.ts';
import type { Clause } from '../clause.ts';
import { sessionClauses } from '../define.ts';
import { beginJoin, joined, left, meets, receives, resolves } from '../../run/scene.ts';

/** Clauses about what a call leaves in the page, and at the app's server, besides the call. */
export const traceClauses: readonly Clause[] = sessionClauses([
  {
    id: 'RTC-TRACE-01',
    title: 'A call writes nothing to the console, and makes no global.',
    law: 'traces',
    world: ['far-join', 'traces'],
    saboteurs: ['writes-to-the-console', 'makes-a-global'],
    async run(rig) {
      await rig.world.farJoin({ userId: 'zoe', sources: ['microphone'] });
      const ann = await joined(rig, { enable: ['microphone'] });
      await receives(rig, ann, 'zoe', 'microphone');
      await resolves(rig, ann.session.microphone.mute(), 'Muting');
      await left(rig, ann);
      checkEqual(await rig.world.traces(ann), [], 'The traces of a call');
    },
  },
  {
    id: 'RTC-CREDENTIAL-04',
    title: 'Each join asks for one credential, and a call for no other while it lasts.',
    law: 'credentials',
    world: ['far-join', 'credentials'],
    saboteurs: ['asks-for-two-credentials'],
    async run(rig) {
      const ann = await rig.side();
      for (const time of [1, 2]) {
        await resolves(rig, beginJoin(rig, ann), 'Joining');
        const far = await rig.world.farJoin({ userId: `far-${String(time)}`, sources: ['microphone'] });
        await meets(rig, ann, far.userId);
        await receives(rig, ann, far.userId, 'microphone');
        checkEqual(await rig.world.credentials(ann), time, 'How often a credential was asked for');
        await left(rig, ann);
      }
    },
  },
]);
