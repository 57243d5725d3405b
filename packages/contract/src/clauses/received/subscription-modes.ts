import { checkEqual, checkThere } from '../../run/check.ts';
import type { Clause } from '../clause.ts';
import { sessionClauses } from '../define.ts';
import * as needs from '../needs.ts';
import {
  arrivesNoMore,
  eventually,
  handleOf,
  joined,
  linesOf,
  meets,
  meetsSource,
  personOf,
  presencesOf,
  receives,
  resolves,
  sentinel,
} from '../../run/scene.ts';

/** What is received when, and what is told of it. */
export const subscriptionModeClauses: readonly Clause[] = sessionClauses([
  {
    id: 'RTC-SUBSCRIBE-09',
    title: 'In manual mode nothing is received but what the app asks for, sound included.',
    law: 'subscription-modes',
    rules: [25],
    world: ['far-join'],
    async run(rig) {
      await rig.world.farJoin({ userId: 'zoe', sources: ['microphone', 'camera'] });
      const ann = await joined(rig, { session: { subscriptions: 'manual' } });
      await meetsSource(rig, ann, 'zoe', 'camera');
      handleOf(ann, 'zoe').camera.attach(ann.createView());
      await sentinel(rig, ann);
      checkEqual(ann.log.of('source-subscribed').length, 0, 'How much is received');
      for (const source of ['microphone', 'camera'] as const) {
        checkEqual(
          personOf(ann, 'zoe').sources[source]?.subscription,
          { status: 'not-subscribed', reason: 'manual' },
          `The subscription to the ${source}`,
        );
      }
      await resolves(rig, handleOf(ann, 'zoe').microphone.subscribe(), 'Subscribing', rig.timeouts.subscribe);
      checkEqual(personOf(ann, 'zoe').sources.camera?.subscription.status, 'not-subscribed', 'The camera');
    },
  },
  {
    id: 'RTC-SUBSCRIBE-10',
    title: 'Unsubscribing ends what subscribing began, and is told.',
    law: 'subscription-modes',
    rules: [25],
    world: ['far-join', 'clock'],
    saboteurs: ['unsubscribe-without-effect'],
    async run(rig) {
      await rig.world.farJoin({ userId: 'zoe', sources: ['camera'] });
      const ann = await joined(rig, { session: { subscriptions: 'manual' } });
      await meetsSource(rig, ann, 'zoe', 'camera');
      const { camera } = handleOf(ann, 'zoe');
      await resolves(rig, camera.subscribe(), 'Subscribing', rig.timeouts.subscribe);
      const track = ann.log.of('source-subscribed')[0]?.track;
      camera.unsubscribe();
      await eventually(rig, 'it is told', () => ann.log.of('source-unsubscribed').length === 1);
      await arrivesNoMore(rig, checkThere(track, 'The track'));
      checkEqual(camera.mediaStream.getTracks().length, 0, 'Tracks in the stream');
      await resolves(rig, camera.subscribe(), 'Subscribing again', rig.timeouts.subscribe);
    },
  },
  {
    id: 'RTC-SUBSCRIBE-15',
    title: 'A wish that is taken back and made again at once is received in the end, whatever is under way.',
    law: 'subscribe-settles',
    rules: [13],
    world: ['far-join'],
    async run(rig) {
      await rig.world.farJoin({ userId: 'zoe', sources: ['camera'] });
      const ann = await joined(rig, { session: { subscriptions: 'manual' } });
      await meetsSource(rig, ann, 'zoe', 'camera');
      const { camera } = handleOf(ann, 'zoe');
      await resolves(rig, camera.subscribe(), 'Subscribing', rig.timeouts.subscribe);
      for (let round = 0; round < 3; round += 1) {
        camera.unsubscribe();
        await resolves(rig, camera.subscribe(), 'Subscribing again', rig.timeouts.subscribe);
      }
      await sentinel(rig, ann);
      const [track, ...more] = camera.mediaStream.getTracks();
      checkEqual([track?.readyState, more.length], ['live', 0], 'The tracks of the stream');
    },
  },
  {
    id: 'RTC-SUBSCRIBE-11',
    title: "Over the vendor's limit the rest says so, and takes the place of what goes.",
    law: 'subscription-modes',
    when: [needs.subscriptionLimit],
    world: ['far-join', 'far-leave'],
    async run(rig) {
      const limit = rig.adapter.limits.subscriptions ?? 0;
      const users = Array.from({ length: limit + 1 }, (_, index) => `zoe-${String(index)}`);
      const far = await Promise.all(
        users.map((userId) => rig.world.farJoin({ userId, sources: ['microphone'] })),
      );
      const ann = await joined(rig);
      const statuses = (): string[] =>
        users.flatMap((userId) => {
          const subscription = presencesOf(ann, userId)[0]?.sources.microphone?.subscription;
          if (!subscription) return [];
          return subscription.status === 'not-subscribed' ? subscription.reason : subscription.status;
        });
      await eventually(
        rig,
        'as many as the limit allows are received, and one says limit',
        () =>
          statuses().filter((each) => each === 'subscribed').length === limit &&
          statuses().filter((each) => each === 'limit').length === 1,
      );
      await far[0]?.leave();
      await eventually(
        rig,
        'the rest is received',
        () => statuses().length === limit && statuses().every((each) => each === 'subscribed'),
      );
    },
  },
  {
    id: 'RTC-SUBSCRIBE-12',
    title: 'What is published while it is looked at is received at once, and again after it was withdrawn.',
    law: 'announced-once',
    world: ['far-join', 'far-publish'],
    saboteurs: ['publish-event-lost', 'unpublish-event-lost', 'everything-twice'],
    async run(rig) {
      const zoe = await rig.world.farJoin({ userId: 'zoe' });
      const ann = await joined(rig);
      await meets(rig, ann, 'zoe');
      handleOf(ann, 'zoe').camera.attach(ann.createView());
      for (let round = 0; round < 2; round += 1) {
        await zoe.publish('camera');
        await receives(rig, ann, 'zoe', 'camera');
        await zoe.unpublish('camera');
        await eventually(rig, 'it is withdrawn', () => personOf(ann, 'zoe').sources.camera === undefined);
      }
      const one = [
        'source-published zoe camera',
        'source-subscribed zoe camera',
        'source-unsubscribed zoe camera',
        'source-unpublished zoe camera',
      ];
      checkEqual(
        linesOf(
          ann,
          'zoe',
          'source-published',
          'source-subscribed',
          'source-unsubscribed',
          'source-unpublished',
        ),
        [...one, ...one],
        'The events',
      );
    },
  },
  {
    id: 'RTC-SUBSCRIBE-13',
    title: "Somebody's mute is a change of what they publish and nothing else; so is its end.",
    law: 'announced-once',
    rules: [16],
    when: [needs.exactMute],
    world: ['far-join', 'far-mute'],
    saboteurs: ['mute-event-lost', 'mute-as-unpublish'],
    async run(rig) {
      const zoe = await rig.world.farJoin({ userId: 'zoe', sources: ['microphone'] });
      const ann = await joined(rig);
      await receives(rig, ann, 'zoe', 'microphone');
      ann.log.clear();
      await zoe.setMuted('microphone', true);
      await eventually(rig, 'it is muted', () => personOf(ann, 'zoe').sources.microphone?.muted === true);
      await zoe.setMuted('microphone', false);
      await eventually(
        rig,
        'it is not muted',
        () => personOf(ann, 'zoe').sources.microphone?.muted === false,
      );
      checkEqual(
        ann.log.of('source-muted').map(({ muted }) => muted),
        [true, false],
        'What is told',
      );
      checkEqual(ann.log.lines('source-published', 'source-unpublished'), [], 'Publications that are told');
      checkEqual(
        personOf(ann, 'zoe').sources.microphone?.subscription.status,
        'subscribed',
        'The subscription',
      );
    },
  },
  {
    id: 'RTC-SUBSCRIBE-14',
    title: 'Two sessions hear each other: what one publishes the other receives, in both directions.',
    law: 'publish-confirmed',
    rules: [34],
    saboteurs: ['publish-without-effect', 'subscribe-without-track', 'publish-event-lost'],
    async run(rig) {
      const ann = await joined(rig);
      const ben = await joined(rig);
      await resolves(
        rig,
        Promise.all([ann.session.microphone.enable(), ben.session.microphone.enable()]),
        'Enabling',
      );
      await receives(rig, ann, ben.userId, 'microphone');
      await receives(rig, ben, ann.userId, 'microphone');
    },
  },
]);
