import { check, checkEqual } from '../../run/check.ts';
import type { Clause } from '../clause.ts';
import { sessionClauses } from '../define.ts';
import * as needs from '../needs.ts';
import { eventually, joined, meets, personOf, resolves, wireBecomes } from '../../run/scene.ts';
import { cut, restore } from '../../run/reconnect-scene.ts';

/** Losing the transport, and not getting it back. */
export const reconnectClauses: readonly Clause[] = sessionClauses([
  {
    id: 'RTC-RECONNECT-01',
    title: 'Nobody is reported as gone while the transport is down, even where the vendor says so.',
    law: 'interrupted-not-gone',
    rules: [4],
    when: [needs.reconnects],
    world: ['cut-network', 'restore-restarted', 'report-leaves-while-cut', 'far-join'],
    async run(rig) {
      await rig.world.farJoin({ userId: 'zoe', sources: ['microphone'] });
      const ann = await joined(rig);
      const { id } = await meets(rig, ann, 'zoe');
      await cut(rig, ann, { reportLeaves: true });
      await rig.settle();
      checkEqual(personOf(ann, 'zoe').id, id, 'The participant');
      await restore(rig, ann, 'restarted');
      checkEqual(personOf(ann, 'zoe').id, id, 'The participant after it');
      checkEqual(ann.log.of('participant-left').length, 0, 'How many left');
    },
  },
  {
    id: 'RTC-RECONNECT-02',
    title: 'An interruption that does not end is given up within its bound as connection-lost.',
    law: 'reconnect-bounded',
    rules: [32],
    when: [needs.reconnects],
    world: ['cut-network', 'clock'],
    async run(rig) {
      const ann = await joined(rig);
      await cut(rig, ann);
      await rig.world.pass(rig.timeouts.reconnect + rig.timeouts.leave);
      await eventually(rig, 'the call is over', () => ann.session.state.status === 'ended');
      const { state } = ann.session;
      checkEqual(state.status === 'ended' && state.reason, 'connection-lost', 'The reason');
    },
  },
  {
    id: 'RTC-RECONNECT-03',
    title: 'A vendor that gives up ends the call as connection-lost, and the session can join again.',
    law: 'reconnect-bounded',
    world: ['lose-network'],
    saboteurs: ['wrong-end-reason'],
    async run(rig) {
      const ann = await joined(rig);
      await rig.world.lose(ann);
      await eventually(rig, 'the call is over', () => ann.session.state.status === 'ended');
      const { state } = ann.session;
      checkEqual(state.status === 'ended' && state.reason, 'connection-lost', 'The reason');
      await resolves(
        rig,
        ann.session.join({ room: rig.room, userId: ann.userId }),
        'Joining again',
        rig.timeouts.leave,
      );
    },
  },
  {
    id: 'RTC-RECONNECT-04',
    title: 'An adapter that does not reconnect ends the call as connection-lost.',
    law: 'claims',
    when: [needs.lacks(needs.reconnects)],
    world: ['lose-network'],
    async run(rig) {
      const ann = await joined(rig);
      await rig.world.lose(ann);
      await eventually(rig, 'the call is over', () => ann.session.state.status === 'ended');
      checkEqual(
        ann.log.lines('state-changed').includes('state-changed reconnecting'),
        false,
        'Whether it was reconnecting',
      );
    },
  },
  {
    id: 'RTC-RECONNECT-05',
    title: 'Own publications say interrupted while the transport is down.',
    law: 'desired-state-returns',
    when: [needs.reconnects],
    world: ['cut-network', 'restore-resumed'],
    async run(rig) {
      const ann = await joined(rig, { enable: ['microphone'] });
      await eventually(
        rig,
        'published',
        () => ann.session.microphone.state.publication.status === 'published',
      );
      await cut(rig, ann);
      checkEqual(ann.session.microphone.state.publication.status, 'interrupted', 'The publication');
      await restore(rig, ann, 'resumed');
      await eventually(
        rig,
        'published again',
        () => ann.session.microphone.state.publication.status === 'published',
      );
    },
  },
  {
    id: 'RTC-RECONNECT-06',
    title: 'Two interruptions in a row are survived as one is.',
    law: 'desired-state-returns',
    when: [needs.reconnects],
    world: ['cut-network', 'restore-resumed', 'wire'],
    async run(rig) {
      const ann = await joined(rig, { enable: ['microphone'] });
      for (let round = 0; round < 2; round += 1) {
        await cut(rig, ann);
        await restore(rig, ann, 'resumed');
      }
      await wireBecomes(rig, ann, 'microphone', { sending: true });
    },
  },
  {
    id: 'RTC-RECONNECT-07',
    title: 'A publication that the vendor loses is published again by core.',
    law: 'repair',
    world: ['lose-publication', 'wire', 'clock'],
    saboteurs: ['publishes-once-only'],
    async run(rig) {
      const ann = await joined(rig, { enable: ['microphone'] });
      await wireBecomes(rig, ann, 'microphone', { sending: true });
      await rig.world.losePublication(ann, 'microphone');
      await rig.settle();
      await rig.world.pass(1_000);
      await wireBecomes(rig, ann, 'microphone', { published: true, sending: true });
      await eventually(
        rig,
        'published',
        () => ann.session.microphone.state.publication.status === 'published',
      );
      check(ann.log.of('warning').length >= 1, 'The app should get a warning.');
    },
  },
]);
