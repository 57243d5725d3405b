import { check, checkEqual } from '../../run/check.ts';
import type { Clause } from '../clause.ts';
import { coreOf } from '../../rig/core-copy.ts';
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
  rejects,
  resolves,
  sentinel,
} from '../../run/scene.ts';

/** Who somebody is: ids, names and what else is said of them. */
export const identityClauses: readonly Clause[] = sessionClauses([
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
    id: 'RTC-PEOPLE-12',
    title: 'A display name travels, and a change of it is told once.',
    law: 'description',
    when: [needs.claims('displayNames', true)],
    saboteurs: ['claims-names-falsely'],
    async run(rig) {
      const ann = await joined(rig);
      const ben = await joined(rig, { join: { displayName: 'Ben' } });
      checkEqual((await meets(rig, ann, ben.userId)).displayName, 'Ben', 'The name');
      await resolves(rig, coreOf(ben).setDisplayName(ben.session, '<i>Benno</i>'), 'Changing the name');
      await eventually(
        rig,
        'the new name is seen',
        () => personOf(ann, ben.userId).displayName === '<i>Benno</i>',
      );
      checkEqual(ann.log.of('participant-updated').length, 1, 'How often it is told');
      checkEqual(ben.session.snapshot.self?.displayName, '<i>Benno</i>', 'The own name');
    },
  },
  {
    id: 'RTC-PEOPLE-13',
    title: 'Where names do not travel, or only at the join, changing one is refused as unsupported.',
    law: 'claims',
    when: [needs.lacks(needs.claims('displayNames', true))],
    async run(rig) {
      const ann = await joined(rig);
      await rejects(rig, coreOf(ann).setDisplayName(ann.session, 'Ann'), {
        what: 'setDisplayName',
        codes: ['unsupported'],
      });
      check(!ann.session.can('set-display-name'), 'can() should deny it.');
    },
  },
  {
    id: 'RTC-PEOPLE-29',
    title: 'Where a name travels at the join alone, it arrives as it was given, whatever is in it.',
    law: 'description',
    when: [needs.claims('displayNames', 'at-join')],
    async run(rig) {
      const ann = await joined(rig);
      const displayName = 'A&B #1 <i>ä</i> 100% 王';
      const ben = await joined(rig, { join: { displayName } });
      checkEqual((await meets(rig, ann, ben.userId)).displayName, displayName, 'The name');
      checkEqual(ben.session.snapshot.self?.displayName, displayName, 'The own name');
    },
  },
  {
    id: 'RTC-PEOPLE-14',
    title: 'What is no person says so.',
    law: 'description',
    world: ['far-join', 'far-kind'],
    async run(rig) {
      const ann = await joined(rig);
      await rig.world.farJoin({ userId: 'robot', kind: 'agent' });
      checkEqual((await meets(rig, ann, 'robot')).kind, 'agent', 'The kind');
      const ben = await joined(rig);
      checkEqual((await meets(rig, ben, 'robot')).kind, 'agent', 'The kind of whoever was there before');
      checkEqual((await meets(rig, ben, ann.userId)).kind, 'person', 'The kind of a person');
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
    id: 'RTC-PEOPLE-17',
    title: 'A screen share is a source of the participant who shares, and nobody else appears.',
    law: 'presence-ids',
    rules: [7],
    world: ['far-join', 'far-publish'],
    async run(rig) {
      const zoe = await rig.world.farJoin({ userId: 'zoe', sources: ['camera'] });
      const ann = await joined(rig);
      await zoe.publish('screen');
      const sounds = rig.adapter.capabilities.sources.includes('screen-audio');
      if (sounds) await zoe.publish('screen-audio');
      await meetsSource(rig, ann, 'zoe', sounds ? 'screen-audio' : 'screen');
      checkEqual(ann.session.participants.size, 1, 'How many others are there');
      checkEqual(
        Object.keys(personOf(ann, 'zoe').sources).sort(),
        sounds ? ['camera', 'screen', 'screen-audio'] : ['camera', 'screen'],
        'What they publish',
      );
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
      checkEqual(
        ann.log.of('recording-changed').map(({ recording }) => recording),
        [true, false],
        'What is told',
      );
    },
  },
]);
