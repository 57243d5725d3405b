import { check, checkEqual } from '../../run/check.ts';
import type { Clause } from '../clause.ts';
import { sessionClauses } from '../define.ts';
import * as needs from '../needs.ts';
import {
  beginJoin,
  eventually,
  joined,
  left,
  linesOf,
  meets,
  meetsSource,
  personOf,
  presencesOf,
  receives,
  rejects,
  resolves,
  sentinel,
} from '../../run/scene.ts';

/** Who is there, who comes and who goes. */
export const peopleClauses: readonly Clause[] = sessionClauses([
  {
    id: 'RTC-PEOPLE-01',
    title:
      'Where the roster is complete at join, everybody is in the map when join resolves, marked existing.',
    law: 'roster-at-join',
    rules: [1],
    when: [needs.claims('roster', 'complete')],
    world: ['far-join'],
    saboteurs: ['roster-misses-member'],
    async run(rig) {
      await rig.world.farJoin({ userId: 'yan', sources: ['microphone'] });
      await rig.world.farJoin({ userId: 'zoe', sources: ['camera'] });
      const ann = await rig.side();
      let seen: readonly string[] = [];
      await resolves(
        rig,
        beginJoin(rig, ann).then(() => {
          seen = [...ann.session.participants.values()].map(({ userId }) => userId);
        }),
        'Joining',
      );
      checkEqual([...seen].sort(), ['yan', 'zoe'], 'Who is in the map as join resolves');
    },
  },
  {
    id: 'RTC-PEOPLE-02',
    title: 'Whoever is there before a join comes after joined as existing, then what they publish.',
    law: 'roster-at-join',
    rules: [1, 2],
    world: ['far-join'],
    saboteurs: ['roster-misses-member'],
    async run(rig) {
      await rig.world.farJoin({ userId: 'zoe', sources: ['microphone', 'camera'] });
      const ann = await joined(rig);
      await meetsSource(rig, ann, 'zoe', 'camera');
      check(personOf(ann, 'zoe').existing, 'They should be marked existing.');
      const lines = ann.log
        .lines('state-changed', 'participant-joined', 'source-published')
        .filter((line) => line.startsWith('state-changed') || line.includes(' zoe'));
      checkEqual(
        lines,
        [
          'state-changed joining',
          'state-changed joined',
          'participant-joined zoe',
          'source-published zoe microphone',
          'source-published zoe camera',
        ],
        'The events',
      );
    },
  },
  {
    id: 'RTC-PEOPLE-03',
    title: 'Whoever comes later is told once, as not existing.',
    law: 'nobody-missed',
    rules: [1],
    world: ['far-join'],
    saboteurs: ['everything-twice', 'join-event-lost'],
    async run(rig) {
      const ann = await joined(rig);
      await rig.world.farJoin({ userId: 'zoe', sources: ['microphone'] });
      await meetsSource(rig, ann, 'zoe', 'microphone');
      await sentinel(rig, ann);
      checkEqual(
        ann.log.lines('participant-joined', 'source-published').filter((line) => line.includes('zoe')),
        ['participant-joined zoe', 'source-published zoe microphone'],
        'The events',
      );
      const { existing, permissions } = personOf(ann, 'zoe');
      check(!existing, 'They should not be marked existing.');
      check(
        permissions?.publish.includes('microphone') ?? true,
        'What zoe publishes zoe may publish, where anything is said of that.',
      );
    },
  },
  {
    id: 'RTC-PEOPLE-04',
    title: 'Sessions that join at the same time all meet each other, once.',
    law: 'nobody-missed',
    rules: [1, 2],
    saboteurs: ['join-event-lost'],
    async run(rig) {
      const sides = await Promise.all([rig.side(), rig.side(), rig.side()]);
      await resolves(rig, Promise.all(sides.map((side) => beginJoin(rig, side))), 'Joining together');
      for (const side of sides) {
        for (const other of sides) if (other !== side) await meets(rig, side, other.userId);
        checkEqual(side.session.participants.size, 2, 'How many others each one sees');
      }
    },
  },
  {
    id: 'RTC-PEOPLE-05',
    title: 'The events since the start reproduce the map, whoever came and went.',
    law: 'nobody-missed',
    rules: [2],
    world: ['far-join', 'far-leave', 'far-publish'],
    async run(rig) {
      const yan = await rig.world.farJoin({ userId: 'yan', sources: ['microphone'] });
      const ann = await joined(rig);
      const zoe = await rig.world.farJoin({ userId: 'zoe', sources: ['camera'] });
      await yan.publish('camera');
      await zoe.unpublish('camera');
      await yan.leave();
      await sentinel(rig, ann);
      const people = new Map<string, Set<string>>();
      for (const { name, event } of ann.log.events) {
        if (name === 'participant-joined') people.set(event.participant.id, new Set());
        if (name === 'participant-left') people.delete(event.participant.id);
        if (name === 'source-published') people.get(event.participant.id)?.add(event.source);
        if (name === 'source-unpublished') people.get(event.participant.id)?.delete(event.source);
      }
      const rebuilt = [...people].map(([id, sources]) => [id, [...sources].sort()]);
      const actual = [...ann.session.participants.values()].map(({ id, sources }) => [
        id,
        Object.keys(sources).sort(),
      ]);
      checkEqual(rebuilt, actual, 'The roster rebuilt from events');
    },
  },
  {
    id: 'RTC-PEOPLE-10',
    title:
      'When somebody goes, each subscription ends before its publication and each publication before them.',
    law: 'departure-order',
    rules: [11],
    world: ['far-join', 'far-leave-without-unpublish'],
    saboteurs: ['leave-event-lost'],
    async run(rig) {
      const zoe = await rig.world.farJoin({ userId: 'zoe', sources: ['microphone', 'camera'] });
      const ann = await joined(rig);
      await receives(rig, ann, 'zoe', 'microphone');
      await meetsSource(rig, ann, 'zoe', 'camera');
      ann.log.clear();
      await zoe.leave({ withoutUnpublish: true });
      await eventually(rig, 'zoe is gone', () => presencesOf(ann, 'zoe').length === 0);
      checkEqual(
        linesOf(ann, 'zoe', 'source-unsubscribed', 'source-unpublished', 'participant-left'),
        [
          'source-unsubscribed zoe microphone',
          'source-unpublished zoe microphone',
          'source-unpublished zoe camera',
          'participant-left zoe',
        ],
        'The events',
      );
    },
  },
  {
    id: 'RTC-PEOPLE-11',
    title: 'Whoever crashes is gone within a bound.',
    law: 'departure-bounded',
    world: ['far-join', 'far-crash', 'clock'],
    saboteurs: ['leave-event-lost'],
    async run(rig) {
      const zoe = await rig.world.farJoin({ userId: 'zoe' });
      const ann = await joined(rig);
      await meets(rig, ann, 'zoe');
      await zoe.crash();
      await rig.world.pass(rig.timeouts.reconnect);
      const gone = (): boolean => presencesOf(ann, 'zoe').length === 0;
      await eventually(rig, 'zoe is gone', gone, rig.departure);
    },
  },
  {
    id: 'RTC-PEOPLE-16',
    title:
      'When the own call ends, everybody goes in order before the end is told, and nobody is left in the map.',
    law: 'departure-order',
    rules: [11],
    world: ['far-join'],
    async run(rig) {
      await rig.world.farJoin({ userId: 'zoe', sources: ['microphone'] });
      const ann = await joined(rig);
      await receives(rig, ann, 'zoe', 'microphone');
      ann.log.clear();
      await left(rig, ann);
      checkEqual(
        ann.log.lines('state-changed', 'source-unsubscribed', 'source-unpublished', 'participant-left'),
        [
          'state-changed leaving',
          'source-unsubscribed zoe microphone',
          'source-unpublished zoe microphone',
          'participant-left zoe',
          'state-changed ended',
        ],
        'The events',
      );
      checkEqual(ann.session.participants.size, 0, 'How many are left');
    },
  },
  {
    id: 'RTC-PEOPLE-19',
    title: 'Fifty people are all there, and all gone when they have left.',
    law: 'nobody-missed',
    world: ['far-join', 'far-leave'],
    async run(rig) {
      const users = Array.from({ length: 50 }, (_, index) => `many-${String(index)}`);
      const first = await Promise.all(users.slice(0, 25).map((userId) => rig.world.farJoin({ userId })));
      const ann = await joined(rig);
      const second = await Promise.all(users.slice(25).map((userId) => rig.world.farJoin({ userId })));
      await eventually(rig, 'all fifty are there', () => ann.session.participants.size === 50);
      checkEqual(
        new Set([...ann.session.participants.values()].map(({ userId }) => userId)).size,
        50,
        'How many users',
      );
      await Promise.all([...first, ...second].map((far) => far.leave()));
      await eventually(rig, 'all fifty are gone', () => ann.session.participants.size === 0);
    },
  },
  {
    id: 'RTC-PEOPLE-21',
    title:
      'The handle of somebody who has gone says how they last were, shows nothing, and hangs on nothing.',
    law: 'departure-order',
    world: ['far-join', 'far-leave'],
    async run(rig) {
      const zoe = await rig.world.farJoin({ userId: 'zoe', sources: ['camera'] });
      const ann = await joined(rig);
      await meetsSource(rig, ann, 'zoe', 'camera');
      const handle = ann.session.participant(personOf(ann, 'zoe').id);
      await zoe.leave();
      await eventually(rig, 'zoe is gone', () => presencesOf(ann, 'zoe').length === 0);
      checkEqual(handle?.info.userId, 'zoe', 'Who it was');
      const view = ann.createView();
      handle?.camera.attach(view);
      checkEqual(view.srcObject, null, 'What the element shows');
      await rejects(rig, handle?.camera.subscribe() ?? Promise.resolve(), {
        what: 'Subscribing to somebody who has gone',
        codes: ['invalid-state'],
      });
    },
  },
]);
