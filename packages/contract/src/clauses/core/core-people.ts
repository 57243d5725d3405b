import { check, checkEqual } from '../../run/check.ts';
import type { Clause } from '../clause.ts';
import { coreClauses } from '../define.ts';
import { eventually, joined, meets, personOf, presencesOf } from '../../run/scene.ts';
import { createTap } from '../../run/tap.ts';

const roster = (
  ...userIds: readonly string[]
): { readonly remoteId: string; readonly userId: string; readonly sources: [] }[] =>
  userIds.map((userId) => ({ remoteId: `${userId}#1`, userId, sources: [] }));

/** What core makes of facts about people that come in the wrong order or too often. */
export const corePeopleClauses: readonly Clause[] = coreClauses([
  {
    id: 'RTC-CORE-01',
    title: 'What is told of somebody before they are announced is kept for their coming.',
    law: 'nobody-missed',
    rules: [1, 2],
    async run(rig) {
      const tap = createTap();
      const ann = await joined(rig, { middleware: tap.middleware });
      tap.sink.sourcePublished({ remoteId: 'zoe#1', source: 'camera', muted: false });
      tap.sink.sourceMuted({ remoteId: 'zoe#1', source: 'camera', muted: true });
      await rig.settle();
      checkEqual(ann.log.lines('participant-joined'), [], 'Who has come');
      tap.sink.participantJoined({ remoteId: 'zoe#1', userId: 'zoe', sources: [] });
      const zoe = await meets(rig, ann, 'zoe');
      checkEqual(zoe.sources.camera?.muted, true, 'Whether the camera is muted');
      checkEqual(
        ann.log.lines('participant-joined', 'source-published', 'source-muted'),
        ['participant-joined zoe', 'source-published zoe camera', 'source-muted zoe camera'],
        'The events',
      );
    },
  },
  {
    id: 'RTC-CORE-02',
    title:
      'Whoever is reported twice is there once, and what is published twice is told once; both are counted.',
    law: 'nobody-missed',
    contains: ['duplicate-participant', 'duplicate-publication'],
    async run(rig) {
      const tap = createTap();
      const ann = await joined(rig, { middleware: tap.middleware });
      for (let round = 0; round < 2; round += 1) {
        tap.sink.participantJoined({ remoteId: 'zoe#1', userId: 'zoe', sources: [] });
      }
      for (let round = 0; round < 2; round += 1) {
        tap.sink.sourcePublished({ remoteId: 'zoe#1', source: 'microphone', muted: false });
      }
      await rig.settle();
      checkEqual(
        ann.log.lines('participant-joined', 'source-published'),
        ['participant-joined zoe', 'source-published zoe microphone'],
        'The events',
      );
    },
  },
  {
    id: 'RTC-CORE-03',
    title: 'The end of what was never told is told to nobody, and counted.',
    law: 'nobody-missed',
    contains: ['unknown-participant', 'unknown-publication'],
    async run(rig) {
      const tap = createTap();
      const ann = await joined(rig, { middleware: tap.middleware });
      tap.sink.participantLeft({ remoteId: 'nobody#1' });
      tap.sink.participantJoined({ remoteId: 'zoe#1', userId: 'zoe', sources: [] });
      tap.sink.sourceUnpublished({ remoteId: 'zoe#1', source: 'screen' });
      tap.sink.sourceMuted({ remoteId: 'zoe#1', source: 'screen', muted: true });
      await rig.settle();
      checkEqual(ann.log.lines('participant-left', 'source-unpublished', 'source-muted'), [], 'The events');
    },
  },
  {
    id: 'RTC-CORE-04',
    title:
      'A roster that comes whole is compared with what is known: who is new comes, who is missing goes, the rest is quiet.',
    law: 'nobody-missed',
    rules: [1],
    async run(rig) {
      const tap = createTap();
      const ann = await joined(rig, { middleware: tap.middleware });
      tap.sink.rosterSnapshot({ roster: roster('xia', 'yan') });
      tap.sink.rosterSnapshot({ roster: roster('yan', 'zoe') });
      tap.sink.rosterSnapshot({ roster: roster('yan', 'zoe') });
      await rig.settle();
      checkEqual(
        ann.log.lines('participant-joined', 'participant-left'),
        [
          'participant-joined xia',
          'participant-joined yan',
          'participant-joined zoe',
          'participant-left xia',
        ],
        'The events',
      );
    },
  },
  {
    id: 'RTC-CORE-05',
    title: 'Whoever is reported before a join has resolved comes after joined, as existing.',
    law: 'roster-at-join',
    rules: [1, 2],
    async run(rig) {
      const tap = createTap(({ driver, sink }) => ({
        doJoin(request) {
          sink.participantJoined({
            remoteId: 'zoe#1',
            userId: 'zoe',
            sources: [{ source: 'camera', muted: false }],
          });
          return driver.doJoin(request);
        },
      }));
      const ann = await joined(rig, { middleware: tap.middleware });
      check(personOf(ann, 'zoe').existing, 'They should be existing.');
      checkEqual(
        ann.log.lines('state-changed', 'participant-joined', 'source-published'),
        [
          'state-changed joining',
          'state-changed joined',
          'participant-joined zoe',
          'source-published zoe camera',
        ],
        'The events',
      );
    },
  },
  {
    id: 'RTC-CORE-06',
    title:
      'Somebody whom the vendor hides goes in order, and is a new presence when shown again; nobody is invented.',
    law: 'departure-order',
    rules: [5, 11],
    async run(rig) {
      const tap = createTap();
      const ann = await joined(rig, { middleware: tap.middleware });
      const zoe = {
        remoteId: 'zoe#1',
        userId: 'zoe',
        role: 'host',
        sources: [{ source: 'camera', muted: false }],
      } as const;
      tap.sink.participantJoined(zoe);
      const { id } = await meets(rig, ann, 'zoe');
      tap.sink.participantUpdated({ remoteId: 'zoe#1', role: 'audience' });
      tap.sink.participantLeft({ remoteId: 'zoe#1' });
      await eventually(rig, 'zoe is gone', () => presencesOf(ann, 'zoe').length === 0);
      tap.sink.participantJoined({ ...zoe, remoteId: 'zoe#2' });
      check((await meets(rig, ann, 'zoe')).id !== id, 'It should be a new presence.');
      checkEqual(
        ann.log.lines('source-unpublished', 'participant-left'),
        ['source-unpublished zoe camera', 'participant-left zoe'],
        'The events',
      );
      tap.sink.participantLeft({ remoteId: 'zoe#2' });
    },
  },
  {
    id: 'RTC-CORE-07',
    title: 'A whole report of what somebody publishes is compared with what is known.',
    law: 'announced-once',
    async run(rig) {
      const tap = createTap();
      const ann = await joined(rig, { middleware: tap.middleware, session: { subscriptions: 'manual' } });
      tap.sink.participantJoined({
        remoteId: 'zoe#1',
        userId: 'zoe',
        sources: [{ source: 'camera', muted: false }],
      });
      const report = (muted: boolean): void =>
        tap.sink.participantUpdated({
          remoteId: 'zoe#1',
          sources: [
            { source: 'camera', muted },
            { source: 'microphone', muted: false },
          ],
        });
      report(false);
      report(false);
      report(true);
      tap.sink.participantUpdated({ remoteId: 'zoe#1', sources: [] });
      await rig.settle();
      checkEqual(
        ann.log.lines('source-published', 'source-muted', 'source-unpublished'),
        [
          'source-published zoe camera',
          'source-published zoe microphone',
          'source-muted zoe camera',
          'source-unpublished zoe microphone',
          'source-unpublished zoe camera',
        ],
        'The events',
      );
    },
  },
  {
    id: 'RTC-CORE-12',
    title: 'Somebody who is missing after a restart with a streaming roster is kept for a while, then gone.',
    law: 'same-people',
    rules: [4],
    world: ['clock'],
    async run(rig) {
      const tap = createTap();
      const ann = await joined(rig, { middleware: tap.middleware });
      tap.sink.rosterSnapshot({ roster: roster('yan', 'zoe') });
      const { id } = await meets(rig, ann, 'zoe');
      tap.sink.connectionInterrupted({});
      tap.sink.connectionRestored({ mode: 'restarted', roster: [], rosterComplete: false });
      await rig.settle();
      checkEqual(ann.session.participants.size, 2, 'How many are there at first');
      tap.sink.participantJoined({ remoteId: 'zoe#2', userId: 'zoe', sources: [] });
      await rig.settle();
      checkEqual(personOf(ann, 'zoe').id, id, 'The participant who is back');
      await rig.world.pass(15_000);
      await eventually(
        rig,
        'the one who was not reported is gone',
        () => presencesOf(ann, 'yan').length === 0,
      );
      checkEqual(presencesOf(ann, 'zoe').length, 1, 'The one who is back');
    },
  },
]);
