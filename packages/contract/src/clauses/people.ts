import { check, checkEqual } from '../check.ts';
import type { Clause } from '../clause.ts';
import { sessionClauses } from '../define.ts';
import * as needs from '../needs.ts';
import {
  beginJoin,
  eventually,
  joined,
  left,
  meets,
  meetsSource,
  personOf,
  presencesOf,
  receives,
  rejects,
  resolves,
  sentinel,
} from '../scene.ts';

/** Who is there, who comes and who goes. */
export const peopleClauses: readonly Clause[] = sessionClauses([
  {
    id: 'RTC-PEOPLE-01',
    title: 'Where the roster is complete at join, everybody is in the map when join resolves, marked existing.',
    law: 'roster-at-join',
    rules: [1],
    when: [needs.claims('roster', 'complete')],
    world: ['far-join'],
    saboteurs: ['roster-misses-member'],
    async run(rig) {
      await rig.world.farJoin({ userId: 'yan', sources: ['microphone'] });
      await rig.world.farJoin({ userId: 'zoe' });
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
      const lines = ann.log.lines('state-changed', 'participant-joined', 'source-published');
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
      check(!personOf(ann, 'zoe').existing, 'They should not be marked existing.');
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
      const actual = [...ann.session.participants.values()].map(({ id, sources }) => [id, Object.keys(sources).sort()]);
      checkEqual(rebuilt, actual, 'The roster rebuilt from events');
    },
  },
  {
    id: 'RTC-PEOPLE-06',
    title: 'Where the same user replaces the older call, that one ends as replaced and does not come back.',
    law: 'replaced-is-final',
    rules: [3],
    when: [needs.claims('duplicateIdentity', 'kicks-older')],
    saboteurs: ['wrong-end-reason'],
    async run(rig) {
      const older = await joined(rig, { userId: 'ann' });
      const newer = await joined(rig, { userId: 'ann' });
      await eventually(rig, 'the older call is over', () => older.session.state.status === 'ended');
      const { state } = older.session;
      checkEqual(state.status === 'ended' && state.reason, 'replaced', 'The reason');
      await sentinel(rig, newer);
      checkEqual(older.session.state.status, 'ended', 'The status of the older one');
      checkEqual(newer.session.state.status, 'joined', 'The status of the newer one');
      checkEqual(await rig.world.presences('ann'), 1, 'Presences in the room');
    },
  },
  {
    id: 'RTC-PEOPLE-07',
    title: 'Where the same user is refused, the newer join rejects as replaced and the older call goes on.',
    law: 'presence-ids',
    rules: [3],
    when: [needs.claims('duplicateIdentity', 'rejects-newer')],
    async run(rig) {
      const older = await joined(rig, { userId: 'ann' });
      const newer = await rig.side({ userId: 'ann' });
      await rejects(rig, beginJoin(rig, newer), { what: 'The second join of a user', codes: ['replaced'] });
      checkEqual(older.session.state.status, 'joined', 'The status of the older one');
    },
  },
  {
    id: 'RTC-PEOPLE-08',
    title: 'Where the same user may be there twice, they are two participants with one user id.',
    law: 'presence-ids',
    rules: [3],
    when: [needs.claims('duplicateIdentity', 'allowed')],
    async run(rig) {
      const ben = await joined(rig, { userId: 'ben' });
      await joined(rig, { userId: 'ann' });
      await joined(rig, { userId: 'ann' });
      await eventually(rig, 'both are seen', () => presencesOf(ben, 'ann').length === 2);
      const ids = presencesOf(ben, 'ann').map(({ id }) => id);
      checkEqual(new Set(ids).size, 2, 'How many ids they have');
    },
  },
  {
    id: 'RTC-PEOPLE-09',
    title: 'Somebody who leaves and comes back is a new participant with the same user id.',
    law: 'presence-ids',
    rules: [3, 6],
    async run(rig) {
      const ann = await joined(rig);
      const ben = await joined(rig);
      const first = await meets(rig, ann, ben.userId);
      check(typeof first.userId === 'string' && typeof first.id === 'string', 'Ids are strings.');
      await left(rig, ben);
      await eventually(rig, 'they are gone', () => presencesOf(ann, ben.userId).length === 0);
      await resolves(rig, beginJoin(rig, ben), 'Joining again');
      const second = await meets(rig, ann, ben.userId);
      check(first.id !== second.id, 'A new presence should have a new id.');
    },
  },
  {
    id: 'RTC-PEOPLE-10',
    title: 'When somebody goes, each subscription ends before its publication and each publication before them.',
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
      await eventually(rig, 'zoe is gone', () => ann.session.participants.size === 0);
      checkEqual(
        ann.log.lines('source-unsubscribed', 'source-unpublished', 'participant-left'),
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
      await eventually(rig, 'zoe is gone', () => presencesOf(ann, 'zoe').length === 0);
    },
  },
  {
    id: 'RTC-PEOPLE-12',
    title: 'A display name travels, and a change of it is told once.',
    law: 'description',
    when: [needs.claims('displayNames', true)],
    saboteurs: ['claims-names-falsely'],
    async run(rig) {
      const ann = await joined(rig);
      const ben = await joined(rig, { join: { displayName: 'Ben' } });
      checkEqual((await meets(rig, ann, ben.userId)).displayName, 'Ben', 'The name');
      await resolves(rig, ben.session.setDisplayName('<i>Benno</i>'), 'Changing the name');
      await eventually(rig, 'the new name is seen', () => personOf(ann, ben.userId).displayName === '<i>Benno</i>');
      checkEqual(ann.log.of('participant-updated').length, 1, 'How often it is told');
      checkEqual(ben.session.snapshot.self?.displayName, '<i>Benno</i>', 'The own name');
    },
  },
  {
    id: 'RTC-PEOPLE-13',
    title: 'Where names do not travel, changing one is refused as unsupported.',
    law: 'claims',
    when: [needs.lacks(needs.claims('displayNames', true))],
    async run(rig) {
      const ann = await joined(rig);
      await rejects(rig, ann.session.setDisplayName('Ann'), { what: 'setDisplayName', codes: ['unsupported'] });
      check(!ann.session.can('set-display-name'), 'can() should deny it.');
    },
  },
  {
    id: 'RTC-PEOPLE-14',
    title: 'What is no person says so.',
    law: 'description',
    world: ['far-join'],
    async run(rig) {
      const ann = await joined(rig);
      await rig.world.farJoin({ userId: 'robot', kind: 'agent' });
      checkEqual((await meets(rig, ann, 'robot')).kind, 'agent', 'The kind');
    },
  },
  {
    id: 'RTC-PEOPLE-15',
    title: 'Somebody whose transport is down is interrupted, not gone, and connected again later.',
    law: 'description',
    rules: [32],
    world: ['far-join', 'far-interrupt'],
    async run(rig) {
      const zoe = await rig.world.farJoin({ userId: 'zoe', sources: ['microphone'] });
      const ann = await joined(rig);
      const { id } = await meets(rig, ann, 'zoe');
      await zoe.interrupt();
      await eventually(rig, 'zoe is interrupted', () => personOf(ann, 'zoe').connection === 'interrupted');
      await zoe.restore();
      await eventually(rig, 'zoe is connected', () => personOf(ann, 'zoe').connection === 'connected');
      checkEqual(personOf(ann, 'zoe').id, id, 'The id');
      checkEqual(ann.log.of('participant-updated').length, 2, 'How often it is told');
    },
  },
  {
    id: 'RTC-PEOPLE-16',
    title: 'When the own call ends, everybody goes in order before the end is told, and nobody is left in the map.',
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
    id: 'RTC-PEOPLE-17',
    title: 'A screen share is a source of the participant who shares, and nobody else appears.',
    law: 'presence-ids',
    rules: [7],
    world: ['far-join', 'far-publish'],
    async run(rig) {
      const zoe = await rig.world.farJoin({ userId: 'zoe', sources: ['camera'] });
      const ann = await joined(rig);
      await zoe.publish('screen');
      await zoe.publish('screen-audio');
      await meetsSource(rig, ann, 'zoe', 'screen-audio');
      checkEqual(ann.session.participants.size, 1, 'How many others are there');
      checkEqual(Object.keys(personOf(ann, 'zoe').sources).sort(), ['camera', 'screen', 'screen-audio'], 'What they publish');
    },
  },
  {
    id: 'RTC-PEOPLE-18',
    title: 'A participant is immutable data: a change makes a new object and a higher version.',
    law: 'state-then-events',
    world: ['far-join', 'far-publish'],
    async run(rig) {
      const zoe = await rig.world.farJoin({ userId: 'zoe' });
      const ann = await joined(rig);
      const before = await meets(rig, ann, 'zoe');
      const { version } = ann.session.participants;
      await zoe.publish('microphone');
      await meetsSource(rig, ann, 'zoe', 'microphone');
      check(personOf(ann, 'zoe') !== before, 'A change should make a new object.');
      checkEqual(Object.keys(before.sources), [], 'The sources of the old object');
      check(ann.session.participants.version > version, 'The version should rise.');
      checkEqual(ann.session.participant(before.id)?.id, before.id, 'The handle by id');
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
      checkEqual(new Set([...ann.session.participants.values()].map(({ userId }) => userId)).size, 50, 'How many users');
      await Promise.all([...first, ...second].map((far) => far.leave()));
      await eventually(rig, 'all fifty are gone', () => ann.session.participants.size === 0);
    },
  },
  {
    id: 'RTC-PEOPLE-20',
    title: 'Recording of the room is told when it starts and when it stops, once each.',
    law: 'description',
    world: ['record', 'far-join'],
    async run(rig) {
      const ann = await joined(rig);
      await rig.world.record(true);
      await rig.world.record(true);
      await eventually(rig, 'recording', () => ann.session.snapshot.recording);
      await rig.world.record(false);
      await eventually(rig, 'not recording', () => !ann.session.snapshot.recording);
      checkEqual(ann.log.of('recording-changed').map(({ recording }) => recording), [true, false], 'What is told');
    },
  },
  {
    id: 'RTC-PEOPLE-21',
    title: 'The handle of somebody who has gone says how they last were, shows nothing, and hangs on nothing.',
    law: 'departure-order',
    world: ['far-join', 'far-leave'],
    async run(rig) {
      const zoe = await rig.world.farJoin({ userId: 'zoe', sources: ['camera'] });
      const ann = await joined(rig);
      await meetsSource(rig, ann, 'zoe', 'camera');
      const handle = ann.session.participant(personOf(ann, 'zoe').id);
      await zoe.leave();
      await eventually(rig, 'zoe is gone', () => ann.session.participants.size === 0);
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
