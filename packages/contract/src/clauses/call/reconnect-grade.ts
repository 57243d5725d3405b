import { checkEqual } from '../../run/check.ts';
import type { Clause } from '../clause.ts';
import { sessionClauses } from '../define.ts';
import * as needs from '../needs.ts';
import { replace, type AdapterMiddleware } from '../../rig/middleware.ts';
import { cut, restore } from '../../run/reconnect-scene.ts';
import { eventually, joined, meets, receives, sentinel } from '../../run/scene.ts';

/** Keeps what a driver says of its transport. */
function transportFacts(): { readonly middleware: AdapterMiddleware; readonly told: readonly string[] } {
  const told: string[] = [];
  const middleware: AdapterMiddleware = (adapter) =>
    replace(adapter, {
      sink: (sink) => ({
        connectionInterrupted(fact) {
          told.push('interrupted');
          sink.connectionInterrupted(fact);
        },
        connectionRestored(fact) {
          told.push(fact.mode);
          sink.connectionRestored(fact);
        },
      }),
    });
  return { middleware, told };
}

/** The way in which a driver says that it gets over a lost transport. */
export const gradeClauses: readonly Clause[] = sessionClauses([
  {
    id: 'RTC-RECONNECT-31',
    title:
      'A driver that is said to resume says that it resumed, and whom and what it received it still has.',
    law: 'claims',
    rules: [4],
    when: [needs.claims('reconnect', 'resumes')],
    world: ['cut-network', 'restore-resumed', 'far-join'],
    saboteurs: ['resumes-as-restarted'],
    async run(rig) {
      for (const userId of ['zoe', 'yan']) await rig.world.farJoin({ userId, sources: ['microphone'] });
      const { middleware, told } = transportFacts();
      const ann = await joined(rig, { middleware });
      for (const userId of ['zoe', 'yan']) await receives(rig, ann, userId, 'microphone');
      await cut(rig, ann);
      await restore(rig, ann, 'resumed');
      checkEqual(told, ['interrupted', 'resumed'], 'What the driver says of its transport');
      for (const userId of ['zoe', 'yan']) await receives(rig, ann, userId, 'microphone');
    },
  },
  {
    id: 'RTC-RECONNECT-32',
    title: 'A driver that is said to begin anew says so, also after a cut that others would resume.',
    law: 'claims',
    rules: [4],
    when: [needs.claims('reconnect', 'restarts')],
    world: ['cut-network', 'restore-restarted', 'far-join'],
    async run(rig) {
      await rig.world.farJoin({ userId: 'zoe', sources: ['microphone'] });
      const { middleware, told } = transportFacts();
      const ann = await joined(rig, { middleware });
      await meets(rig, ann, 'zoe');
      await cut(rig, ann);
      await restore(rig, ann, 'restarted');
      await sentinel(rig, ann);
      checkEqual(told.at(-1), 'restarted', 'What the driver says of its transport in the end');
    },
  },
  {
    id: 'RTC-RECONNECT-33',
    title: 'Where there is no way back a cut ends the call as lost at once, and nobody is told to wait.',
    law: 'claims',
    rules: [32],
    when: [needs.lacks(needs.reconnects)],
    world: ['cut-network'],
    async run(rig) {
      const ann = await joined(rig);
      await rig.world.cut(ann);
      await eventually(rig, 'the call is over', () => ann.session.state.status === 'ended');
      const { state } = ann.session;
      checkEqual(state.status === 'ended' && state.reason, 'connection-lost', 'The reason');
      const words = ann.log.lines('state-changed').map((line) => line.split(' ')[1]);
      checkEqual(words.includes('reconnecting'), false, 'Whether the app was told to wait');
    },
  },
]);
