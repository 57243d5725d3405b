import { check } from '../../run/check.ts';
import type { Clause } from '../clause.ts';
import { sessionClauses } from '../define.ts';
import * as needs from '../needs.ts';
import { eventually, joined, meets, receives, wireBecomes } from '../../run/scene.ts';

/** Clauses about media that are encrypted between the participants. */
export const encryptionClauses: readonly Clause[] = sessionClauses([
  {
    id: 'RTC-ENCRYPTION-01',
    title:
      'Where media are encrypted those with the key receive them, and whoever has all but the key, as the server, nothing.',
    law: 'encryption',
    when: [needs.claims('endToEndEncryption', true)],
    world: ['far-join', 'far-receives', 'far-without-key', 'wire'],
    async run(rig) {
      const ann = await joined(rig, { enable: ['microphone', 'camera'] });
      const zoe = await rig.world.farJoin({ userId: 'zoe', sources: ['microphone'] });
      const eve = await rig.world.farJoin({ userId: 'eve', withoutKey: true });
      await meets(rig, ann, 'eve');
      for (const source of ['microphone', 'camera'] as const) {
        await wireBecomes(rig, ann, source, { sending: true });
        await eventually(rig, `zoe receives the ${source}`, () => zoe.receives(ann, source), rig.looks);
        check(!(await eve.receives(ann, source)), `Without the key eve receives the ${source} of ann.`);
      }
      await receives(rig, ann, 'zoe', 'microphone');
    },
  },
  {
    id: 'RTC-ENCRYPTION-02',
    title: 'Where nothing is said of encryption nobody needs a key: whoever is in the room receives.',
    law: 'encryption',
    when: [needs.claims('endToEndEncryption', false)],
    world: ['far-join', 'far-receives', 'far-without-key', 'wire'],
    async run(rig) {
      const ann = await joined(rig, { enable: ['microphone'] });
      const eve = await rig.world.farJoin({ userId: 'eve', withoutKey: true });
      await wireBecomes(rig, ann, 'microphone', { sending: true });
      await eventually(rig, 'eve receives the microphone', () => eve.receives(ann, 'microphone'), rig.looks);
    },
  },
]);
