import { check, checkEqual } from '../../run/check.ts';
import type { Clause } from '../clause.ts';
import { coreOf } from '../../rig/core-copy.ts';
import { driverClauses, sessionClauses } from '../define.ts';
import * as needs from '../needs.ts';
import { bareJoined, ended, remoteIdOf } from '../../run/driver-scene.ts';
import type { Rig } from '../../rig/rig.ts';
import { eventually, joined, personOf, receives, resolves } from '../../run/scene.ts';

const ratings: readonly string[] = ['unknown', 'lost', 'bad', 'poor', 'good', 'excellent'];
/** Every vendor says something within this, milliseconds. */
const reportMs = 6_000;
const off = { levels: false, quality: false };

/** The one who is heard of two, and the one whom the app is told. */
async function tellsWhoSpeaks(rig: Rig): Promise<void> {
  const zoe = await rig.world.farJoin({ userId: 'zoe', sources: ['microphone'] });
  const yan = await rig.world.farJoin({ userId: 'yan', sources: ['microphone'] });
  await yan.setMuted('microphone', true);
  const ann = await joined(rig);
  let speaker: string | undefined;
  const undo = coreOf(ann).watchLevels(ann.session, ({ activeSpeakerId }) => {
    speaker = activeSpeakerId;
  });
  const speaks = async (userId: string): Promise<void> => {
    // Of somebody who is muted some vendors send nothing at all.
    await receives(rig, ann, userId, 'microphone');
    // Speech is what lasts, also where time is virtual.
    await rig.world.pass(1_000);
    await eventually(rig, `the active speaker is ${userId}`, async () => {
      await rig.world.pass(200);
      return speaker === personOf(ann, userId).id;
    });
  };
  await speaks('zoe');
  await zoe.setMuted('microphone', true);
  await yan.setMuted('microphone', false);
  await speaks('yan');
  undo();
}

/** Clauses about who is how loud and how good each network is. */
export const levelClauses: readonly Clause[] = [
  ...sessionClauses([
    {
      id: 'RTC-LEVEL-01',
      title: 'Of two people the active speaker is the one who is heard, and then the other one.',
      law: 'levels',
      when: [needs.claims('remoteAudio', 'tracks'), needs.exactMute],
      world: ['far-join', 'far-mute', 'levels', 'clock'],
      saboteurs: ['voices-swapped'],
      run: tellsWhoSpeaks,
    },
    {
      id: 'RTC-LEVEL-02',
      title: 'Where the SDK plays by itself its levels say who speaks of two, and then the other one.',
      law: 'levels',
      when: [needs.claims('remoteAudio', 'sdk-played'), needs.exactMute],
      world: ['far-join', 'far-mute', 'levels', 'clock'],
      saboteurs: ['levels-of-somebody-else'],
      run: tellsWhoSpeaks,
    },
  ]),
  ...driverClauses([
    {
      id: 'RTC-SIGNAL-01',
      title: 'The quality of the network is told of whom it is claimed, while it is wanted and no longer.',
      law: 'levels',
      when: [needs.networkQuality],
      world: ['far-join', 'network-quality', 'clock'],
      saboteurs: ['quality-never-told', 'signals-without-end'],
      async run(rig) {
        const bare = await bareJoined(rig);
        const { networkQuality } = bare.adapter.capabilities;
        await rig.world.farJoin({ userId: 'zoe', sources: ['microphone', 'camera'] });
        const zoe = await remoteIdOf(rig, bare, 'zoe');
        checkEqual(bare.of('signals').length, 0, 'Signals that nobody wanted');
        const { driver } = bare;
        check(driver.doSetSignals !== undefined, 'doSetSignals should be there.');
        await resolves(rig, driver.doSetSignals({ levels: false, quality: true }), 'Wanting quality');
        const told = (): readonly (string | undefined)[] =>
          bare.of('signals').flatMap(({ quality = [] }) => quality.map(({ remoteId }) => remoteId));
        await rig.world.pass(reportMs);
        await eventually(
          rig,
          `the quality of ${networkQuality ?? ''} is told`,
          () =>
            (networkQuality === 'others' || told().includes(undefined)) &&
            (networkQuality === 'local' || told().includes(zoe)),
        );
        if (networkQuality === 'local')
          check(!told().includes(zoe), 'The quality of zoe is denied, and told.');
        if (networkQuality === 'others')
          check(!told().includes(undefined), 'The own quality is denied, and told.');
        for (const { levels, quality = [] } of bare.of('signals')) {
          checkEqual(levels ?? [], [], 'Levels that nobody wanted');
          for (const { remoteId, uplink, downlink } of quality) {
            check(ratings.includes(uplink) && ratings.includes(downlink), 'These are no words for quality.', {
              uplink,
              downlink,
            });
            check(remoteId === undefined || remoteId === zoe, `Nobody here is ${remoteId ?? ''}.`);
          }
        }
        await resolves(rig, driver.doSetSignals(off), 'Wanting nothing');
        const before = told().length;
        await rig.world.pass(reportMs);
        await rig.world.farJoin({ userId: 'yan' });
        await remoteIdOf(rig, bare, 'yan');
        checkEqual(told().length - before, 0, 'Reports after nothing was wanted any more');
        await ended(rig, bare);
      },
    },
    {
      id: 'RTC-SIGNAL-02',
      title: 'Where the quality of the network is denied nothing is told of it, also when it is wanted.',
      law: 'levels',
      when: [needs.lacks(needs.networkQuality)],
      world: ['far-join', 'network-quality', 'clock'],
      async run(rig) {
        const bare = await bareJoined(rig);
        await rig.world.farJoin({ userId: 'zoe', sources: ['microphone'] });
        await remoteIdOf(rig, bare, 'zoe');
        const wanted = bare.driver.doSetSignals?.({ levels: false, quality: true });
        if (wanted) await resolves(rig, wanted, 'Wanting quality');
        await rig.world.pass(reportMs);
        await rig.world.farJoin({ userId: 'yan' });
        await remoteIdOf(rig, bare, 'yan');
        const told = bare.of('signals').flatMap(({ quality = [] }) => quality);
        checkEqual(told.length, 0, 'Reports of quality');
        await ended(rig, bare);
      },
    },
  ]),
];
