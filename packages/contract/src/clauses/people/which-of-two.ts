import type { SourceKind } from '@jackfield/core';
import { check, checkEqual, checkThere } from '../../run/check.ts';
import type { Clause } from '../clause.ts';
import { sessionClauses } from '../define.ts';
import * as needs from '../needs.ts';
import type { FarSide } from '../../rig/far-side.ts';
import type { Rig } from '../../rig/rig.ts';
import {
  eventually,
  handleOf,
  joined,
  meets,
  meetsSource,
  personOf,
  presencesOf,
  receives,
  resolves,
  sentinel,
  wireBecomes,
} from '../../run/scene.ts';
import type { Side } from '../../rig/side.ts';

const both: readonly SourceKind[] = ['microphone', 'camera'];

/** The sources of which somebody else's can be received: those that an adapter publishes. */
function publishable({ adapter }: Rig): readonly SourceKind[] {
  return adapter.capabilities.sources;
}

/** Two people with the same sources, and somebody who is told of them. */
async function watchesTwo(rig: Rig): Promise<{ ann: Side; zoe: FarSide; yan: FarSide }> {
  const zoe = await rig.world.farJoin({ userId: 'zoe', sources: both });
  const yan = await rig.world.farJoin({ userId: 'yan', sources: both });
  const ann = await joined(rig);
  for (const { userId } of [zoe, yan]) await meetsSource(rig, ann, userId, 'camera');
  ann.log.clear();
  return { ann, zoe, yan };
}

/** Everything that is told of somebody, but for what only they themselves change by being there. */
function told(side: Side, userId: string): unknown {
  const { displayName, connection, role, sources } = personOf(side, userId);
  const muted = Object.entries(sources).map(([source, publication]) => [source, publication.muted]);
  return { displayName, connection, role, muted: muted.sort() };
}

/** Fails where anything was told of somebody whom nothing happened to. */
function untouched(side: Side, userId: string, before: unknown): void {
  checkEqual(told(side, userId), before, `What is told of ${userId}, to whom nothing happened`);
}

/** Clauses in which there are two of everything, and one of them changes. */
export const whichOfTwoClauses: readonly Clause[] = sessionClauses([
  {
    id: 'RTC-WHICH-01',
    title: 'What is received of each source of each person is theirs, by what it shows or sings.',
    law: 'nobody-missed',
    when: [needs.claims('remoteAudio', 'tracks'), needs.lacks(needs.subscriptionLimit)],
    world: ['far-join', 'content'],
    saboteurs: ['voices-swapped', 'sources-swapped', 'people-swapped'],
    async run(rig) {
      const users = ['zoe', 'yan'];
      const sources = publishable(rig);
      for (const userId of users) await rig.world.farJoin({ userId, sources });
      const ann = await joined(rig);
      for (const userId of users) {
        for (const source of sources) await meetsSource(rig, ann, userId, source);
        const { camera, screen } = handleOf(ann, userId);
        camera.attach(ann.createView());
        screen.attach(ann.createView());
        for (const source of sources) await receives(rig, ann, userId, source);
      }
      for (const userId of users) {
        const handle = handleOf(ann, userId);
        for (const source of sources) {
          const { mediaStream } = source === 'screen-audio' ? handle.screenAudio : handle[source];
          const [track] = mediaStream.getTracks();
          const its = checkThere(track, `The track of the ${source} of ${userId}`);
          check(
            await rig.world.carries(its, { userId, source }),
            `The ${source} of ${userId} should carry what ${userId} sends for it.`,
          );
        }
      }
    },
  },
  {
    id: 'RTC-WHICH-02',
    title: 'Of several own sources the one that is withdrawn goes, muted or not, and the others are sent on.',
    law: 'publish-confirmed',
    rules: [34],
    world: ['wire'],
    saboteurs: ['withdraws-all', 'unpublish-without-effect'],
    async run(rig) {
      const ann = await joined(rig, { enable: ['microphone', 'camera'] });
      const ben = await joined(rig);
      for (const source of both) {
        await wireBecomes(rig, ann, source, { published: true, sending: true });
        await meetsSource(rig, ben, ann.userId, source);
      }
      for (const [gone, kept] of [
        ['camera', 'microphone'],
        ['microphone', 'camera'],
      ] as const) {
        await resolves(rig, ann.session[gone].disable(), `Disabling the ${gone}`);
        await wireBecomes(rig, ann, gone, { published: false });
        await eventually(
          rig,
          `${ben.userId} sees the ${gone} of ${ann.userId} go`,
          () => personOf(ben, ann.userId).sources[gone] === undefined,
        );
        await wireBecomes(rig, ann, kept, { published: true, muted: false, sending: true });
        check(
          personOf(ben, ann.userId).sources[kept] !== undefined,
          `${ben.userId} should still see the ${kept} of ${ann.userId}.`,
        );
        await resolves(rig, ann.session[gone].enable(), `Enabling the ${gone}`);
        await wireBecomes(rig, ann, gone, { published: true, sending: true });
        await meetsSource(rig, ben, ann.userId, gone);
      }
    },
  },
  {
    id: 'RTC-WHICH-03',
    title: 'Of two people, and two sources of each, the one that is muted is told as muted.',
    law: 'announced-once',
    rules: [16],
    when: [needs.exactMute],
    world: ['far-join', 'far-mute'],
    saboteurs: ['mute-of-somebody-else', 'mute-of-another-source'],
    async run(rig) {
      const { ann, zoe, yan } = await watchesTwo(rig);
      for (const [far, other] of [
        [zoe, yan],
        [yan, zoe],
      ] as const) {
        for (const source of both) {
          const before = told(ann, other.userId);
          await far.setMuted(source, true);
          await eventually(
            rig,
            `the ${source} of ${far.userId} is muted`,
            () => personOf(ann, far.userId).sources[source]?.muted === true,
          );
          for (const each of both.filter((kind) => kind !== source))
            checkEqual(
              personOf(ann, far.userId).sources[each]?.muted,
              false,
              `Whether the ${each} of ${far.userId} is muted`,
            );
          untouched(ann, other.userId, before);
          await far.setMuted(source, false);
          await eventually(
            rig,
            `the ${source} of ${far.userId} is not muted`,
            () => personOf(ann, far.userId).sources[source]?.muted === false,
          );
          untouched(ann, other.userId, before);
        }
      }
    },
  },
  {
    id: 'RTC-WHICH-04',
    title: 'Of two people, and two sources of each, the one that is withdrawn goes, and who leaves goes.',
    law: 'announced-once',
    world: ['far-join', 'far-publish', 'far-leave'],
    saboteurs: ['leave-of-somebody-else'],
    async run(rig) {
      const { ann, zoe, yan } = await watchesTwo(rig);
      const before = told(ann, 'yan');
      await zoe.unpublish('camera');
      await eventually(
        rig,
        'the camera of zoe is gone',
        () => personOf(ann, 'zoe').sources.camera === undefined,
      );
      check(personOf(ann, 'zoe').sources.microphone !== undefined, 'The microphone of zoe should stay.');
      untouched(ann, 'yan', before);
      await receives(rig, ann, 'yan', 'microphone');
      const theirs = told(ann, 'zoe');
      await yan.leave();
      await eventually(rig, 'yan is gone', () => presencesOf(ann, 'yan').length === 0);
      untouched(ann, 'zoe', theirs);
      await receives(rig, ann, 'zoe', 'microphone');
    },
  },
  {
    id: 'RTC-WHICH-05',
    title: 'Of two people the one who takes another name has it.',
    law: 'description',
    when: [needs.claims('displayNames', true)],
    world: ['far-join', 'far-rename'],
    saboteurs: ['name-of-somebody-else'],
    async run(rig) {
      const { ann, zoe, yan } = await watchesTwo(rig);
      for (const [far, other] of [
        [zoe, yan],
        [yan, zoe],
      ] as const) {
        const before = told(ann, other.userId);
        await far.rename(`${far.userId} anew`);
        await eventually(
          rig,
          `${far.userId} has the new name`,
          () => personOf(ann, far.userId).displayName === `${far.userId} anew`,
        );
        untouched(ann, other.userId, before);
      }
    },
  },
  {
    id: 'RTC-WHICH-06',
    title: 'Of two people the one whose transport is down is interrupted.',
    law: 'description',
    rules: [32],
    world: ['far-join', 'far-interrupt'],
    saboteurs: ['interruption-of-somebody-else'],
    async run(rig) {
      const { ann, yan } = await watchesTwo(rig);
      const before = told(ann, 'zoe');
      await yan.interrupt();
      await eventually(rig, 'yan is interrupted', () => personOf(ann, 'yan').connection === 'interrupted');
      untouched(ann, 'zoe', before);
      await yan.restore();
      await eventually(rig, 'yan is connected', () => personOf(ann, 'yan').connection === 'connected');
      untouched(ann, 'zoe', before);
    },
  },
  {
    id: 'RTC-WHICH-07',
    title: 'Of two people the one who sends a message is its sender.',
    law: 'messages',
    when: [needs.messages, needs.reliableMessages],
    world: ['far-join', 'far-message'],
    saboteurs: ['message-of-somebody-else'],
    async run(rig) {
      const { ann, zoe, yan } = await watchesTwo(rig);
      // Where messages go beside the media they wait for the same way.
      for (const { userId } of [zoe, yan]) await receives(rig, ann, userId, 'microphone');
      for (const far of [zoe, yan, zoe]) {
        const count = ann.log.of('message-received').length;
        await far.sendMessage({ topic: 'chat', text: `from ${far.userId}` });
        await eventually(
          rig,
          `the message of ${far.userId} arrives`,
          () => ann.log.of('message-received').length > count,
        );
        const { from, userId, text } = checkThere(ann.log.of('message-received').at(-1), 'A message');
        checkEqual(
          { from, userId, text },
          { from: personOf(ann, far.userId).id, userId: far.userId, text: `from ${far.userId}` },
          'The message',
        );
      }
    },
  },
  {
    id: 'RTC-WHICH-08',
    title: 'What is not wanted of one person is received of the other one still, and only what is wanted.',
    law: 'subscription-modes',
    rules: [25],
    world: ['far-join', 'content'],
    when: [needs.claims('remoteAudio', 'tracks')],
    saboteurs: ['subscribes-to-somebody-else', 'unsubscribes-from-all'],
    async run(rig) {
      const people = ['zoe', 'yan'] as const;
      for (const userId of people) await rig.world.farJoin({ userId, sources: both });
      const ann = await joined(rig, { session: { subscriptions: 'manual' } });
      for (const userId of people) await meetsSource(rig, ann, userId, 'camera');
      for (const userId of people) {
        const subscribing = handleOf(ann, userId).camera.subscribe();
        await resolves(rig, subscribing, `Subscribing to the camera of ${userId}`, rig.timeouts.subscribe);
      }
      handleOf(ann, 'zoe').camera.unsubscribe();
      await eventually(
        rig,
        'the camera of zoe is not received any more',
        () => personOf(ann, 'zoe').sources.camera?.subscription.status === 'not-subscribed',
      );
      await sentinel(rig, ann);
      const [track] = handleOf(ann, 'yan').camera.mediaStream.getTracks();
      const theirs = checkThere(track, 'The track of the camera of yan');
      check(
        await rig.world.carries(theirs, { userId: 'yan', source: 'camera' }),
        'The camera of yan should be received still, and be theirs.',
      );
      for (const userId of people)
        checkEqual(
          personOf(ann, userId).sources.microphone?.subscription.status,
          'not-subscribed',
          `The subscription to the microphone of ${userId}`,
        );
      await meets(rig, ann, 'zoe');
    },
  },
]);
