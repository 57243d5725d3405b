import { check, checkEqual } from '../check.ts';
import type { Clause } from '../clause.ts';
import { sessionClauses } from '../define.ts';
import * as needs from '../needs.ts';
import {
  eventually,
  handleOf,
  joined,
  later,
  meets,
  meetsSource,
  personOf,
  presencesOf,
  receives,
  rejects,
  resolves,
  sentinel,
} from '../scene.ts';

/** Receiving what others publish. */
export const subscriptionClauses: readonly Clause[] = sessionClauses([
  {
    id: 'RTC-SUBSCRIBE-01',
    title: 'Sound is received without being asked for, and the event that says so comes with a live track.',
    law: 'subscription-modes',
    rules: [25, 26],
    world: ['far-join'],
    saboteurs: ['subscribe-never-settles', 'subscribe-without-track'],
    async run(rig) {
      await rig.world.farJoin({ userId: 'zoe', sources: ['microphone'] });
      const ann = await joined(rig);
      await receives(rig, ann, 'zoe', 'microphone');
      const [event] = ann.log.of('source-subscribed');
      checkEqual(event?.track.kind, 'audio', 'The kind of the track');
      checkEqual(event?.track.readyState, 'live', 'The track');
      check(
        handleOf(ann, 'zoe').microphone.mediaStream.getTracks().length === 1,
        'The track should be in its stream.',
      );
    },
  },
  {
    id: 'RTC-SUBSCRIBE-02',
    title: 'A picture is received while an element shows it, and no longer some time after.',
    law: 'subscription-modes',
    rules: [25],
    world: ['far-join', 'clock'],
    saboteurs: ['subscribe-never-settles', 'subscribe-without-track', 'unsubscribe-without-effect'],
    async run(rig) {
      await rig.world.farJoin({ userId: 'zoe', sources: ['camera'] });
      const ann = await joined(rig);
      await meetsSource(rig, ann, 'zoe', 'camera');
      await sentinel(rig, ann);
      const { subscription } = personOf(ann, 'zoe').sources.camera ?? {};
      checkEqual(subscription, { status: 'not-subscribed', reason: 'not-wanted' }, 'The subscription before');
      const view = ann.createView();
      const detach = handleOf(ann, 'zoe').camera.attach(view);
      await receives(rig, ann, 'zoe', 'camera');
      check(view.srcObject === handleOf(ann, 'zoe').camera.mediaStream, 'The element should show the stream.');
      const track = ann.log.of('source-subscribed')[0]?.track;
      detach();
      checkEqual(view.srcObject, null, 'What the element shows after detaching');
      await rig.world.pass(3_000);
      await eventually(
        rig,
        'it is not received any more',
        () =>
          personOf(ann, 'zoe').sources.camera?.subscription.status === 'not-subscribed' &&
          (track?.readyState === 'ended' || track?.muted === true),
      );
    },
  },
  {
    id: 'RTC-SUBSCRIBE-03',
    title: 'Subscribing by hand resolves with a live track in the stream of the source.',
    law: 'subscribe-settles',
    rules: [26],
    world: ['far-join'],
    saboteurs: ['subscribe-never-settles', 'subscribe-without-track'],
    async run(rig) {
      await rig.world.farJoin({ userId: 'zoe', sources: ['camera'] });
      const ann = await joined(rig);
      await meetsSource(rig, ann, 'zoe', 'camera');
      const { camera } = handleOf(ann, 'zoe');
      await resolves(rig, camera.subscribe(), 'Subscribing', rig.timeouts.subscribe);
      const [track, ...more] = camera.mediaStream.getTracks();
      checkEqual([track?.readyState, more.length], ['live', 0], 'The tracks of the stream');
    },
  },
  {
    id: 'RTC-SUBSCRIBE-04',
    title: 'Subscribing twice is one subscription, and both calls resolve.',
    law: 'subscribe-settles',
    rules: [13, 26],
    world: ['far-join'],
    async run(rig) {
      await rig.world.farJoin({ userId: 'zoe', sources: ['camera'] });
      const ann = await joined(rig);
      await meetsSource(rig, ann, 'zoe', 'camera');
      const { camera } = handleOf(ann, 'zoe');
      await resolves(rig, Promise.all([camera.subscribe(), camera.subscribe()]), 'Subscribing twice');
      await resolves(rig, camera.subscribe(), 'Subscribing again');
      checkEqual(ann.log.of('source-subscribed').length, 1, 'How often it is told');
    },
  },
  {
    id: 'RTC-SUBSCRIBE-05',
    title: 'A subscription that the vendor never answers fails within its bound; asking again works.',
    law: 'subscribe-settles',
    rules: [26],
    world: ['far-join', 'hold-subscribe', 'clock'],
    async run(rig) {
      await rig.world.farJoin({ userId: 'zoe', sources: ['camera'] });
      const ann = await joined(rig);
      await meetsSource(rig, ann, 'zoe', 'camera');
      const release = await rig.world.hold('subscribe');
      const { camera } = handleOf(ann, 'zoe');
      await rejects(rig, camera.subscribe(), {
        what: 'Subscribing without an answer',
        codes: ['timeout', 'subscribe-failed'],
        withinMs: rig.timeouts.subscribe,
      });
      checkEqual(personOf(ann, 'zoe').sources.camera?.subscription.status, 'failed', 'The subscription');
      checkEqual(ann.log.of('subscription-failed').length, 1, 'How often it is told');
      await release();
      await resolves(rig, camera.subscribe(), 'Subscribing again', rig.timeouts.subscribe);
    },
  },
  {
    id: 'RTC-SUBSCRIBE-06',
    title: 'A subscription that the vendor refuses is told with the reason; the others go on.',
    law: 'subscribe-settles',
    world: ['far-join', 'refuse'],
    async run(rig) {
      await rig.world.farJoin({ userId: 'yan', sources: ['microphone'] });
      const ann = await joined(rig);
      await receives(rig, ann, 'yan', 'microphone');
      await rig.world.refuse('subscribe', 'codec-unsupported');
      await rig.world.farJoin({ userId: 'zoe', sources: ['microphone'] });
      await eventually(rig, 'it is told', () => ann.log.of('subscription-failed').length === 1);
      const [event] = ann.log.of('subscription-failed');
      checkEqual(event?.error.code, 'codec-unsupported', 'The reason');
      checkEqual(personOf(ann, 'yan').sources.microphone?.subscription.status, 'subscribed', 'The other one');
    },
  },
  {
    id: 'RTC-SUBSCRIBE-07',
    title: 'Subscribing to what is not published is refused; to what is withdrawn meanwhile it rejects aborted.',
    law: 'subscribe-settles',
    rules: [26],
    world: ['far-join', 'far-publish', 'hold-subscribe'],
    async run(rig) {
      const zoe = await rig.world.farJoin({ userId: 'zoe' });
      const ann = await joined(rig);
      await meets(rig, ann, 'zoe');
      const { camera } = handleOf(ann, 'zoe');
      await rejects(rig, camera.subscribe(), { what: 'Subscribing to nothing', codes: ['invalid-state'] });
      await zoe.publish('camera');
      await meetsSource(rig, ann, 'zoe', 'camera');
      const release = await rig.world.hold('subscribe');
      const subscribing = later(camera.subscribe());
      await rig.settle();
      await zoe.unpublish('camera');
      await rejects(rig, subscribing, { what: 'Subscribing to what is withdrawn', codes: ['aborted'] });
      await release();
    },
  },
  {
    id: 'RTC-SUBSCRIBE-08',
    title: 'A subscription that is under way when its call ends rejects aborted.',
    law: 'subscribe-settles',
    world: ['far-join', 'hold-subscribe'],
    async run(rig) {
      await rig.world.farJoin({ userId: 'zoe', sources: ['camera'] });
      const ann = await joined(rig);
      await meetsSource(rig, ann, 'zoe', 'camera');
      const release = await rig.world.hold('subscribe');
      const subscribing = later(handleOf(ann, 'zoe').camera.subscribe());
      await rig.settle();
      await resolves(rig, ann.session.leave(), 'Leaving', rig.timeouts.leave);
      await rejects(rig, subscribing, { what: 'Subscribing', codes: ['aborted'] });
      await release();
    },
  },
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
      await eventually(
        rig,
        'the vendor sends no more',
        () => track?.readyState === 'ended' || track?.muted === true,
      );
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
      const far = await Promise.all(users.map((userId) => rig.world.farJoin({ userId, sources: ['microphone'] })));
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
      const one = ['source-published zoe camera', 'source-subscribed zoe camera', 'source-unsubscribed zoe camera', 'source-unpublished zoe camera'];
      checkEqual(
        ann.log.lines('source-published', 'source-subscribed', 'source-unsubscribed', 'source-unpublished'),
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
      await eventually(rig, 'it is not muted', () => personOf(ann, 'zoe').sources.microphone?.muted === false);
      checkEqual(
        ann.log.of('source-muted').map(({ muted }) => muted),
        [true, false],
        'What is told',
      );
      checkEqual(ann.log.lines('source-published', 'source-unpublished'), [], 'Publications that are told');
      checkEqual(personOf(ann, 'zoe').sources.microphone?.subscription.status, 'subscribed', 'The subscription');
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
      await resolves(rig, Promise.all([ann.session.microphone.enable(), ben.session.microphone.enable()]), 'Enabling');
      await receives(rig, ann, ben.userId, 'microphone');
      await receives(rig, ben, ann.userId, 'microphone');
    },
  },
]);
